/* Describes values of the simplest types: numbers, object identifiers, codes. Each function adds
 * the meaning of data's bytes to words. */
#ifndef TLV_BASIC_VALUE_H
#define TLV_BASIC_VALUE_H

#include "tlv/tlv_data.h"
#include "words/words.h"

/* An unsigned number, big-endian, in decimal; nothing for more than eight bytes. */
void number_text(struct words *words, const struct tlv_data *data);
/* A version, a number in each of at most eight bytes: "2.2.0"; nothing for no bytes or more. */
void version_text(struct words *words, const struct tlv_data *data);
/* An object identifier (ISO/IEC 8825-1, 8.19), with its name if known: "1.2.840.114283.1". */
void oid_text(struct words *words, const struct tlv_data *data);
/* The text of the first row of data->bits that matches; "reserved" if none does. */
void code_text(struct words *words, const struct tlv_data *data);
/* The same for each byte, with commas between; in hex if no row matches. */
void codes_text(struct words *words, const struct tlv_data *data);

#endif
