/* The fields that statistics count beside the interface bytes: what follows from the bytes. */
#ifndef STATS_ATR_STATS_FIELDS_H
#define STATS_ATR_STATS_FIELDS_H

#include "atr/meanings.h"
#include "cards/atr_line.h"
#include "words/words.h"

#include <stdbool.h>

/* An ATR line that was walked. */
struct stats_line {
	struct atr_line bytes;
	struct atr atr;
	int wild;   /* of atr_line_walk */
	bool known; /* all interface bytes are there, as far as they say what follows */
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

struct stats_derived {
	const char *name;
	const char *title;
	const char *absent;      /* what "none" means */
	enum atr_field_id field; /* that of an interface byte; ATR_FIELD_COUNT: of none */
	/* NULL: by the field. */
	void (*read)(const struct stats_line *line, struct stats_result *result);
	/* How a code is written, and what it means; NULL: nothing to say. */
	void (*value)(struct words *words, enum atr_field_id field, unsigned code);
	void (*text)(struct words *words, enum atr_field_id field, unsigned code);
	void (*words)(struct words *words, const char *value); /* what other values mean; or NULL */
};

/* Ended by one whose name is NULL. */
extern const struct stats_derived stats_derived[];

#endif
