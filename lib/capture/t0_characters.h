/* Characters of T=0 (ISO/IEC 7816-3, 10.3): header, procedure bytes, data and SW1 SW2, as a reader
 * that does not know the protocol passes them on. */
#ifndef CAPTURE_T0_CHARACTERS_H
#define CAPTURE_T0_CHARACTERS_H

#include "base/text.h"
#include "capture/track.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is a new one. */
struct t0_characters {
	struct text command, response; /* so far; owned */
	size_t left;                   /* bytes of data still to be transferred */
	size_t granted;                /* of them those that the last procedure byte asked for */
	bool sends;                    /* data goes to the card */
	bool ends;                     /* SW1 was there */
};

void t0_characters_free(struct t0_characters *t0);
void t0_characters_reset(struct t0_characters *t0);
/* Takes bytes from either side; what is complete goes to the track. */
void t0_characters_take(struct t0_characters *t0, struct track *track, bool from_card,
                        const uint8_t *bytes, size_t length);

#endif
