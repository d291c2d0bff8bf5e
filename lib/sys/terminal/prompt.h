/* A line typed by a person, with editing, history and completion by sys/terminal/editor; on a
 * terminal that cannot move its cursor, and where libedit is missing, plain lines, as the terminal
 * itself edits them. */
#ifndef SYS_TERMINAL_PROMPT_H
#define SYS_TERMINAL_PROMPT_H

#include "sys/terminal/prompt_choices.h"

#include <stdbool.h>
#include <stddef.h>

struct prompt;

/* The owner's part. self is passed to each. */
struct prompt_calls {
	void *self;
	/* What stands before the line; good until the next call. */
	const char *(*head)(void *self);
	/* Nothing is typed now: a moment for what may take a few milliseconds. */
	void (*idle)(void *self);
	/* The events' descriptor is readable. True if it wrote whole lines to standard output or
	 * error, or where head has changed; start is to be called before the first of them. */
	bool (*event)(void *self, void (*start)(void *), void *start_self);
	/* Offers what fits before the cursor, which is at the end of line. */
	void (*complete)(void *self, const char *line, size_t length,
	                 struct prompt_choices *choices);
};

enum prompt_result {
	PROMPT_LINE,
	PROMPT_END,    /* Ctrl-D on an empty line, or the terminal's end */
	PROMPT_SIGNAL, /* the signals' descriptor is readable */
	PROMPT_FAILED, /* errno says why */
};

/* For standard input and output, both terminals. signals and events are descriptors, events may be
 * -1. Uses the locale of the environment for characters, and UTF-8 if that is "C". Returns NULL if
 * out of memory. */
struct prompt *prompt_new(const struct prompt_calls *calls, int signals, int events);
void prompt_free(struct prompt **prompt);

/* Adds a line to what the keys for history bring back. */
void prompt_remember(struct prompt *prompt, const char *line);

/* Waits for a line; without its newline, valid until the next call. The terminal is as it was
 * before the call whenever this returns. */
enum prompt_result prompt_line(struct prompt *prompt, const char **text, size_t *length);

#endif
