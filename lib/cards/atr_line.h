/* An ATR line of a card list byte by byte, as far as a pattern has bytes. */
#ifndef CARDS_ATR_LINE_H
#define CARDS_ATR_LINE_H

#include "atr/atr.h"
#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct atr_line {
	size_t count;
	struct span digits[ATR_KEPT][2]; /* of each byte; of a pattern also "." and "[..]" */
	uint8_t bytes[ATR_KEPT];         /* 0 for what is not plain */
	bool wild[ATR_KEPT];             /* not two plain digits */
	bool open; /* a "*" or something else than a byte follows: what comes is not known */
};

/* text is an ATR line that cardlist_read could read. */
void atr_line_read(struct atr_line *line, const struct span *text);

/* The byte as it is written: both its digits. */
struct span atr_line_byte(const struct atr_line *line, size_t at);

enum { ATR_LINE_KNOWN = -1 };

/* Walks the ATR as far as its structure is known: bytes that are not plain count as 00, TS as 3B.
 * Returns ATR_LINE_KNOWN, or the offset of the T0 or TD that is not plain: then atr has the bytes
 * before it alone. */
int atr_line_walk(const struct atr_line *line, struct atr *atr);

#endif
