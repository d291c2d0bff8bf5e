/* Cards by name: entries of a list whose descriptions hold all of some words. */
#ifndef CARDS_CARD_SEARCH_H
#define CARDS_CARD_SEARCH_H

#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>

struct card_found {
	struct span pattern; /* the ATR line */
	struct span names;   /* for card_name() */
	struct cardlist_atr atr;
	unsigned line;
};

/* The next entry of the walk, one that can be read, each of the words is in one of whose names,
 * in any case (base/fold.h), also as part of a longer word; false at the end. */
bool card_search_next(struct cardlist_walk *walk, const char *const *words, size_t count,
                      struct card_found *found);

#endif
