/* Recognizes the format of a text. */
#ifndef SCRIPT_DIALECT_RECOGNIZE_H
#define SCRIPT_DIALECT_RECOGNIZE_H

#include "script/dialect/dialect_row.h"

struct dialect_table {
	const struct dialect_row *rows;
	size_t count;
};

/* Finds the format that most lines of the text look like, of those with the most certain mark (enum
 * dialect_mark): *row is NULL if no line looks like any, *rival another format that is as likely,
 * or NULL. Returns false if out of memory. */
bool recognize(const struct dialect_table *table, struct span text, const struct dialect_row **row,
               const struct dialect_row **rival);

#endif
