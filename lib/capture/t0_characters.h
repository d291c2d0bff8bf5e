/* Decodes the characters of T=0 (ISO/IEC 7816-3:2006, 10.3): header, procedure bytes, data and SW1
 * SW2, as readers transfer them that leave the protocol to the driver. */
#ifndef CAPTURE_T0_CHARACTERS_H
#define CAPTURE_T0_CHARACTERS_H

#include "base/text.h"
#include "capture/track.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is the state after a reset. */
struct t0_characters {
	struct text command, response; /* received so far; owned */
	size_t left;                   /* bytes of data still to be transferred */
	size_t granted;                /* of them those that the last procedure byte requested */
	bool sends;                    /* data goes to the card */
	bool ends;                     /* SW1 was received */
};

void t0_characters_free(struct t0_characters *t0);
/* Discards an incomplete command, as a reset of the card does. */
void t0_characters_reset(struct t0_characters *t0);
/* Decodes bytes from the card or to it; complete commands and responses go to the track. */
void t0_characters_take(struct t0_characters *t0, struct track *track, bool from_card,
                        const uint8_t *bytes, size_t length);

#endif
