/* How the fields of atr_stats_fields.h are read from an ATR line that was walked. */
#ifndef STATS_ATR_STATS_READ_H
#define STATS_ATR_STATS_READ_H

#include "atr/meanings.h"
#include "cards/atr_line.h"

#include <stdbool.h>

/* An ATR line that was walked. */
struct stats_line {
	struct atr_line bytes;
	struct atr atr;
	int wild;   /* of atr_line_walk */
	bool known; /* all interface bytes that announce others are there */
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

/* Whole or half bytes may be wildcards. */
void stats_read_field(const struct stats_line *line, enum atr_field_id field,
                      struct stats_result *result);
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
