/* The conversion of a script or trace of another program to scriptor's language: the text so far,
 * and what could not be converted. */
#ifndef SCRIPT_DIALECT_CONVERSION_H
#define SCRIPT_DIALECT_CONVERSION_H

#include "base/problem.h"
#include "base/text.h"
#include "script/script.h"
#include "script/parse/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Something that scriptor's language cannot express (an error), or only in part (a warning). */
struct dialect_problem {
	size_t line;
	enum severity severity;
	char text[160];
};

enum { DIALECT_PROBLEMS_MAX = 20 };

/* Counts of a trace. */
struct conversion_counts {
	size_t commands, responses;
	size_t odd;      /* lines that were not understood */
	size_t sessions; /* those that have a command */
	size_t session;  /* number of the one that was converted, from 1 */
	size_t session_commands;
	char name[80]; /* of that session, as the trace has it; "" if it has none */
};

struct dialect_row;

/* All zero at the start. */
struct conversion {
	const struct dialect_row *row; /* the format of the source; NULL: not recognized */
	struct text text;              /* the script; owned */
	size_t *lines;                 /* the line of the source of each of its lines; owned */
	size_t line_count, line_size;
	struct dialect_problem *problems; /* owned; the first DIALECT_PROBLEMS_MAX */
	size_t problem_count;
	struct conversion_counts counts;
	bool paired; /* every second line may be a response to the one before it */
	bool wrong;  /* one of the problems is an error */
	bool failed; /* out of memory: incomplete */
};

void conversion_free(struct conversion *conversion);

/* In these functions number is the line of the source, from 1. */

/* Ends the line that the caller has added to conversion->text. */
void conversion_end_line(struct conversion *conversion, size_t number);
/* Adds a line. */
void conversion_line(struct conversion *conversion, size_t number, const char *text);
/* Adds a line with a comment. */
void conversion_comment(struct conversion *conversion, size_t number, struct span comment);
/* Adds an echo statement that prints the text. */
void conversion_echo(struct conversion *conversion, size_t number, struct span text);
/* Adds a problem. */
void conversion_problem(struct conversion *conversion, size_t number, enum severity severity,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Moves the end of the text, from offset at and its line number line (from 0) on, to the start, if
 * it has at most 256 bytes. */
void conversion_move_to_start(struct conversion *conversion, size_t at, size_t line);
/* Returns the line of the source that a line of the text comes from, both from 1. */
size_t conversion_source(const struct conversion *conversion, size_t line);

/* Sets the lines of a script's statements and errors to those of the source, after the text was
 * parsed as the script's file number file. */
void conversion_restore(const struct conversion *conversion, struct script *script, uint16_t file);

#endif
