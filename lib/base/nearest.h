/* "Did you mean": the known word that comes closest to a mistyped one. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/span.h"

#include <stddef.h>

/* A search in progress. */
struct nearest {
	struct span text;
	size_t distance;  /* of best from text, plus 1 for none */
	const char *best; /* the closest word offered so far; NULL if none is close */
};

/* Starts a search for the closest word to text, in any case. A word is close if at most two letters
 * (of a text or a word under five letters: one) have to be added, dropped, changed, or swapped with
 * their neighbor, or if it begins with text. */
struct nearest nearest_to(struct span text);
/* Offers a known word, which must live as long as the search. Of equally close words the first that
 * begins with the same letter as the text is the best, or else the first. */
void nearest_offer(struct nearest *nearest, const char *word);

#endif
