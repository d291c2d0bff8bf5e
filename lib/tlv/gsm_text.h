/* Decodes text of SIMs and UICCs: 3GPP TS 23.038 and ETSI TS 102 221, annex A. */
#ifndef TLV_GSM_TEXT_H
#define TLV_GSM_TEXT_H

#include "words/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Each function adds the text in quotes, as UTF-8 with control characters escaped and truncated
 * after 160 characters; nothing if the bytes are not such text. FF at the end is padding. */

/* The default alphabet, one character in each byte. */
void gsm_text_unpacked(struct words *words, const uint8_t *bytes, size_t length);
/* The default alphabet, eight characters in seven bytes. */
void gsm_text_packed(struct words *words, const uint8_t *bytes, size_t length);
/* Count characters of it, from number first on: after a header they begin at a multiple of seven
 * bits. */
void gsm_text_septets(struct words *words, const uint8_t *bytes, size_t length, size_t first,
                      size_t count);
/* Returns true if one of these characters is an escape, which begins one of another table. */
bool gsm_text_escapes(const uint8_t *bytes, size_t length, size_t first, size_t count);
/* UCS2, big-endian; surrogate pairs are accepted. */
void gsm_text_ucs2(struct words *words, const uint8_t *bytes, size_t length);
/* An alpha field: the default alphabet, or one of the three codings of UCS2 (ETSI TS 102 221, annex
 * A). */
void gsm_text_alpha(struct words *words, const uint8_t *bytes, size_t length);

#endif
