/* Writes a finding about a card list. */
#ifndef RENDER_FINDING_H
#define RENDER_FINDING_H

#include "base/problem.h"
#include "base/style.h"

#include <stdbool.h>
#include <stdio.h>

struct json;

struct list_finding {
	const char *file;
	unsigned line, column; /* from 1 */
	const struct problem *problem;
	bool fixable; /* by --fix */
};

/* Writes a line "FILE:LINE:COLUMN: SEVERITY: CODE: SENTENCE". */
void render_finding(FILE *out, const struct palette *palette, const struct list_finding *finding);
/* Adds an object, as the next value of json. */
void render_finding_json(struct json *json, const struct list_finding *finding);

#endif
