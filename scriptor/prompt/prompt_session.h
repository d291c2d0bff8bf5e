/* The interactive prompt: statements typed at a terminal, run one by one. */
#ifndef SCRIPTOR_PROMPT_PROMPT_SESSION_H
#define SCRIPTOR_PROMPT_PROMPT_SESSION_H

#include "scriptor/run/run.h"
#include "sys/terminal/term.h"

struct prompt_setup {
	struct run *run;   /* not connected yet */
	int signals;       /* descriptor that is readable once a signal came */
	unsigned grace_ms; /* what runs still gets that after a signal; then these are written */
	const char *last_words; /* not owned */
	enum color_when color;
};

/* Returns true if a prompt can be shown: standard input and output are terminals. */
bool prompt_is_wanted(void);

/* Reads and runs statements until Ctrl-D, exit or a signal. */
void prompt_run(const struct prompt_setup *setup);

#endif
