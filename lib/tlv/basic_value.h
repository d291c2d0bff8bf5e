/* Values that other values are made of. */
#ifndef TLV_BASIC_VALUE_H
#define TLV_BASIC_VALUE_H

#include "tlv/tlv_data.h"
#include "words/words.h"

/* A number of eight bytes at most, the high byte first. */
void number_text(struct words *words, const struct tlv_data *data);
/* An object identifier: "1.2.840.114283.1" (ISO/IEC 8825-1, 8.19). */
void oid_text(struct words *words, const struct tlv_data *data);
/* The text of the first of the data's bits that is set so; "reserved" where none is. */
void code_text(struct words *words, const struct tlv_data *data);
/* Does the same for each of the bytes. */
void codes_text(struct words *words, const struct tlv_data *data);

#endif
