/* Names of application identifiers: ISO/IEC 7816-5:2004, 8.2. */
#ifndef NAMES_AID_H
#define NAMES_AID_H

#include "names/aid_table.h"
#include "words/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AID_MAX = 16 };

/* Returns the row that matches an AID of length bytes, the longest one; NULL if none does. */
const struct aid_row *aid_find(const uint8_t *aid, size_t length);

/* Adds what is known: "Mastercard"; "application of Visa"; "national application, Germany";
 * "proprietary application". Adds something for every AID of one byte or more. */
void aid_text(struct words *words, const uint8_t *aid, size_t length);

/* Returns the first row from number *next on, which is 0 at first, whose name contains text in any
 * case, or whose hex begins with it, and sets *next to the one after it. NULL at the end. */
const struct aid_row *aid_by_name(const char *text, size_t *next);

#endif
