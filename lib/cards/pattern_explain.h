/* Which part of a pattern matched which byte of an ATR. */
#ifndef CARDS_PATTERN_EXPLAIN_H
#define CARDS_PATTERN_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PATTERN_ATOMS_MAX = 1024, /* a pattern with more is not taken apart */
	PATTERN_PARTS_MAX =
		511, /* a part a byte, and one of atoms that matched nothing between each two */
};

struct pattern_part {
	size_t at, length;    /* its place in the pattern */
	uint8_t first, count; /* the bytes that it matched; none if a "*" matched nothing */
};

/* Finds the parts of a pattern that matches atr, in order: each byte of atr is in one of them.
 * Where a "*" can take more or less, the first takes the most. Writes at most PATTERN_PARTS_MAX
 * parts and returns how many; 0 if the pattern does not match atr, is longer than
 * PATTERN_ATOMS_MAX, or memory ran out. */
size_t pattern_explain(struct pattern_part *parts, const char *pattern, size_t length,
                       const uint8_t *atr, size_t atr_length);

#endif
