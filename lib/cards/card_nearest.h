/* The entries of card lists that come closest to an ATR that is in none. */
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

/* A byte, or all historical bytes, that differ. */
struct card_difference {
	char name[20];                   /* "TA1", "T5" or "historical bytes" */
	uint8_t here[15], there[15];     /* in the ATR, in the entry */
	uint8_t here_count, there_count; /* 0: it has none */
};

struct card_near {
	struct span pattern; /* the entry's ATR line */
	struct span names;   /* for card_name() */
	const char *list;
	unsigned line, source;
	unsigned score;       /* 0 to 10000, more is closer */
	const char *relation; /* words for it: "same historical bytes" */
	struct card_difference differences[CARD_DIFFERENCES_MAX];
	size_t difference_count;
};

/* All zero, but for wanted, is empty. */
struct card_nearest {
	size_t wanted; /* at most CARD_NEAREST_MAX */
	struct card_near
		items[CARD_NEAREST_MAX]; /* the closest first; of equal ones, in the lists' order */
	size_t count;
};

/* Reads a list once and keeps what comes close. Only exact entries count: a pattern says of most
 * bytes that they do not matter. Closeness is decided by the historical bytes first, which makers
 * give their cards, then by the interface bytes, and by the protocols that are offered. */
void card_nearest_scan(struct card_nearest *nearest, const struct atr *atr, const char *text,
                       size_t length, const char *list, unsigned source);

/* To be called when all lists were read: fills relation and differences. */
void card_nearest_finish(struct card_nearest *nearest, const struct atr *atr);

/* How close two ATRs are, 0 to 10000. */
unsigned card_nearness(const struct atr *a, const struct atr *b);

#endif
