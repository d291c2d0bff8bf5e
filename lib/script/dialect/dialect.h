/* Scripts of other programs, made into ours. */
#ifndef SCRIPT_DIALECT_DIALECT_H
#define SCRIPT_DIALECT_DIALECT_H

#include "base/problem.h"
#include "base/text.h"
#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>

enum dialect { DIALECT_OURS, DIALECT_3GPP, DIALECT_APDUTOOL, DIALECT_OPENSC, DIALECT_DUMP };

struct dialect_row {
	enum dialect id;
	const char *name;
	const char *ending; /* of file names, with its dot; NULL for none */
	const char *help;
};

enum { DIALECT_COUNT = 5 };
extern const struct dialect_row dialect_rows[DIALECT_COUNT];

/* The dialect called name, in any case; NULL for none. */
const struct dialect_row *dialect_find(const char *name);
/* The dialect of a file by the ending of its name: ours where it says nothing. */
const struct dialect_row *dialect_of_file(const char *path);

/* What has no counterpart in our language (an error), or only a part of one (a warning). */
struct dialect_problem {
	size_t line;
	enum severity severity;
	char text[160];
};

enum { DIALECT_PROBLEMS_MAX = 20 };

/* All zero at the start. */
struct conversion {
	bool hides;       /* of a trace: set for secret data to become "pin", as in a recording */
	unsigned secrets; /* so far */
	struct text text; /* our script; owned */
	size_t *lines;    /* for each of its lines that of the source; owned */
	size_t line_count, line_size;
	struct dialect_problem problems[DIALECT_PROBLEMS_MAX];
	size_t problem_count; /* may be greater than what problems holds */
	bool wrong;           /* one of them is an error */
	bool failed;          /* out of memory: not complete */
};

/* Makes a whole source our script. False where there is an error. */
bool dialect_convert(enum dialect dialect, const char *text, size_t length,
                     struct conversion *conversion);
void conversion_free(struct conversion *conversion);

/* To be called once text was parsed as that file: from now on its statements and errors name lines
 * of the source. */
void conversion_restore(const struct conversion *conversion, struct script *script, uint16_t file);

#endif
