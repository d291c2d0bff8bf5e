/* What is wrong, or worth knowing, about an input: one row of a table and where it was seen. */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include "base/style.h"

#include <stddef.h>
#include <stdint.h>

enum severity { SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

/* A kind of problem: what its module's table holds, once for each code. */
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

/* "info", "warning" or "error". */
const char *severity_name(enum severity severity);
enum role severity_role(enum severity severity);

/* Writes the problem's sentence, NUL-terminated, into out of size bytes (160 hold each of our
 * sentences); returns its length. */
size_t problem_text(const struct problem *problem, char *out, size_t size);

#endif
