/* How a profile's rules are written down: by the problems that break them, or by a function. */
#ifndef ATR_ATR_PROFILE_RULES_H
#define ATR_ATR_PROFILE_RULES_H

#include "atr/atr.h"

#include <stdbool.h>
#include <stddef.h>

struct atr_rule {
	const char *code; /* stable, for programs */
	const char *text; /* what is asked for */
	const char *source;
};

enum { ATR_RULE_CODES = 4 };

/* A table of them is ended by a rule without a code. */
struct atr_profile_rule {
	struct atr_rule rule;
	const char
		*problems[ATR_RULE_CODES]; /* codes that break it; for a rule without a function */
	/* *offset is the byte it looks at, or the end. */
	bool (*accepts)(const struct atr *atr, size_t *offset);
};

#endif
