/* Values that are text. */
#ifndef TLV_TLV_TEXT_H
#define TLV_TLV_TEXT_H

#include "words/words.h"

#include <stddef.h>
#include <stdint.h>

/* Adds the text in quotes where the bytes are text (UTF-8 without control characters; filling 00
 * and FF at the end left out), cut off after 120 bytes. */
void tlv_put_text(struct words *words, const uint8_t *value, size_t length);

#endif
