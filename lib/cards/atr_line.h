/* Splits an ATR line of a card list, exact or a pattern, into bytes. */
#ifndef CARDS_ATR_LINE_H
#define CARDS_ATR_LINE_H

#include "atr/atr.h"
#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct atr_line {
	size_t count;
	struct span digits[ATR_KEPT][2]; /* of each byte; in a pattern also "." or "[..]" */
	uint8_t bytes[ATR_KEPT];         /* 0 if wild */
	bool wild[ATR_KEPT];             /* not two plain digits */
	bool open; /* a "*" or something else that is not a byte follows: the rest is unknown */
};

/* Fills line from the text of an ATR line that cardlist_read can read; the spans point into it. */
void atr_line_read(struct atr_line *line, const struct span *text);

/* Returns byte number at, from 0, as it is written: both its digits. */
struct span atr_line_byte(const struct atr_line *line, size_t at);

enum { ATR_LINE_KNOWN = -1 };

/* Parses the line's ATR as far as its structure is known, with 00 in place of wild bytes and 3B in
 * place of a wild TS. Returns ATR_LINE_KNOWN, or the offset of the first wild T0 or TDi: atr then
 * contains only the bytes before it. */
int atr_line_walk(const struct atr_line *line, struct atr *atr);

#endif
