/* The commands on standard input: a table of words, one function each. */
#ifndef VICARD_CONTROL_H
#define VICARD_CONTROL_H

#include "vicard/card/session.h"

#include <stdbool.h>
#include <stddef.h>

enum control_result {
	CONTROL_NOTHING, /* an empty line or a comment: no answer */
	CONTROL_DONE,
	CONTROL_WAITS, /* the session has to reach something first */
	CONTROL_WRONG, /* control->why says why */
};

struct control {
	struct session *session;
	char word[16];     /* the command's word, for its answer */
	char *result;      /* what follows "ok WORD"; owned; NULL for nothing */
	const char *lines; /* what stands on lines of its own before that; NULL for nothing */
	const char *why;
	char unknown[64]; /* what why may point to */
	bool swap;        /* the removal is the first half of a swap */
};

/* Does one line of length characters (without its newline). */
enum control_result control_line(struct control *control, const char *line, size_t length);

/* Does the same for a line of a file: only commands that change the card itself, so that none
 * waits. */
enum control_result control_prepare(struct control *control, const char *line, size_t length);
/* Returns true if the line starts with a command's word. */
bool control_is_word(const char *line, size_t length);

/* To be called when the session's wait is over: goes on with a swap. */
enum control_result control_continue(struct control *control);

void control_free(struct control *control);

/* What control->why is where memory ran out. */
extern const char control_no_memory[];

/* The words and what they do, for help and --help. */
extern const char control_help[];

#endif
