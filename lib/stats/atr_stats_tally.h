/* The counts of statistics. */
#ifndef STATS_ATR_STATS_TALLY_H
#define STATS_ATR_STATS_TALLY_H

#include "stats/atr_stats_fields.h"
#include "base/text.h"
#include "base/span_store.h"
#include "base/span_map.h"

enum {
	FIELD_TS,
	FIELD_T0,
	FIELD_TA1, /* then TB1 TC1 TD1 TA2 … */
	INDEX_MAX = 255,
	FIELD_DERIVED = FIELD_TA1 + 4 * INDEX_MAX, /* those of stats_derived */
};

/* How often each value of a field occurred. */
struct tally {
	uint64_t codes[256];
	/* Of a byte: bit T + 1 for each T that gave it its meaning; bit 0 if it was global. */
	uint32_t owners[256];
	uint64_t none, unknown; /* of a field of stats_derived */
};

/* A value that has no code. */
struct other {
	stats_field field;
	struct span text;
	uint64_t count;
};

struct atr_stats {
	uint64_t lines;
	struct tally *tallies[STATS_FIELDS]; /* owned; NULL if nothing was counted */
	uint64_t unknown[FIELD_DERIVED];     /* lines of which it is unknown if they have this byte
	                                      */
	uint64_t unknown_from[FIELD_DERIVED + 1]; /* this byte and all that follow it */
	struct other *others;                     /* owned */
	size_t other_count, other_size;
	struct span_map other_map; /* index into others, by field and text */
	struct span_store keep;
	struct stats_line line; /* the one being counted */
	struct text room;
	bool failed; /* out of memory */
};

#endif
