/* The card of a real reader in the place of a simulated one: power, resets and commands of the
 * virtual reader go to its struct card, and are recorded. No I/O of its own. */
#ifndef VICARD_CARD_RELAY_H
#define VICARD_CARD_RELAY_H

#include "base/card.h"
#include "script/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum relay_event_kind {
	RELAY_INSERTED,
	RELAY_REMOVED,
	RELAY_ON,
	RELAY_WARM, /* was reset */
	RELAY_COLD,
	RELAY_OFF,
	RELAY_COMMAND,
	RELAY_RESPONSE,
};

struct relay_event {
	enum relay_event_kind kind;
	const uint8_t *bytes; /* of a command, or a response with its status word */
	size_t length;
};

struct relay {
	struct card *card;     /* in the real reader; NULL: none is. Not owned */
	struct record *record; /* NULL: nothing is recorded. Not owned */
	/* Gets what happens to the card; NULL: nobody does. */
	void (*see)(void *self, const struct relay_event *event);
	void *self;
	/* What the virtual reader gets; length 0: the card is mute. */
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
	bool connected;
	bool recorded;       /* the record has a card already */
	bool powered_anew;   /* since the last command recorded */
	const char *failed;  /* what the real card failed to do last; NULL: nothing, or reported */
	card_result failure; /* why */
	uint8_t response[CARD_RESPONSE_MAX];
};

/* A card is in the real reader; atr as its service reports it, length 0 for none. To be called
 * again where that changes. */
void relay_insert(struct relay *relay, struct card *card, const uint8_t *atr, size_t length);
/* It is not there any more. */
void relay_remove(struct relay *relay);

/* Power on, or a reset while it is on. Sets the ATR. Returns false if the card does not respond. */
bool relay_power(struct relay *relay, enum card_reset kind);
/* Power off. */
void relay_off(struct relay *relay);
/* Sends a command; out has room for max bytes. Returns false if there is no response that fits. */
bool relay_transmit(struct relay *relay, const uint8_t *command, size_t length, uint8_t *out,
                    size_t max, size_t *out_length);

#endif
