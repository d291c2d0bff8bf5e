/* What the files of the prompt share. */
#ifndef SCRIPTOR_PROMPT_DIALOG_PARTS_H
#define SCRIPTOR_PROMPT_DIALOG_PARTS_H

#include "app/history.h"
#include "base/text.h"
#include "scriptor/prompt/dialog.h"
#include "scriptor/run/runner.h"
#include "script/complete.h"
#include "script/parse.h"
#include "sys/pcsc/pcsc_wait.h"
#include "sys/terminal/prompt.h"

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

	struct text log; /* what save writes */
	unsigned secrets;
	char *saved; /* the file that save wrote last; owned */
	bool ended;
};

/* prompt_status.c: the reader, the card in it, and news of both. */

/* What stands before the line. */
const char *prompt_head(void *self);
/* What prompt_calls.event wants. */
bool prompt_news(void *self, void (*start)(void *), void *start_self);
/* Looks at the readers for the first time. */
void prompt_look(struct dialog *dialog);

/* prompt_complete.c: what prompt_calls.complete wants. */
void prompt_complete(void *self, const char *line, size_t length, struct prompt_choices *choices);

/* prompt_words.c: commands of the prompt alone. */
/* True where the line is one of them: it was done. */
bool prompt_word(struct dialog *dialog, const char *line, size_t length);

/* prompt_log.c: the session as a script and as history, without its secrets. */
void prompt_log(struct dialog *dialog);
void prompt_log_load(struct dialog *dialog, const char *path);

/* prompt.c: runs a script as one statement of the session. text is echoed where it is not NULL. */
void prompt_run_script(struct dialog *dialog, const struct script *script, const char *text,
                       size_t length);
/* prompt.c: tells the first error of the statement under its column. */
void prompt_tell_error(struct dialog *dialog, const struct script *script);

#endif
