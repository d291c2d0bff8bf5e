/* Remembers PINs of which a card has reported that one try is left, or none. */
#ifndef SCRIPTOR_RUN_TRIES_H
#define SCRIPTOR_RUN_TRIES_H

#include "apdu/apdu_context.h"
#include "base/card.h"
#include "base/reader_state.h"
#include "names/aid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What identifies a card: its reader, the reader's count of insertions and removals, and its
 * ATR. */
struct tries_card {
	const char *reader;
	uint16_t counter;
	const struct card *card;
};

/* A PIN or password. */
struct tries_entry {
	char reader[READER_NAME_SIZE];
	uint16_t counter; /* that of struct tries_card when it was reported */
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
	uint8_t aid[AID_MAX];
	uint8_t aid_length; /* 0: the application is unknown */
	uint8_t reference;
	uint8_t left; /* tries: 0 or 1 */
};

/* All zero is empty. */
struct tries {
	struct tries_entry *list; /* owned */
	size_t count, size;
};

void tries_free(struct tries *tries);

/* Removes the entries of other cards that were in this card's reader before. */
void tries_connected(struct tries *tries, const struct tries_card *card);
/* Returns the first entry for the card in reader, with this reference and application; NULL if
 * there is none. An unknown application (NULL) matches any. */
const struct tries_entry *tries_find(const struct tries *tries, const char *reader,
                                     uint8_t reference, const struct apdu_application *application);
/* Removes all entries that tries_find would find. */
void tries_drop(struct tries *tries, const char *reader, uint8_t reference,
                const struct apdu_application *application);
/* Adds an entry for card. Returns false if out of memory. */
bool tries_add(struct tries *tries, const struct tries_card *card, uint8_t reference, uint8_t left,
               const struct apdu_application *application);

#endif
