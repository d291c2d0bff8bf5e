/* PINs of which cards have reported that one try is left, or none. */
#ifndef SCRIPTOR_RUN_TRIES_H
#define SCRIPTOR_RUN_TRIES_H

#include "apdu/apdu_context.h"
#include "base/card.h"
#include "base/reader_state.h"
#include "names/aid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What distinguishes a card from others: its reader, and how often a card was inserted or removed
 * there. */
struct tries_card {
	const char *reader;
	uint16_t counter;
	const struct card *card;
};

/* One PIN or password. */
struct tries_entry {
	char reader[READER_NAME_SIZE];
	uint16_t counter; /* the reader's count of insertions and removals then */
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
	uint8_t aid[AID_MAX];
	uint8_t aid_length; /* 0: the selected application is not known */
	uint8_t reference;
	uint8_t left; /* 0, 1 */
};

/* All zero is empty. */
struct tries {
	struct tries_entry *list; /* owned */
	size_t count, size;
};

void tries_free(struct tries *tries);

/* Drops what cards reported that were in this reader before this one. */
void tries_connected(struct tries *tries, const struct tries_card *card);
/* Returns the first entry for a reference of the card in this reader; NULL if there is none. An
 * application that is not known may be any. */
const struct tries_entry *tries_find(const struct tries *tries, const char *reader,
                                     uint8_t reference, const struct apdu_application *application);
/* Drops all of these. */
void tries_drop(struct tries *tries, const char *reader, uint8_t reference,
                const struct apdu_application *application);
/* Adds an entry. Returns false if out of memory. */
bool tries_add(struct tries *tries, const struct tries_card *card, uint8_t reference, uint8_t left,
               const struct apdu_application *application);

#endif
