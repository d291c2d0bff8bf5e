/* Gets the values of fields from an ATR line. */
#ifndef STATS_ATR_STATS_READ_H
#define STATS_ATR_STATS_READ_H

#include "atr/meanings.h"
#include "cards/atr_line.h"

#include <stdbool.h>

/* An ATR line that atr_line_walk has parsed. */
struct stats_line {
	struct atr_line bytes;
	struct atr atr;
	int wild;   /* what atr_line_walk returned */
	bool known; /* no T0 or TDi is a wildcard, and no interface byte is missing */
};

enum stats_kind {
	STATS_CODE,  /* code, 0 to 255 */
	STATS_TEXT,  /* text: a wildcard */
	STATS_WORDS, /* words: a value with no code */
	STATS_NONE,
	STATS_UNKNOWN,
};

struct stats_result {
	enum stats_kind kind;
	unsigned code;
	struct span text;
	char words[64];
};

/* Each function gets the value of one field; text is part of the line. */

/* A field of an interface byte. */
void stats_read_field(const struct stats_line *line, enum atr_field_id field,
                      struct stats_result *result);
/* The fields of stats_derived that are not read so. */
void stats_read_k(const struct stats_line *line, struct stats_result *result);
void stats_read_fi_di(const struct stats_line *line, struct stats_result *result);
void stats_read_wi(const struct stats_line *line, struct stats_result *result);
void stats_read_edc(const struct stats_line *line, struct stats_result *result);
void stats_read_protocols(const struct stats_line *line, struct stats_result *result);
void stats_read_category(const struct stats_line *line, struct stats_result *result);
void stats_read_tck(const struct stats_line *line, struct stats_result *result);
void stats_read_check(const struct stats_line *line, struct stats_result *result);
void stats_read_life_cycle(const struct stats_line *line, struct stats_result *result);
void stats_read_sw(const struct stats_line *line, struct stats_result *result);

/* The codes of stats_read_check. */
enum { TCK_RIGHT, TCK_WRONG, TCK_MISSING };

#endif
