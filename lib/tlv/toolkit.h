/* Describes values of the card application toolkit: ETSI TS 102 223, clause 8. Each function adds
 * the meaning of data's bytes to words; nothing if they do not have the form. */
#ifndef TLV_TOOLKIT_H
#define TLV_TOOLKIT_H

#include "tlv/tlv_data.h"
#include "words/words.h"

/* Command details (8.6): "number 1, DISPLAY TEXT: high priority, cleared by the user" */
void command_details_text(struct words *words, const struct tlv_data *data);
/* Device identities (8.7): "card to display" */
void devices_text(struct words *words, const struct tlv_data *data);
/* Duration (8.8): "10 seconds" */
void duration_text(struct words *words, const struct tlv_data *data);
/* Result (8.12): "terminal currently unable to process the command: screen is busy" */
void result_text(struct words *words, const struct tlv_data *data);
/* Text string (8.15): a data coding scheme of 3GPP TS 23.038, then text. */
void coded_text_text(struct words *words, const struct tlv_data *data);
/* USSD string (3GPP TS 31.111, 8.17): a data coding scheme of cell broadcast (3GPP TS 23.038, 5),
 * then text. */
void ussd_text(struct words *words, const struct tlv_data *data);
/* Alpha identifier (8.2), as gsm_text_alpha. */
void alpha_text(struct words *words, const struct tlv_data *data);
/* Item (8.9): its identifier and text, 1: "Balance" */
void item_text(struct words *words, const struct tlv_data *data);
/* Address (8.1): "+49301234567" */
void dial_number_text(struct words *words, const struct tlv_data *data);
/* The same for the address of a short message, in which digits C to E are a, b and c (3GPP TS
 * 23.040, 9.1.2.3). */
void message_number_text(struct words *words, const struct tlv_data *data);
/* Date-time and time zone (8.39): "2026-12-31 23:59:59 UTC+1:00" */
void timestamp_text(struct words *words, const struct tlv_data *data);
/* BCD digits, the low half of each byte first, padded with F. */
void swapped_digits_text(struct words *words, const struct tlv_data *data);
/* Network access name (8.70; 3GPP TS 23.003, 9): "internet.example" */
void labels_text(struct words *words, const struct tlv_data *data);

/* Items next action indicator (8.24): the names of the commands that the items lead to. */
void next_actions_text(struct words *words, const struct tlv_data *data);
/* An IPv4 or IPv6 address of four or 16 bytes: "192.0.2.1" */
void ip_address_text(struct words *words, const struct tlv_data *data);

#endif
