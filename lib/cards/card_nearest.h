/* The entries of card lists that are most similar to an ATR. */
#ifndef CARDS_CARD_NEAREST_H
#define CARDS_CARD_NEAREST_H

#include "atr/atr.h"
#include "cards/card_matches.h"

#include <stddef.h>
#include <stdint.h>

enum {
	CARD_NEAREST_MAX = 20,
	CARD_DIFFERENCES_MAX = 80, /* more than two ATRs of 33 bytes can have */
};

/* An interface byte, or the historical bytes, that differ. */
struct card_difference {
	char name[20];                   /* "TA1", "T5" or "historical bytes" */
	uint8_t here[15], there[15];     /* in the ATR, in the entry */
	uint8_t here_count, there_count; /* 0: absent */
};

struct card_near {
	struct span pattern; /* the entry's ATR line */
	struct span names;   /* for card_name() */
	const char *list;
	unsigned line, source;
	unsigned score;       /* how similar it is, from 0 to 10000 */
	const char *relation; /* static: "same historical bytes" */
	struct card_difference differences[CARD_DIFFERENCES_MAX];
	size_t difference_count;
};

/* All zero but for wanted is empty. */
struct card_nearest {
	size_t wanted;                            /* entries to keep, at most CARD_NEAREST_MAX */
	struct card_near items[CARD_NEAREST_MAX]; /* by score, the highest first; then by list
	                                             and line */
	size_t count;
};

/* Adds those of a list's exact entries that are among the wanted number of nearest so far. Patterns
 * are left out, as they leave most bytes open. text, of length bytes, and list, its file name, must
 * outlive nearest; source is its number among the lists searched, from 0. */
void card_nearest_scan(struct card_nearest *nearest, const struct atr *atr, const char *text,
                       size_t length, const char *list, unsigned source);

/* Sets relation and differences of the entries, after all lists were scanned. */
void card_nearest_finish(struct card_nearest *nearest, const struct atr *atr);

#endif
