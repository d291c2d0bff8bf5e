/* The card of a real reader in the place of a simulated one: power, resets and commands of the
 * virtual reader go to its struct card, and are recorded. Does no input or output itself. */
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
	RELAY_WARM, /* the card was reset */
	RELAY_COLD, /* the same */
	RELAY_OFF,
	RELAY_COMMAND,
	RELAY_RESPONSE,
};

struct relay_event {
	enum relay_event_kind kind;
	const uint8_t *bytes; /* the command, or the response with its status word */
	size_t length;
};

struct relay {
	struct card *card;     /* in the real reader; NULL: none. Not owned */
	struct record *record; /* NULL: nothing is recorded. Not owned */
	/* Receives each event of the card; may be NULL. */
	void (*on_event)(void *self, const struct relay_event *event);
	void *self;
	/* The ATR for the virtual reader; length 0: the card is mute. */
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
	bool connected;
	bool recorded;       /* the record has a card already */
	bool powered_anew;   /* since the last command recorded */
	const char *failed;  /* what failed with the real card, "send the command"; NULL: nothing */
	card_result failure; /* the PC/SC code of that */
	uint8_t response[CARD_RESPONSE_MAX];
};

/* Records that card is in the real reader, with the ATR that the service reports, of length 0 if
 * there is none. To be called again when that changes. */
void relay_insert(struct relay *relay, struct card *card, const uint8_t *atr, size_t length);
/* Records that the card was removed. */
void relay_remove(struct relay *relay);

/* Powers the card on or, if it is on, resets it, and sets relay->atr. Returns false with
 * relay->failed set if the card does not respond. */
bool relay_power(struct relay *relay, enum card_reset kind);
/* Powers the card off. */
void relay_off(struct relay *relay);
/* Sends a command of length bytes, powering the card on if it is off. Writes the response to out,
 * which has room for max bytes. Returns false with relay->failed set if there is no response that
 * fits. */
bool relay_transmit(struct relay *relay, const uint8_t *command, size_t length, uint8_t *out,
                    size_t max, size_t *out_length);

#endif
