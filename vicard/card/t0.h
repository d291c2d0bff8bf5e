/* Responses as T=0 transports them (ISO/IEC 7816-3, 12.2): data that the command did not ask for
 * waits for GET RESPONSE, and a wrong Le is corrected. Does no input or output. */
#ifndef VICARD_T0_H
#define VICARD_T0_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VICARD_MESSAGE_MAX = 65535 }; /* vpcd counts a message's bytes in two bytes */

struct t0 {
	bool on;
	uint8_t *held; /* data and SW1 SW2 that wait for GET RESPONSE; owned, VICARD_MESSAGE_MAX
	                  bytes */
	size_t at, length;
};

/* Returns false if out of memory; t0_end is to be called in any case. */
bool t0_start(struct t0 *t0);
void t0_end(struct t0 *t0);
/* Discards the waiting data. */
void t0_reset(struct t0 *t0);

/* Returns the length of a command without its Le; the whole length if it has none or is not a short
 * APDU. */
size_t t0_length(const uint8_t *command, size_t length);

/* Writes the response to a GET RESPONSE to out and returns true, if data is waiting. Any other
 * command discards the data and returns false. Returns false if T=0 is off. */
bool t0_take(struct t0 *t0, const uint8_t *command, size_t length, uint8_t *out,
             size_t *out_length);
/* Turns the complete response to a command, in out, into what a card returns over T=0. Does
 * nothing if T=0 is off. */
void t0_answer(struct t0 *t0, const uint8_t *command, size_t length, uint8_t *out,
               size_t *out_length);

#endif
