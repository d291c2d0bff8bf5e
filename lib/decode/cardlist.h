/* A list of known cards in the format of pcsc-tools' smartcard_list.txt: parsed and matched.
 * An entry is an ATR line, exact or a pattern, and the description lines after it. */
#ifndef DECODE_CARDLIST_H
#define DECODE_CARDLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Characters inside a list's text; not NUL-terminated, not owned. */
struct span {
	const char *text;
	size_t length;
};

/* One entry of one list that an ATR met. */
struct card_match {
	bool exact;
	uint32_t specificity; /* of a pattern: how much of an ATR it fixes; more is more specific */
	struct span pattern;  /* the ATR line as it stands in the list, without blanks at its ends */
	struct span names;    /* its description lines as they stand; card_name() takes them apart */
	const char *list;     /* the list's file name; the list's owner keeps it */
	unsigned line;        /* of the ATR line, from 1 */
};

/* Matches of one ATR. All zero is empty; clear and use again. */
struct card_matches {
	struct card_match *items; /* owned */
	size_t count, size;
	bool failed; /* out of memory: some are missing */
};

/* A list that was asked. */
struct card_source {
	const char *path;
	int64_t modified; /* time of its last change, in s since 1970 */
};

void card_matches_free(struct card_matches *matches);

/* Takes the next description out of names: the text without TAB and blanks at its ends; false at the
 * end. Walk on a copy of match->names. */
bool card_name(struct span *names, struct span *name);

#endif
