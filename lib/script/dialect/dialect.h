/* Converts scripts and traces of other programs to scriptor's language. Each format is a row of a
 * table. */
#ifndef SCRIPT_DIALECT_DIALECT_H
#define SCRIPT_DIALECT_DIALECT_H

#include "script/dialect/dialect_row.h"

#include <stdbool.h>
#include <stddef.h>

/* The formats; the first is scriptor's own language. */
extern const struct dialect_row dialect_rows[];

/* Returns the name of format number n, from 0; NULL after the last. */
const char *dialect_word(unsigned n);
/* Returns the format with this name, in any case; NULL if there is none. */
const struct dialect_row *dialect_find(const char *name);
/* Returns true for scriptor's own language. */
bool dialect_is_own(const struct dialect_row *row);

/* Returns another program's format if the text surely is in it, by forms that few programs use;
 * else NULL. */
const struct dialect_row *dialect_guess(struct span text);

/* Converts a whole text of length bytes; conversion is all zero before. Returns false if the text
 * has an error, or if out of memory. */
bool dialect_read(const struct dialect_request *request, const char *text, size_t length,
                  struct conversion *conversion);

#endif
