/* The rules of profiles. A rule is broken by certain problems of the ATR, or checked by a function.
 */
#ifndef ATR_ATR_PROFILE_RULES_H
#define ATR_ATR_PROFILE_RULES_H

#include "atr/atr.h"

#include <stdbool.h>
#include <stddef.h>

struct atr_rule {
	const char *code; /* stable, for programs */
	const char *text; /* the requirement */
	const char *source;
};

enum { ATR_REASON = 160 };

struct atr_ruling {
	const struct atr_rule *rule;
	bool accepted;
	size_t offset; /* of the byte rejected; of the end where it is missing; 0 if accepted */
	char reason[ATR_REASON]; /* what is wrong, "TB1 is 01"; empty if accepted */
};

enum { ATR_RULE_CODES = 4 };

/* A table of them is ended by a rule without a code. */
struct atr_profile_rule {
	struct atr_rule rule;
	/* The codes of the problems that break the rule; for one without a function. */
	const char *problems[ATR_RULE_CODES];
	/* Returns whether the ATR keeps the rule; fills in the ruling's offset and reason. */
	bool (*accepts)(const struct atr *atr, struct atr_ruling *ruling);
};

/* Returns the interface byte of this kind with i = index, or the one that counts for T = protocol
 * (atr_find, atr_find_for); NULL if it is absent. Sets the ruling's offset and reason from it: "TB1
 * is 01", "TB1 is absent". */
const struct atr_interface *atr_rule_byte(struct atr_ruling *ruling, const struct atr *atr,
                                          enum atr_kind kind, unsigned index);
const struct atr_interface *atr_rule_byte_for(struct atr_ruling *ruling, const struct atr *atr,
                                              enum atr_kind kind, unsigned protocol);

/* Replaces the ruling's reason; returns false. */
bool atr_rule_reject(struct atr_ruling *ruling, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Returns true if the ATR has no problem with one of the codes, of which there are at most
 * ATR_RULE_CODES, ended by NULL if fewer. Else returns false, with offset and reason of the first
 * such problem in the ruling. */
bool atr_rule_problems(struct atr_ruling *ruling, const struct atr *atr, const char *const *codes);

#endif
