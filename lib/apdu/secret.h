/* Which bytes of a command are secret: the data of VERIFY, CHANGE REFERENCE DATA and RESET RETRY
 * COUNTER (INS 20 21 24 25 2C 2D; ISO/IEC 7816-4, 7.5), whatever the class. */
#ifndef APDU_SECRET_H
#define APDU_SECRET_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True for the instructions whose data is secret. */
bool secret_is_instruction(uint8_t ins);

struct secret {
	size_t at;     /* the first secret byte */
	size_t length; /* 0: there is none */
};

/* Where the lengths do not fit, everything after P1 P2 is secret: a forgotten Lc must not show a
 * PIN's first digit. */
struct secret secret_find(const uint8_t *command, size_t length);

/* Adds hex digits, upper case, with ** in the place of each secret byte; with blank between pairs
 * where blank is not 0. */
void secret_hex(struct text *text, const uint8_t *command, size_t length, char blank);

#endif
