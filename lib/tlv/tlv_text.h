/* Describes values that are text. */
#ifndef TLV_TLV_TEXT_H
#define TLV_TLV_TEXT_H

#include "words/words.h"

#include <stddef.h>
#include <stdint.h>

/* Adds the text in quotes, truncated after 120 bytes, if the bytes are UTF-8 without control
 * characters; 00 and FF at the end are padding. Adds nothing otherwise. */
void tlv_put_text(struct words *words, const uint8_t *value, size_t length);
/* Does the same for text that may have several lines; line breaks and TABs become \n, \r and \t. */
void tlv_put_lines(struct words *words, const uint8_t *value, size_t length);

#endif
