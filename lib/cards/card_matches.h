/* What lists say of one ATR: the entries that met it, in order, and each name once. */
#ifndef CARDS_CARD_MATCHES_H
#define CARDS_CARD_MATCHES_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pattern_part;

/* One entry of one list that an ATR met. */
struct card_match {
	bool exact;
	uint32_t specificity; /* of a pattern: how much of an ATR it fixes; more is more specific */
	struct span pattern; /* the ATR line as it stands in the list, without blanks at its ends */
	/* Its description lines, which card_name() takes apart: without those that a match before
	 * it, or a line before, has told in the same words.  May be empty. */
	struct span names;
	const char *list; /* the list's file name; the list's owner keeps it */
	unsigned line;    /* of the ATR line, from 1 */
	unsigned source;  /* which of the lists that were asked, from 0 */
	/* After card_matches_explain: which part of a pattern met which byte; none of an exact
	 * entry, of which each byte is its own part. */
	const struct pattern_part *parts;
	size_t part_count;
};

/* Matches of one ATR. All zero is empty; clear and use again. */
struct card_matches {
	struct card_match *items; /* owned */
	size_t count, size;
	bool failed;    /* out of memory: some are missing */
	bool explained; /* the matches have their parts */

	struct span *seen; /* owned: a hash table of the names told */
	size_t seen_size;
	char *told;                  /* owned: names of matches that had to leave some out */
	struct pattern_part **parts; /* owned, with what it points to: one for each match */
	size_t parts_count;
};

void card_matches_free(struct card_matches *matches);
void card_matches_clear(struct card_matches *matches);
void card_matches_add(struct card_matches *matches, const struct card_match *match);

/* To be called when all are there: exact ones first, then patterns from the most to the least
 * specific, else in the order of lists and lines; and each name only where it comes first. */
void card_matches_finish(struct card_matches *matches);

/* To be called after that, with the ATR that they met. */
void card_matches_explain(struct card_matches *matches, const uint8_t *atr, size_t length);

/* Takes the next description out of names: the text without TAB and blanks at its ends; false at
 * the end. Walk on a copy of match->names. */
bool card_name(struct span *names, struct span *name);

#endif
