/* Reads lines typed by a person, with editing, history and completion (sys/terminal/editor.h). On a
 * terminal that cannot move its cursor (TERM=dumb), or without libedit, it reads plain lines as the
 * terminal delivers them. */
#ifndef SYS_TERMINAL_PROMPT_H
#define SYS_TERMINAL_PROMPT_H

#include "sys/terminal/prompt_choices.h"

#include <stdbool.h>
#include <stddef.h>

struct prompt;

/* Callbacks of the caller of prompt_new; each receives self. */
struct prompt_calls {
	void *self;
	/* Returns the prompt string, valid until the next call. */
	const char *(*head)(void *self);
	/* Called when no input is waiting: the time for work of a few milliseconds. */
	void (*idle)(void *self);
	/* Called when the descriptor events is readable. Must call start(start_self) before it
	 * writes the first line to standard output or error. Returns true if it wrote whole lines
	 * or the prompt string changed: both are then shown again. */
	bool (*event)(void *self, void (*start)(void *), void *start_self);
	/* Adds to choices what can complete the text before the cursor: line, of length bytes. */
	void (*complete)(void *self, const char *line, size_t length,
	                 struct prompt_choices *choices);
};

enum prompt_result {
	PROMPT_LINE,
	PROMPT_END,    /* Ctrl-D on an empty line, or the terminal is gone */
	PROMPT_SIGNAL, /* the descriptor signals is readable */
	PROMPT_FAILED, /* with errno set */
};

/* Returns a prompt on standard input and output, both terminals, to be freed with prompt_free.
 * signals and events are descriptors to watch, which stay the caller's; events may be -1. Sets the
 * locale's characters (LC_CTYPE), UTF-8 if the environment has only "C". Reports a missing libedit.
 * Returns NULL if out of memory. */
struct prompt *prompt_new(const struct prompt_calls *calls, int signals, int events);
/* Frees the prompt and sets *prompt to NULL. */
void prompt_free(struct prompt **prompt);

/* Appends a line to the history that the arrow keys and Ctrl-R go through. */
void prompt_remember(struct prompt *prompt, const char *line);

/* Waits for a line. With PROMPT_LINE, *text is the line without its newline, of *length bytes and
 * valid until the next call. The terminal has its own settings again whenever this returns. */
enum prompt_result prompt_line(struct prompt *prompt, const char **text, size_t *length);

#endif
