/* Numbers that people write. The whole text must be the number. */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/span.h"

#include <stdbool.h>
#include <stdint.h>

/* Reads a decimal number of at most max. Returns false, and leaves *out as it is, for anything
 * else. */
bool num_decimal(struct span text, uint64_t max, uint64_t *out);

/* Does the same, and also reads 0x and hex digits. */
bool num_any(struct span text, uint64_t max, uint64_t *out);

/* Reads decimal seconds with at most three places after the point ("2", "0.5"), as ms; otherwise
 * like num_decimal. */
bool num_seconds(struct span text, uint64_t max_ms, uint64_t *out_ms);

#endif
