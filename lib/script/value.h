/* Variables, and the bytes that items stand for when a statement runs. */
#ifndef SCRIPT_VALUE_H
#define SCRIPT_VALUE_H

#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VALUE_MAX = 1 << 20 }; /* bytes of one value: a loop of "set x = $x $x" ends somewhere */

struct variable {
	char *name; /* owned */
	struct text value;
};

/* All zero is none. */
struct variables {
	struct variable *list; /* owned */
	size_t count, size;
};

void variables_free(struct variables *variables);
/* Makes or replaces a variable; false where memory ran out. */
bool variables_set(struct variables *variables, const char *name, size_t name_length,
                   const void *bytes, size_t length);
/* NULL where it is not set. */
const struct text *variables_find(const struct variables *variables, const char *name,
                                  size_t length);

struct value_error {
	char text[160];
};

/* Adds the bytes of items to out; false with the reason in error. */
bool value_items(const struct script *script, struct range items, const struct variables *variables,
                 struct text *out, struct value_error *error);

/* Adds the bytes of a raw or built statement's APDU to out. without_le: a case 4 goes without Le, as
 * T=0 has it (ISO/IEC 7816-3, 12.2). */
bool value_apdu(const struct script *script, const struct statement *statement,
                const struct variables *variables, bool without_le, struct text *out,
                struct value_error *error);

#endif
