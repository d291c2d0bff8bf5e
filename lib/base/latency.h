/* A histogram of the durations of calls, in fixed memory, with a precision of 0.4 %. */
#ifndef BASE_LATENCY_H
#define BASE_LATENCY_H

#include <stddef.h>
#include <stdint.h>

/* Below 256 ns one count a ns, above 256 counts from each power of two to the next, up to 2^40 ns
 * (18 minutes); what is longer counts with the longest. */
enum { LATENCY_STEPS = 256, LATENCY_COUNTS = (40 - 8 + 1) * LATENCY_STEPS };

/* All zero is empty. Times are in ns. */
struct latency {
	uint64_t count;
	uint64_t min, max; /* exact */
	uint64_t counts[LATENCY_COUNTS];
};

/* Adds a duration. */
void latency_add(struct latency *latency, uint64_t ns);
/* Returns the time that per_mille of a thousand calls did not exceed (500: the median); 0 if there
 * are no calls. */
uint64_t latency_at(const struct latency *latency, unsigned per_mille);

enum { LATENCY_ROWS_MAX = 12 };

struct latency_row {
	uint64_t from, to; /* ns; of the last row to is the longest time */
	uint64_t count;
};

/* Fills rows of equal, round width for 99 % of the calls, and one for the rest. Returns their
 * number. */
size_t latency_rows(const struct latency *latency, struct latency_row rows[LATENCY_ROWS_MAX]);

#endif
