/* The languages and traces of other programs, read as scriptor's language: a table row for each. */
#ifndef SCRIPT_DIALECT_DIALECT_H
#define SCRIPT_DIALECT_DIALECT_H

#include "script/dialect/dialect_row.h"

#include <stdbool.h>
#include <stddef.h>

extern const struct dialect_row dialect_rows[];
extern const size_t dialect_count;

/* Returns the names of the dialects; NULL after the last. */
const char *dialect_word(unsigned n);
/* Returns the dialect called name, in any case; NULL for none. */
const struct dialect_row *dialect_find(const char *name);
/* Returns true for scriptor's own language. */
bool dialect_is_own(const struct dialect_row *row);

/* Converts a whole text to scriptor's language, in an empty conversion, and says there what it was
 * read as. Returns false if it has an error, or out of memory. */
bool dialect_read(const struct dialect_request *request, const char *text, size_t length,
                  struct conversion *conversion);

#endif
