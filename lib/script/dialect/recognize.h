/* Which language or trace a text is. */
#ifndef SCRIPT_DIALECT_RECOGNIZE_H
#define SCRIPT_DIALECT_RECOGNIZE_H

#include "script/dialect/dialect_row.h"

struct dialect_table {
	const struct dialect_row *rows;
	size_t count;
};

/* Counts the lines that show a format: *row is the one that most do, of those with the surest
 * marks, or NULL if no line shows any; *rival one for which as much speaks, or NULL. Returns false
 * if out of memory. */
bool recognize(const struct dialect_table *table, struct span text, const struct dialect_row **row,
               const struct dialect_row **rival);

#endif
