/* What the dialects share; nobody else includes this. */
#ifndef SCRIPT_DIALECT_DIALECT_LINES_H
#define SCRIPT_DIALECT_DIALECT_LINES_H

#include "script/dialect/dialect.h"

/* A part of the source. */
struct part {
	const char *text;
	size_t length;
};

/* The source's lines, those that end with "\" joined with the next ones. */
struct source {
	const char *at, *end;
	size_t next; /* number of the line at which at stands, from 1 */
	bool joins;
	struct text joined; /* owned */
};

/* The next line without its newline, good until the next call; *number is where it starts. */
bool source_line(struct source *source, struct part *line, size_t *number);

/* Without the blanks at both ends. */
struct part part_trim(struct part part);
/* Takes the first word, up to a blank. */
struct part part_word(struct part *part);
/* True where part is name, in any case. */
bool part_is(struct part part, const char *name);
bool part_starts(struct part part, const char *start);
/* Adds bytes as spaced hex; false where the part is not hex (pairs, with blanks or colons between).
 */
bool part_hex(struct part part, struct text *out);

/* Ends the line that was added to conversion->text, which came from a line of the source. */
void conversion_end_line(struct conversion *conversion, size_t number);
/* A whole line. */
void conversion_line(struct conversion *conversion, size_t number, const char *text);
void conversion_comment(struct conversion *conversion, size_t number, struct part comment);
/* An echo of characters. */
void conversion_echo(struct conversion *conversion, size_t number, struct part text);
void conversion_problem(struct conversion *conversion, size_t number, enum severity severity,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
