/* The fields that statistics count: the bytes, and what follows from them. */
#ifndef STATS_ATR_STATS_FIELDS_H
#define STATS_ATR_STATS_FIELDS_H

#include "stats/atr_stats_read.h"
#include "words/words.h"

/* The number of a field: TS, T0, TA1 … in the order of the bytes, then the rows of stats_derived.
 */
typedef unsigned stats_field;
enum { STATS_FIELDS = 2 + 4 * 255 + 32, STATS_NAME = 16 };

struct stats_derived {
	const char *name;
	const char *title;
	const char *absent;      /* what "none" means */
	enum atr_field_id field; /* of an interface byte; ATR_FIELD_COUNT: none */
	/* Gets the value; NULL: stats_read_field does. */
	void (*read)(const struct stats_line *line, struct stats_result *result);
	/* Add how a code is written, and its meaning (NULL: none). */
	void (*value)(struct words *words, enum atr_field_id field, unsigned code);
	void (*text)(struct words *words, enum atr_field_id field, unsigned code);
	void (*words)(struct words *words, const char *value); /* what other values mean; or NULL */
};

/* Ended by one whose name is NULL. */
extern const struct stats_derived stats_derived[];

#endif
