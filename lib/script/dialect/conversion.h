/* A script of another language on its way to scriptor's: the text so far, and what could not be
 * converted. */
#ifndef SCRIPT_DIALECT_CONVERSION_H
#define SCRIPT_DIALECT_CONVERSION_H

#include "base/problem.h"
#include "base/text.h"
#include "script/script.h"
#include "script/parse/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What has no counterpart in scriptor's language (an error), or only in part (a warning). */
struct dialect_problem {
	size_t line;
	enum severity severity;
	char text[160];
};

enum { DIALECT_PROBLEMS_MAX = 20 };

/* What a trace holds: of all its sessions, and of the one that was converted. */
struct conversion_counts {
	size_t commands, responses, odd; /* odd: lines that were not understood */
	size_t sessions, session;        /* that have a command; the one converted, from 1 */
	size_t session_commands;
	char name[80]; /* of the session, as the trace has it; "" if it has none */
};

struct dialect_row;

/* All zero at the start. */
struct conversion {
	const struct dialect_row *row; /* what it was read as; NULL: that could not be told */
	struct text text;              /* the script; owned */
	size_t *lines;                 /* for each of its lines that of the source; owned */
	size_t line_count, line_size;
	struct dialect_problem *problems; /* owned; the first DIALECT_PROBLEMS_MAX */
	size_t problem_count;
	struct conversion_counts counts;
	bool paired; /* every second line could be a response to the one before it */
	bool wrong;  /* one of the problems is an error */
	bool failed; /* out of memory: incomplete */
};

void conversion_free(struct conversion *conversion);

/* Ends the line that was added to conversion->text; number is its line in the source. */
void conversion_end_line(struct conversion *conversion, size_t number);
/* Adds a whole line, a comment, or an echo of characters. */
void conversion_line(struct conversion *conversion, size_t number, const char *text);
void conversion_comment(struct conversion *conversion, size_t number, struct span comment);
void conversion_echo(struct conversion *conversion, size_t number, struct span text);
void conversion_problem(struct conversion *conversion, size_t number, enum severity severity,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Moves what was added last, from this place of the text and this line on, to the start: at most
 * 256 bytes. */
void conversion_raise(struct conversion *conversion, size_t at, size_t line);
/* Returns the line of the source that a line of the text comes from. */
size_t conversion_source(const struct conversion *conversion, size_t line);

/* Makes the statements and errors of a script name lines of the source. To be called once text was
 * parsed as that file. */
void conversion_restore(const struct conversion *conversion, struct script *script, uint16_t file);

#endif
