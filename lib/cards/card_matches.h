/* The entries of card lists that match one ATR, in order, with each name once. */
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
	uint32_t specificity; /* of a pattern, as struct pattern_check; higher is more specific */
	struct span pattern;  /* the ATR line of the list, without blanks at its ends */
	/* Its description lines, for card_name(). card_matches_finish takes out those that an
	 * earlier match or line has too. May be empty. */
	struct span names;
	const char *list; /* the list's file name; not owned */
	unsigned line;    /* of the ATR line, from 1 */
	unsigned source;  /* which of the lists searched, from 0 */
	/* Set by card_matches_explain: which part of the pattern matched which byte. None for an
	 * exact entry. */
	const struct pattern_part *parts;
	size_t part_count;
};

/* All zero is empty. Cleared for the next ATR it reuses its memory. */
struct card_matches {
	struct card_match *items; /* owned */
	size_t count, size;
	bool failed;    /* out of memory: some are missing */
	bool explained; /* card_matches_explain was called */

	struct span_map seen;        /* the names so far */
	char *other_names;           /* owned: the names of matches from which some were taken */
	struct pattern_part **parts; /* owned, with what it points to: one for each match */
	size_t parts_count;
};

void card_matches_free(struct card_matches *matches);
/* Removes all matches. */
void card_matches_clear(struct card_matches *matches);
/* Adds a copy of match. What it points to must outlive the matches. */
void card_matches_add(struct card_matches *matches, const struct card_match *match);

/* Sorts the matches after all were added: exact ones first, then patterns from the most to the
 * least specific, else by list and line. Leaves each name only in the first match that has it. */
void card_matches_finish(struct card_matches *matches);

/* Sets the parts of the patterns, after card_matches_finish, for the ATR that they match. */
void card_matches_explain(struct card_matches *matches, const uint8_t *atr, size_t length);

/* Removes the next description from *names and gets its text without TABs and blanks at both ends.
 * Returns false if there is none left. *names should be a copy of a match's names. */
bool card_name(struct span *names, struct span *name);

/* Returns true if a description is a URL alone: "https://…" or "http://…". */
bool card_is_url(struct span name);

#endif
