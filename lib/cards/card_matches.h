/* The entries of card lists that match one ATR, in order, and each name once. */
#ifndef CARDS_CARD_MATCHES_H
#define CARDS_CARD_MATCHES_H

#include "base/span_map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pattern_part;

/* One entry of one list that matches an ATR. */
struct card_match {
	bool exact;
	uint32_t specificity; /* of a pattern: how much of an ATR it fixes; more is more specific */
	struct span pattern;  /* the ATR line of the list, without blanks at its ends */
	/* Its description lines, which card_name() takes apart: without those that a match or
	 * a line before it has too.  May be empty. */
	struct span names;
	const char *list; /* the list's file name; the list's owner keeps it */
	unsigned line;    /* of the ATR line, from 1 */
	unsigned source;  /* which of the lists searched, from 0 */
	/* After card_matches_explain: which part of a pattern matched which byte; none for an
	 * exact entry. */
	const struct pattern_part *parts;
	size_t part_count;
};

/* Matches of one ATR. All zero is empty; clear and use again. */
struct card_matches {
	struct card_match *items; /* owned */
	size_t count, size;
	bool failed;    /* out of memory: some are missing */
	bool explained; /* the matches have their parts */

	struct span_map seen;        /* the names told */
	char *other_names;           /* owned: the names of matches that lost some */
	struct pattern_part **parts; /* owned, with what it points to: one for each match */
	size_t parts_count;
};

void card_matches_free(struct card_matches *matches);
void card_matches_clear(struct card_matches *matches);
void card_matches_add(struct card_matches *matches, const struct card_match *match);

/* To be called when all are there: exact ones first, then patterns from the most to the least
 * specific, else in the order of lists and lines; and each name only where it comes first. */
void card_matches_finish(struct card_matches *matches);

/* To be called after that, with the ATR that they match. */
void card_matches_explain(struct card_matches *matches, const uint8_t *atr, size_t length);

/* Takes the next description out of names: the text without TAB and blanks at its ends. Returns
 * false at the end. Walk on a copy of match->names. */
bool card_name(struct span *names, struct span *name);

/* Returns true if a description is nothing but an address: "https://…" or "http://…". */
bool card_is_url(struct span name);

#endif
