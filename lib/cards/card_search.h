/* Cards by name: entries of a list whose descriptions hold all of some words; or by how their ATR
 * begins. */
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

/* Gets the next entry of the walk, one that can be read, each of the words is in one of whose
 * names, in any case (base/fold.h), also as part of a longer word. Returns false at the end. */
bool card_search_next(struct cardlist_walk *walk, const char *const *words, size_t count,
                      struct card_found *found);

enum { CARD_QUERY_MAX = 256, CARD_QUERY_WORDS = 32 };

/* What somebody types into one field. */
struct card_query {
	char text[CARD_QUERY_MAX + 4]; /* what words and pattern point into */
	const char *words[CARD_QUERY_WORDS];
	size_t word_count;
	size_t pattern_length; /* not 0: text is a pattern that ATRs begin with, and ".*" */
};

/* Text that begins with 3B or 3F, or with a wildcard, and reads as a pattern (cards/pattern.h) or
 * as packed hex asks for ATRs; any other for names, by its words. Text of more than CARD_QUERY_MAX
 * bytes is cut off. */
void card_query_read(struct card_query *query, struct span text);
/* As card_search_next. A pattern of the list must begin with the text that was asked for. */
bool card_query_next(struct cardlist_walk *walk, const struct card_query *query,
                     struct card_found *found);

#endif
