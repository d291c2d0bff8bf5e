/* What a reader and its host exchange with a card, at each level that CCID knows (5.1, dwFeatures):
 * to commands and responses. */
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
	TRANSPORT_UNKNOWN, /* the bytes are to tell */
	TRANSPORT_CHARACTER,
	TRANSPORT_TPDU,
	TRANSPORT_APDU,
};

/* All zero is a new one. */
struct transport {
	enum transport_level level;
	bool blocks; /* blocks of T=1 were seen */
	bool plain;  /* bytes that are none were */
	struct t1_blocks t1;
	struct t0_characters t0;
	struct text block; /* characters of the card's block so far */
};

void transport_free(struct transport *transport);
/* The card was reset. */
void transport_reset(struct transport *transport);
/* Returns true if what the host sends is a command as it is. */
bool transport_is_plain(const struct transport *transport);
/* Takes what the host sent, and what came back; response NULL: nothing did. */
void transport_exchange(struct transport *transport, struct track *track, const uint8_t *command,
                        size_t command_length, const uint8_t *response, size_t response_length);

#endif
