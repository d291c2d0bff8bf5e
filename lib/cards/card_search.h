/* Searches a card list by words of the descriptions, or by how the ATR begins. */
#ifndef CARDS_CARD_SEARCH_H
#define CARDS_CARD_SEARCH_H

#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>

/* An entry; the spans point into the list. */
struct card_found {
	struct span pattern; /* the ATR line */
	struct span names;   /* for card_name() */
	struct cardlist_atr atr;
	unsigned line; /* of the ATR line, from 1 */
};

/* Gets the next readable entry whose descriptions contain each of the count words, in any case
 * (base/fold.h), also within a longer word. Returns false at the end of the list. */
bool card_search_next(struct cardlist_walk *walk, const char *const *words, size_t count,
                      struct card_found *found);

enum { CARD_QUERY_MAX = 256, CARD_QUERY_WORDS = 32 };

/* A query as a person types it: words, or the beginning of an ATR. */
struct card_query {
	char text[CARD_QUERY_MAX + 4]; /* the words, each NUL-terminated, or the pattern */
	const char *words[CARD_QUERY_WORDS];
	size_t word_count;
	size_t pattern_length; /* of text if that is a pattern, with ".*" added; else 0 */
};

/* Parses a query, truncated to CARD_QUERY_MAX bytes: text that begins with 3B, 3F or a wildcard and
 * is a pattern (cards/pattern.h) or packed hex is the beginning of an ATR; any other text is words.
 */
void card_query_read(struct card_query *query, struct span text);
/* Gets the next readable entry that matches the query. A pattern of the list matches the beginning
 * of an ATR if it begins with the same text. Returns false at the end of the list. */
bool card_query_next(struct cardlist_walk *walk, const struct card_query *query,
                     struct card_found *found);

#endif
