/* Values of the card application toolkit: ETSI TS 102 223, 8. */
#ifndef TLV_TOOLKIT_H
#define TLV_TOOLKIT_H

#include "tlv/tlv_data.h"
#include "words/words.h"

/* 8.6: "number 1, DISPLAY TEXT: high priority, the user clears the text" */
void command_details_text(struct words *words, const struct tlv_data *data);
/* 8.7: "card to display" */
void devices_text(struct words *words, const struct tlv_data *data);
/* 8.8: "10 seconds" */
void duration_text(struct words *words, const struct tlv_data *data);
/* 8.12: "terminal currently unable to process the command: screen is busy" */
void result_text(struct words *words, const struct tlv_data *data);
/* 8.15: a data coding scheme of TS 23.038, then text. */
void coded_text_text(struct words *words, const struct tlv_data *data);
void alpha_text(struct words *words, const struct tlv_data *data);
/* 8.9: "1: "Balance"" */
void item_text(struct words *words, const struct tlv_data *data);
/* 8.1: "+49301234567" */
void dial_number_text(struct words *words, const struct tlv_data *data);
/* 8.39: "2026-12-31 23:59:59 UTC+1:00" */
void timestamp_text(struct words *words, const struct tlv_data *data);
/* Digits, the low quartet of each byte first, F at the end filled up. */
void swapped_digits_text(struct words *words, const struct tlv_data *data);
/* 8.70, 3GPP TS 23.003, 9: "internet.example" */
void labels_text(struct words *words, const struct tlv_data *data);

/* 8.24: the commands that the items lead to. */
void next_actions_text(struct words *words, const struct tlv_data *data);
/* "192.0.2.1" */
void ip_address_text(struct words *words, const struct tlv_data *data);

#endif
