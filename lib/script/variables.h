/* The variables of a script. */
#ifndef SCRIPT_VARIABLES_H
#define SCRIPT_VARIABLES_H

#include "base/span_map.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct variable {
	char *name; /* owned; NUL-terminated */
	size_t name_length;
	struct text value;
	bool secret; /* never to be shown */
};

/* All zero is none. */
struct variables {
	struct variable *list; /* in the order in which they were first set; owned */
	size_t count, size;
	struct span_map by_name; /* positions in list */
};

void variables_free(struct variables *variables);
/* Makes or replaces a variable, which is not secret then; returns false if out of memory. */
bool variables_set(struct variables *variables, const char *name, size_t name_length,
                   const void *bytes, size_t length);
/* Marks a variable that is set as secret. */
void variables_hide(struct variables *variables, const char *name, size_t length);
bool variables_is_secret(const struct variables *variables, const char *name, size_t length);
/* Returns the value, NULL if the variable is not set. */
const struct text *variables_find(const struct variables *variables, const char *name,
                                  size_t length);

#endif
