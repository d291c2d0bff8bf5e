/* Text of SIMs and UICCs: 3GPP TS 23.038 and ETSI TS 102 221, annex A. */
#ifndef TLV_GSM_TEXT_H
#define TLV_GSM_TEXT_H

#include "words/words.h"

#include <stddef.h>
#include <stdint.h>

/* Each adds the text in quotes, control characters escaped, no more than about 120 characters;
 * nothing if the bytes are no such text. Filling FF at the end is left out. */

/* The default alphabet, a character a byte. */
void gsm_text_unpacked(struct words *words, const uint8_t *bytes, size_t length);
/* The default alphabet, eight characters in seven bytes. */
void gsm_text_packed(struct words *words, const uint8_t *bytes, size_t length);
/* UCS2, the high byte first; surrogates are read too. */
void gsm_text_ucs2(struct words *words, const uint8_t *bytes, size_t length);
/* An alpha field: the default alphabet, or one of the three codings of UCS2. */
void gsm_text_alpha(struct words *words, const uint8_t *bytes, size_t length);

#endif
