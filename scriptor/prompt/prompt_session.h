/* The interactive prompt: reads statements from the terminal and runs each. */
#ifndef SCRIPTOR_PROMPT_PROMPT_SESSION_H
#define SCRIPTOR_PROMPT_PROMPT_SESSION_H

#include "scriptor/run/run.h"
#include "sys/terminal/term.h"

struct prompt_setup {
	struct run *run;        /* not connected yet */
	int signals;            /* descriptor that is readable after a signal */
	unsigned grace_ms;      /* of signals_limit, as last_words */
	const char *last_words; /* not owned */
	enum color_when color;
};

/* Returns true if a prompt can be shown: standard input and output are terminals. */
bool prompt_is_wanted(void);

/* Reads and runs statements until Ctrl-D, exit or a signal. */
void prompt_run(const struct prompt_setup *setup);

#endif
