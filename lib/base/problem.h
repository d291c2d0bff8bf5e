/* A problem of an input, or a remark on it: a row of a table, and the place. */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include "base/style.h"

#include <stddef.h>
#include <stdint.h>

enum severity { SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

/* A kind of problem, as a row of its module's table. */
struct problem_kind {
	const char *code; /* stable, for programs: "tck-wrong" */
	enum severity severity;
	/* One line, in lower case. "%1" and "%2" stand for the problem's numbers as two hex
	 * digits, "%x" for the second as one (a half of a byte), "%a" and "%b" for the same in
	 * decimal, "%s" and "%S" for the plural's "s" that they ask for, "%c" for the first as a
	 * character. */
	const char *text;
	const char *clause; /* of the standard that says so */
};

/* One problem of one input. */
struct problem {
	const struct problem_kind *kind;
	size_t offset;   /* the byte of the input, from 0 */
	uint32_t first;  /* %1, %a, %s or %c */
	uint32_t second; /* %2, %x, %b or %S */
};

/* Returns "info", "warning" or "error". */
const char *severity_name(enum severity severity);
enum role severity_role(enum severity severity);

/* Writes the problem's text, NUL-terminated, to out of size bytes (160 hold any of them). Returns
 * its length. */
size_t problem_text(const struct problem *problem, char *out, size_t size);

#endif
