/* The variables of a script and their values. */
#ifndef SCRIPT_VARIABLES_H
#define SCRIPT_VARIABLES_H

#include "base/span.h"
#include "base/span_map.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct variable {
	char *name; /* owned; NUL-terminated */
	struct text value;
	bool secret;  /* never to be shown */
	bool literal; /* has bytes that are written in the script */
};

/* All zero is empty. */
struct variables {
	struct variable *list; /* in the order in which they were first set; owned */
	size_t count, size;
	struct span_map by_name; /* positions in list */
};

void variables_free(struct variables *variables);
/* Creates or replaces a variable, which is then neither secret nor literal. Returns false if out of
 * memory. */
bool variables_set(struct variables *variables, struct span name, const void *bytes, size_t length);
/* Marks a variable as secret if it is set. */
void variables_hide(struct variables *variables, struct span name);
/* Returns true if the variable is set and secret. */
bool variables_is_secret(const struct variables *variables, struct span name);
/* Marks a variable as literal if it is set. */
void variables_mark_literal(struct variables *variables, struct span name);
/* Returns true if the variable is set and literal. */
bool variables_is_literal(const struct variables *variables, struct span name);
/* Returns the value; NULL if the variable is not set. */
const struct text *variables_find(const struct variables *variables, struct span name);

#endif
