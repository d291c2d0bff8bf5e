/* What T=0 makes of an answer (ISO/IEC 7816-3, 12.2): data that the command did not ask for waits
 * for GET RESPONSE, and a wrong Le is corrected. No I/O. */
#ifndef VICARD_T0_H
#define VICARD_T0_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VICARD_MESSAGE_MAX = 65535 }; /* vpcd counts a message's bytes in two bytes */

struct t0 {
	bool on;
	uint8_t *held; /* data and SW1 SW2 that wait; owned, VICARD_MESSAGE_MAX bytes */
	size_t at, length;
};

/* Returns false if out of memory. */
bool t0_start(struct t0 *t0);
void t0_end(struct t0 *t0);
/* Forgets what waits. */
void t0_reset(struct t0 *t0);

/* Bytes of a command before its Le; all of it where it has none, or is no short APDU. */
size_t t0_length(const uint8_t *command, size_t length);

/* Answers a GET RESPONSE where data waits for it; false for any other command, which ends the
 * waiting. Does nothing if T=0 is off. */
bool t0_take(struct t0 *t0, const uint8_t *command, size_t length, uint8_t *out,
             size_t *out_length);
/* Makes a whole answer to a command, in out, what a card gives over T=0. */
void t0_answer(struct t0 *t0, const uint8_t *command, size_t length, uint8_t *out,
               size_t *out_length);

#endif
