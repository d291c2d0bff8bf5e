/* Dates and times in values. */
#ifndef TLV_DATE_H
#define TLV_DATE_H

#include "tlv/tlv_data.h"
#include "words/words.h"

/* "2026-12-31", "2026-12"; "not a valid date". The digits are BCD, text, or one a byte. */
void date_text(struct words *words, const struct tlv_data *data);
/* "23:59:59" */
void time_text(struct words *words, const struct tlv_data *data);
/* "2026-12-31 23:59:59 UTC"; "not set" for 0 */
void time32_text(struct words *words, const struct tlv_data *data);

#endif
