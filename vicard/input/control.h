/* The commands of standard input. */
#ifndef VICARD_CONTROL_H
#define VICARD_CONTROL_H

#include "vicard/card/session.h"

#include <stdbool.h>
#include <stddef.h>

enum control_result {
	CONTROL_NOTHING, /* an empty line or a comment: nothing is printed */
	CONTROL_DONE,
	CONTROL_WAITS, /* it is done when session->wait is over (control_continue) */
	CONTROL_WRONG, /* invalid or failed; control->why is the reason */
};

struct control {
	struct session *session;
	char word[16];     /* the name of the command; "?" if it cannot be shown */
	char *result;      /* the text after "ok WORD"; owned; NULL: none */
	const char *lines; /* lines to be printed before that; NULL: none */
	const char *why;
	char unknown[64]; /* a buffer for why */
	bool swap;        /* the removal is the first half of a swap */
};

/* Runs a line of length bytes, without its newline. */
enum control_result control_line(struct control *control, const char *line, size_t length);

/* Runs a line of a file, in which only commands are allowed that change the card itself, so that
 * none waits. */
enum control_result control_prepare(struct control *control, const char *line, size_t length);
/* Returns true if the line begins with the name of a command. */
bool control_is_word(const char *line, size_t length);

/* To be called when session->wait is over: continues a swap, or returns the result of the
 * command. */
enum control_result control_continue(struct control *control);

void control_free(struct control *control);

/* The value of control->why if memory ran out. */
extern const char control_no_memory[];

/* The list of commands, for help and --help. */
extern const char control_help[];

#endif
