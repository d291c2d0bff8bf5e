/* A session at the prompt: its state, the statement that is being typed, and how it runs. */
#ifndef SCRIPTOR_PROMPT_DIALOG_H
#define SCRIPTOR_PROMPT_DIALOG_H

#include "app/history.h"
#include "base/text.h"
#include "script/parse/parse.h"
#include "scriptor/run/runner.h"
#include "sys/pcsc/pcsc_wait.h"
#include "sys/terminal/prompt.h"

struct prompt_setup;

struct dialog {
	const struct prompt_setup *setup;
	struct run *run;
	struct prompt *prompt;

	struct history_file *history; /* NULL: none can be kept */

	struct pcsc_wait *wait;      /* NULL: readers are not watched */
	struct reader_state *states; /* owned */
	size_t count;
	bool service_lost;
	char head[120];

	struct script script; /* the statement that is being typed */
	struct parser *parser;
	struct text entered; /* its lines so far, each with its newline */
	size_t lines;
	struct text expanded; /* a line with its short keyword written out */

	struct text log; /* what save writes */
	unsigned secrets;
	char *saved; /* the file that save wrote last; owned */
	bool ended;
};

/* Forgets what was entered; false, after a message, if out of memory. */
bool dialog_start_statement(struct dialog *dialog);
/* Forgets the line with an error, and keeps what was entered before it; false likewise. */
bool dialog_drop_line(struct dialog *dialog);
/* Shows the first error of a script; of what was entered below its column. */
void dialog_show_error(struct dialog *dialog, const struct script *script);
/* Runs a script as one statement of the session; text, unless NULL, is echoed. */
void dialog_run_script(struct dialog *dialog, const struct script *script, const char *text,
                       size_t length);
/* What stopped a script does not stop the session. */
void dialog_go_on(struct run *run);
/* Does what a failure of the card asks for: connects again, now or later. */
void dialog_card_lost(struct dialog *dialog, card_result failure);

#endif
