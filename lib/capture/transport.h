/* Decodes what is exchanged with a card into commands and responses, at each level of exchange that
 * CCID defines (5.1, dwFeatures). */
#ifndef CAPTURE_TRANSPORT_H
#define CAPTURE_TRANSPORT_H

#include "base/text.h"
#include "capture/t0_characters.h"
#include "capture/t1_blocks.h"
#include "capture/track.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum transport_level {
	TRANSPORT_UNKNOWN, /* to be recognized from the bytes */
	TRANSPORT_CHARACTER,
	TRANSPORT_TPDU,
	TRANSPORT_APDU,
};

/* All zero is the state after a reset, at TRANSPORT_UNKNOWN. */
struct transport {
	enum transport_level level;
	bool blocks; /* a block of T=1 was seen */
	bool plain;  /* a command that is not in a block was seen */
	struct t1_blocks t1;
	struct t0_characters t0;
	struct text block; /* characters of the card's block so far; owned */
};

void transport_free(struct transport *transport);
/* Discards what is incomplete, as a reset of the card does. */
void transport_reset(struct transport *transport);
/* Returns true if the host sends whole commands, without the blocks or characters of a protocol. */
bool transport_is_plain(const struct transport *transport);
/* Decodes what the host sent and what the reader returned (NULL: nothing); commands and responses
 * go to the track. */
void transport_exchange(struct transport *transport, struct track *track, const uint8_t *command,
                        size_t command_length, const uint8_t *response, size_t response_length);

#endif
