/* Describes dates and times. Each function adds the meaning of data's bytes to words. */
#ifndef TLV_DATE_H
#define TLV_DATE_H

#include "tlv/tlv_data.h"
#include "words/words.h"

/* YYMM, YYMMDD or YYYYMMDD in BCD, as text, or six bytes of one digit each: "2026-12-31",
 * "2026-12"; "not a valid date" for anything else. */
void date_text(struct words *words, const struct tlv_data *data);
/* HHMMSS in BCD: "23:59:59"; nothing if it is not three bytes. */
void time_text(struct words *words, const struct tlv_data *data);
/* Seconds since 1970 in four bytes, big-endian: "2026-12-31 23:59:59 UTC", "not set" for 0; nothing
 * if it is not four bytes. */
void time32_text(struct words *words, const struct tlv_data *data);

#endif
