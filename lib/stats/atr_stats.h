/* Counts how often each value of a field occurs in ATR lines of card lists, exact ones and
 * patterns.
 *
 * A wildcard byte counts as its text. A field that an ATR lacks counts as "none"; one that depends
 * on wildcards or on bytes missing from a truncated ATR as "unknown". The counts of each field add
 * up to the number of lines. */
#ifndef STATS_ATR_STATS_H
#define STATS_ATR_STATS_H

#include "base/text.h"
#include "base/span_store.h"
#include "cards/cardlist.h"
#include "stats/atr_stats_fields.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct atr_stats;

/* Returns empty statistics, to be freed with atr_stats_free; NULL if out of memory. */
struct atr_stats *atr_stats_new(void);
/* Frees the statistics and sets *stats to NULL. */
void atr_stats_free(struct atr_stats **stats);

/* Counts an ATR line that cardlist_read can read. Returns false if out of memory. */
bool atr_stats_add(struct atr_stats *stats, const struct span *line);
/* Does the same by the rules of the published "ATR statistics": "." counts as 0, and lines with a
 * set or "*", or truncated before TCK, are left out (*counted is false). */
bool atr_stats_add_published(struct atr_stats *stats, const struct span *line, bool *counted);
/* Returns the number of lines counted. */
uint64_t atr_stats_lines(const struct atr_stats *stats);

/* Finds a field by name, in any case: "TS", "ta1", "Fi/Di". Returns false if there is none. */
bool atr_stats_field(const char *name, stats_field *field);
/* Returns name number n, from 0, of those that a user may choose: the fields that
 * atr_stats_shows() shows for any statistics, and "all"; NULL after the last. */
const char *atr_stats_word(unsigned n);
/* Writes the name of a field, NUL-terminated, to name, of STATS_NAME bytes. */
void atr_stats_name(stats_field field, char *name);
/* Returns the title of a field: a few words. */
const char *atr_stats_title(stats_field field);
/* Returns true for the fields to show of these statistics: all up to TD4, later bytes that occur,
 * and all that follow from the bytes. */
bool atr_stats_shows(const struct atr_stats *stats, stats_field field);

struct stats_row {
	uint64_t count;
	double percent;           /* of all lines, with two decimals */
	const char *value, *text; /* text may be empty */
	bool plain;               /* the value is not "none" or "unknown" */
};

/* All zero is empty. Filled again it reuses its memory. */
struct stats_rows {
	stats_field field;
	uint64_t lines;
	struct stats_row *rows; /* owned; the most frequent first */
	size_t count, size;
	struct span_store words; /* owned */
	bool failed;             /* out of memory */
};

void stats_rows_free(struct stats_rows *rows);
/* Fills rows with the values of a field and how often they occur. Returns false if out of memory.
 */
bool atr_stats_rows(const struct atr_stats *stats, stats_field field, struct stats_rows *rows);

#endif
