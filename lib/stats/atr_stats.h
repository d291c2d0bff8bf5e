/* How often each value of a field occurs in many ATRs, patterns of card lists too.
 *
 * A byte of a pattern that is not plain counts as its text. What an ATR certainly does not have is
 * "none"; what follows from bytes that are not plain, or cut off, is "unknown". Over each field the
 * counts add up to the number of lines. */
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

/* Returns NULL if out of memory. */
struct atr_stats *atr_stats_new(void);
void atr_stats_free(struct atr_stats **stats);

/* Counts an ATR line that cardlist_read could read. Returns false if out of memory. */
bool atr_stats_add(struct atr_stats *stats, const struct span *line);
/* Counts as the published "ATR statistics" count, where "." is 0 and neither lines with a set or
 * "*" nor ATRs that are cut off, TCK apart, count at all: then counted is false. */
bool atr_stats_add_published(struct atr_stats *stats, const struct span *line, bool *counted);
uint64_t atr_stats_lines(const struct atr_stats *stats);

/* By name in any case: "TS", "ta1", "Fi/Di". Returns false if there is no such field. */
bool atr_stats_field(const char *name, stats_field *field);
/* Returns the names of the usual fields, those that atr_stats_shows() always shows, and "all"; NULL
 * after the last. */
const char *atr_stats_word(unsigned n);
/* name has STATS_NAME characters. */
void atr_stats_name(stats_field field, char *name);
/* Returns what it is, in a few words. */
const char *atr_stats_title(stats_field field);
/* For a walk over all fields, from 0: true if the field is one to show, TA1 to TD4 and what else
 * occurs. */
bool atr_stats_shows(const struct atr_stats *stats, stats_field field);

struct stats_row {
	uint64_t count;
	double percent;           /* of all lines, with two decimals */
	const char *value, *text; /* text may be empty */
	bool plain;               /* the value is no "none" or "unknown" */
};

/* All zero is empty; fill it again and it keeps its memory. */
struct stats_rows {
	stats_field field;
	uint64_t lines;
	struct stats_row *rows; /* owned; the most frequent first */
	size_t count, size;
	struct span_store words; /* owned */
	bool failed;             /* out of memory */
};

void stats_rows_free(struct stats_rows *rows);
/* Returns false if out of memory. */
bool atr_stats_rows(const struct atr_stats *stats, stats_field field, struct stats_rows *rows);

#endif
