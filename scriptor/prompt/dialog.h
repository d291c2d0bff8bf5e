/* A session at the prompt: its state, the statement that is being typed, and running it. */
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

	struct history_file *history; /* NULL: no history is kept */

	struct pcsc_wait *wait;      /* NULL: readers are not watched */
	struct reader_state *states; /* owned */
	size_t count;
	bool service_lost;
	char head[120];

	struct script script; /* what was parsed of the statement that is being typed */
	struct parser *parser;
	struct text entered; /* the lines of it so far, each with its newline */
	size_t lines;
	struct text expanded; /* a line whose abbreviated keyword was replaced (prompt_expand) */

	struct text log; /* the session as a script, for save */
	unsigned secrets;
	char *saved; /* the file that save wrote last, which it may overwrite; owned */
	bool ended;
};

/* Forgets what was entered, and starts a new statement. Returns false after a message if out of
 * memory. */
bool dialog_start_statement(struct dialog *dialog);
/* Forgets the last line, which has an error, and keeps the lines before it. Returns false if out
 * of memory. */
bool dialog_drop_line(struct dialog *dialog);
/* Reports the first error of a script; for what was entered, with "^" below its column. */
void dialog_show_error(struct dialog *dialog, const struct script *script);
/* Runs a script as a statement of the session. text, of length bytes, is echoed line by line;
 * NULL: nothing is. */
void dialog_run_script(struct dialog *dialog, const struct script *script, const char *text,
                       size_t length);
/* Lets the session continue after a script that stopped. */
void dialog_resume(struct run *run);
/* Reacts to a PC/SC error of the card: connects again, at once after a reset, else when a card
 * is needed next. Does nothing for other codes. */
void dialog_card_lost(struct dialog *dialog, card_result failure);

#endif
