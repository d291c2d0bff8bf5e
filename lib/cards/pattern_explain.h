/* Which part of a pattern matched which byte of an ATR. */
#ifndef CARDS_PATTERN_EXPLAIN_H
#define CARDS_PATTERN_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PATTERN_ATOMS_MAX = 1024, /* a pattern with more is not explained */
	PATTERN_PARTS_MAX =
		511, /* a part a byte, and one of atoms that matched nothing between each two */
};

struct pattern_part {
	size_t at, length;    /* in the pattern */
	uint8_t first, count; /* the bytes that it matched; none if a "*" matched nothing */
};

/* Splits a pattern that matches atr into parts, in order: each byte of atr is in one of them. The
 * first "*" takes as much as it can. Writes at most PATTERN_PARTS_MAX parts and sets count to their
 * number; 0 if the pattern does not match atr or has more than PATTERN_ATOMS_MAX atoms. Returns
 * false if out of memory. */
bool pattern_explain(struct pattern_part *parts, size_t *count, const char *pattern, size_t length,
                     const uint8_t *atr, size_t atr_length);

#endif
