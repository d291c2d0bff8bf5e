/* The state of the checks while they walk over the statements of a script. */
#ifndef SCRIPT_LINT_WALK_H
#define SCRIPT_LINT_WALK_H

#include "apdu/secret.h"
#include "script/lint/lint_findings.h"
#include "script/script.h"
#include "script/value.h"

/* Of the statement that is checked, and of those before it. */
struct lint_walk {
	struct lint *lint;
	const struct script *script;
	const struct statement *statement;
	bool atr_given, extended; /* the card supports extended lengths */
	bool t0;                  /* the card offers only T=0 */
	bool automatic, chain;
	struct secret secret;                  /* of the statement's literal bytes */
	struct variables names;                /* set so far */
	uint32_t rounds[SCRIPT_DEPTH_MAX + 1]; /* for each open block: how often it runs */
	bool ended[SCRIPT_DEPTH_MAX + 1];      /* the same: its part before else ends the script */
	size_t depth;
};

/* Adds a finding at the statement. */
void lint_found(struct lint_walk *walk, enum lint_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Notes that the variable is set from here on. */
void lint_learn(struct lint_walk *walk, struct span name);
/* Adds findings for variables that are not set. Returns true if all items are literal, so that
 * their bytes are known. */
bool lint_items(struct lint_walk *walk, struct range items);

#endif
