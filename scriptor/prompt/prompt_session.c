#include "scriptor/prompt/prompt_session.h"

#include "scriptor/prompt/dialog.h"
#include "scriptor/prompt/prompt_commands.h"
#include "scriptor/prompt/prompt_complete.h"
#include "scriptor/prompt/prompt_log.h"
#include "scriptor/prompt/prompt_status.h"
#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/paths.h"
#include "sys/process/signals.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool prompt_is_wanted(void)
{
	return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

static void remember(void *self, const char *line)
{
	struct dialog *dialog = self;

	prompt_remember(dialog->prompt, line);
}

static void history_failed(struct dialog *dialog, int error)
{
	message_error("history: %s", file_error(error));
	message_hint("this session's history is not saved");
	history_free(&dialog->history);
}

static void open_history(struct dialog *dialog)
{
	char *path = paths_state("pcsckit/scriptor_history");

	if (path != NULL)
		dialog->history = history_new(path);
	free(path);
	if (dialog->history == NULL)
		return;
	int error = history_read(dialog->history, remember, dialog);
	if (error != 0)
		history_failed(dialog, error);
}

/* Called while the prompt is idle, so that a killed session loses no lines. */
static void save_history(void *self)
{
	struct dialog *dialog = self;

	if (dialog->history == NULL || !history_is_new(dialog->history))
		return;
	int error = history_save(dialog->history);
	if (error != 0)
		history_failed(dialog, error);
}

/* Handles a line entered. Returns false if out of memory. */
static bool take_line(struct dialog *dialog, const char *line, size_t length)
{
	if (dialog->lines == 0 && prompt_command(dialog, line, length)) {
		if (dialog->history != NULL)
			history_add(dialog->history, line, length);
		return true;
	}
	struct span meant = {line, length};

	if (dialog->lines == 0)
		meant = prompt_expand(&dialog->expanded, meant);
	text_add(&dialog->entered, meant.text, meant.length);
	text_puts(&dialog->entered, "\n");
	dialog->lines++;
	switch (parse_line(dialog->parser, meant.text, meant.length)) {
	case PARSE_MORE:
		return true;
	case PARSE_ERROR:
		dialog_show_error(dialog, &dialog->script);
		return dialog_drop_line(dialog);
	case PARSE_READY:
		break;
	}
	prompt_log(dialog);
	dialog->lines = 0;
	dialog_run_script(dialog, &dialog->script, NULL, 0);
	return dialog_start_statement(dialog);
}

static void run_lines(struct dialog *dialog)
{
	enum prompt_result result;
	const char *text;
	size_t length;

	while (!dialog->ended) {
		output_flush();
		signals_limit(0, NULL); /* no call runs at the prompt that could block */
		result = prompt_line(dialog->prompt, &text, &length);
		signals_limit(dialog->setup->grace_ms, dialog->setup->last_words);
		if (result == PROMPT_SIGNAL && signals_got() == SIGINT) {
			signals_forget();
			if (!dialog_start_statement(dialog))
				return;
			continue;
		}
		if (result == PROMPT_FAILED)
			message_error("standard input: %s", file_error(errno));
		if (result == PROMPT_END && dialog->lines > 0)
			message_note("incomplete statement discarded");
		if (result != PROMPT_LINE)
			return;
		char *line = strndup(text, length);
		if (line == NULL || memchr(text, '\0', length) != NULL) {
			message_error(line == NULL ? "out of memory" : "NUL byte: line ignored");
			free(line);
			continue;
		}
		if (length > 0)
			prompt_remember(dialog->prompt, line);
		bool good = take_line(dialog, line, length);
		free(line);
		if (!good)
			return;
	}
}

static void dialog_free(struct dialog *dialog)
{
	prompt_free(&dialog->prompt);
	save_history(dialog);
	history_free(&dialog->history);
	if (dialog->wait != NULL)
		pcsc_wait_end(&dialog->wait, 500);
	free(dialog->states);
	parse_free(&dialog->parser);
	script_free(&dialog->script);
	text_free(&dialog->entered);
	text_free(&dialog->expanded);
	text_free(&dialog->log);
	free(dialog->saved);
}

void prompt_run(const struct prompt_setup *setup)
{
	struct dialog dialog = {.setup = setup, .run = setup->run};
	struct prompt_calls calls = {.self = &dialog,
	                             .head = prompt_head,
	                             .idle = save_history,
	                             .event = prompt_news,
	                             .complete = prompt_complete};

	signals_interactive();
	signals_limit(setup->grace_ms, setup->last_words);
	setup->run->options.transcript->palette = term_palette(setup->color, STDOUT_FILENO);
	message_note("Type \"help\" for commands, Ctrl-D to quit.");
	if (!run_connect(setup->run)) { /* no card yet: only a message */
		run_connect_later(setup->run);
		dialog_card_lost(&dialog, setup->run->failure);
	}
	dialog_resume(setup->run);
	prompt_watch(&dialog);
	dialog.prompt = prompt_new(&calls, setup->signals,
	                           dialog.wait != NULL ? pcsc_wait_fd(dialog.wait) : -1);
	if (dialog.prompt == NULL)
		memory_ran_out();
	else
		open_history(&dialog);
	if (dialog.prompt != NULL && dialog_start_statement(&dialog))
		run_lines(&dialog);
	dialog_free(&dialog);
}
