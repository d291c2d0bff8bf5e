/* Scripts of other programs, converted to scriptor's language. */
#ifndef SCRIPT_DIALECT_DIALECT_H
#define SCRIPT_DIALECT_DIALECT_H

#include "script/dialect/conversion.h"

#include <stdbool.h>
#include <stddef.h>

enum dialect { DIALECT_OURS, DIALECT_3GPP, DIALECT_APDUTOOL, DIALECT_OPENSC, DIALECT_DUMP };

struct dialect_row {
	enum dialect id;
	const char *name;
	const char *ending; /* of file names, with its dot; NULL for none */
	const char *help;
	void (*convert)(struct conversion *conversion, const char *text, size_t length);
};

enum { DIALECT_COUNT = 5 };
extern const struct dialect_row dialect_rows[DIALECT_COUNT];

/* The names of the dialects; NULL after the last. */
const char *dialect_word(unsigned n);
/* The dialect called name, in any case; NULL for none. */
const struct dialect_row *dialect_find(const char *name);
/* The dialect of a file by the ending of its name: ours where it says nothing. */
const struct dialect_row *dialect_of_file(const char *path);

/* Converts a whole source to scriptor's language; returns false if it has an error. */
bool dialect_convert(enum dialect dialect, const char *text, size_t length,
                     struct conversion *conversion);

#endif
