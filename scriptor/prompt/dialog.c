#include "scriptor/prompt/dialog.h"

#include "base/escape.h"
#include "scriptor/input/input_lines.h"
#include "scriptor/prompt/look.h"
#include "scriptor/prompt/dialog_parts.h"
#include "sys/terminal/columns.h"
#include "sys/file.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/paths.h"
#include "sys/pcsc/pcsc.h"
#include "sys/process/signals.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool prompt_is_wanted(void)
{
	return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

/* History. */

static void remember(void *self, const char *line)
{
	struct dialog *dialog = self;

	prompt_remember(dialog->prompt, line);
}

static void history_failed(struct dialog *dialog, int error)
{
	message_error("history: %s", file_error(error));
	message_hint("lines of this session are not kept for the next one");
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

/* While nobody types, for a kill takes no line then. */
static void save_history(void *self)
{
	struct dialog *dialog = self;

	if (dialog->history == NULL || !history_is_new(dialog->history))
		return;
	int error = history_save(dialog->history);
	if (error != 0)
		history_failed(dialog, error);
}

/* Statements. */

static bool start_statement(struct dialog *dialog)
{
	parse_free(&dialog->parser);
	script_free(&dialog->script);
	dialog->script = (struct script){0};
	text_clear(&dialog->entered);
	dialog->lines = 0;
	dialog->parser = parse_new(&dialog->script, "prompt", &input_loader);
	if (dialog->parser == NULL)
		message_error("out of memory");
	return dialog->parser != NULL;
}

/* The physical line number wanted of what was entered, from 1. */
static struct token entered_line(const struct dialog *dialog, size_t wanted)
{
	const char *at = dialog->entered.data;

	for (size_t line = 1; line < wanted && *at != '\0'; line++) {
		at += strcspn(at, "\n");
		at += *at != '\0';
	}
	return (struct token){at, strcspn(at, "\n")};
}

static bool is_inside_character(struct token line, size_t at)
{
	return at < line.length && ((unsigned char)line.text[at] & 0xC0) == 0x80;
}

/* The part of a line around this byte, and "^" below it. */
static void show_part(struct token line, size_t at)
{
	enum { BEFORE = 40, ALL = 60 }; /* bytes */
	char head[4 * BEFORE + 1], tail[4 * ALL + 1];
	size_t from = at > BEFORE ? at - BEFORE : 0;
	size_t end = line.length - from < ALL ? line.length : from + ALL;

	while (is_inside_character(line, from))
		from++;
	while (is_inside_character(line, end))
		end--;
	size_t length = escape_terminal(head, sizeof head, line.text + from, at - from);
	(void)escape_terminal(tail, sizeof tail, line.text + at, end - at);
	message_note("%s%s%s", from > 0 ? "..." : "", head, tail);
	message_note("%*s^", (int)columns_after(from > 0 ? 3 : 0, head, length), "");
}

/* "^" under the column: below the line as it stands on the terminal, or, where it has wrapped or is
 * not the last one, below the part of it around the column. */
static void point_at(const struct dialog *dialog, struct place place)
{
	struct token line = entered_line(dialog, place.line);
	size_t at = place.column - 1 < line.length ? place.column - 1 : line.length;
	const char *head = dialog->lines > 1 ? "... " : dialog->head;
	size_t start = columns_after(0, head, strlen(head));

	if (place.line != dialog->lines ||
	    columns_after(start, line.text, line.length) >= term_width(STDOUT_FILENO))
		show_part(line, at);
	else
		message_note("%*s^", (int)columns_after(start, line.text, at), "");
}

void prompt_tell_error(struct dialog *dialog, const struct script *script)
{
	const struct script_error *error = &script->errors[0];

	if (script->failed || script->error_count == 0) {
		message_error("out of memory");
		return;
	}
	if (script != &dialog->script || error->file != 0) {
		message_error("%s:%zu:%zu: %s", script->files[error->file], error->place.line,
		              error->place.column, error->text);
		return;
	}
	point_at(dialog, error->place);
	message_error("column %zu: %s", error->place.column, error->text);
}

/* After a line with an error: what was entered before it is kept. */
static bool drop_line(struct dialog *dialog)
{
	struct text kept = {0};
	size_t lines = dialog->lines - 1;
	enum parse_result parsed = PARSE_READY;

	while (lines > 0) {
		struct token last = entered_line(dialog, lines);

		if (last.length == 0 || last.text[last.length - 1] != '\\')
			break;
		lines--;
	}
	struct token rest = entered_line(dialog, lines + 1);
	text_add(&kept, dialog->entered.data, (size_t)(rest.text - dialog->entered.data));
	bool good = start_statement(dialog) && !kept.failed;
	for (const char *at = kept.data; good && at != NULL && *at != '\0';) {
		size_t n = strcspn(at, "\n");

		text_add(&dialog->entered, at, n + 1);
		dialog->lines++;
		parsed = parse_line(dialog->parser, at, n);
		at += n + 1;
	}
	text_free(&kept);
	return good && (parsed == PARSE_MORE || start_statement(dialog));
}

/* What stopped a script does not stop the session. */
static void go_on(struct run *run)
{
	run->stopped = false;
	run->failure = 0;
	run->loop_count = 0;
	run->echo_text = NULL;
	run->echo_line = 0;
}

static void card_is_lost(struct dialog *dialog, card_result failure)
{
	struct run *run = dialog->run;

	if (world_is_lost(run->world))
		failure = PCSC_NO_RESPONSE;
	switch (failure) {
	case PCSC_W_RESET_CARD:
		go_on(run);
		if (run_connect(run))
			message_note(
				"connected again: what the card had selected and verified is lost");
		break;
	case PCSC_W_REMOVED_CARD:
	case PCSC_E_NO_SMARTCARD:
	case PCSC_E_READER_UNAVAILABLE:
		run_disconnect(run);
		run_connect_later(run);
		break;
	case PCSC_E_NO_SERVICE:
	case PCSC_E_SERVICE_STOPPED:
	case PCSC_E_INVALID_HANDLE:
	case PCSC_NO_RESPONSE:
		run_disconnect(run);
		run_connect_later(run);
		run->card = NULL;
		world_forget(run->world);
		break;
	default:
		break;
	}
}

void prompt_run_script(struct dialog *dialog, const struct script *script, const char *text,
                       size_t length)
{
	struct run *run = dialog->run;

	if (text != NULL)
		run_echo(run, text, length);
	run->typed = script == &dialog->script;
	run->at_prompt = true;
	if (run_script(run, script))
		run_end(run);
	card_result failure = run->failure;
	if (failure != 0 && !run->connected)
		run_connect_later(run);
	dialog->ended = run->exited || !output_flush();
	if (signals_got() == SIGINT) {
		signals_forget();
		message_note("stopped");
	}
	if (!dialog->ended)
		go_on(run);
	card_is_lost(dialog, failure);
	go_on(run);
}

/* False where there is no memory to go on with. */
static bool take_line(struct dialog *dialog, const char *line, size_t length)
{
	if (dialog->lines == 0 && prompt_word(dialog, line, length)) {
		if (dialog->history != NULL)
			history_add(dialog->history, line, length);
		return true;
	}
	text_add(&dialog->entered, line, length);
	text_puts(&dialog->entered, "\n");
	dialog->lines++;
	switch (parse_line(dialog->parser, line, length)) {
	case PARSE_MORE:
		return true;
	case PARSE_ERROR:
		prompt_tell_error(dialog, &dialog->script);
		return drop_line(dialog);
	case PARSE_READY:
		break;
	}
	prompt_log(dialog);
	dialog->lines = 0;
	prompt_run_script(dialog, &dialog->script, NULL, 0);
	return start_statement(dialog);
}

static void talk(struct dialog *dialog)
{
	enum prompt_result result;
	const char *text;
	size_t length;

	while (!dialog->ended) {
		output_flush();
		signals_limit(0, NULL); /* nothing runs that could hang */
		result = prompt_line(dialog->prompt, &text, &length);
		signals_limit(dialog->setup->grace_ms, dialog->setup->last_words);
		if (result == PROMPT_SIGNAL && signals_got() == SIGINT) {
			signals_forget();
			if (!start_statement(dialog))
				return;
			continue;
		}
		if (result == PROMPT_FAILED)
			message_error("standard input: %s", strerror(errno));
		if (result == PROMPT_END && dialog->lines > 0)
			message_note("what was open was not run");
		if (result != PROMPT_LINE)
			return;
		char *line = strndup(text, length);
		if (line == NULL || memchr(text, '\0', length) != NULL) {
			message_error(line == NULL ? "out of memory" :
			                             "a NUL byte: this line is left out");
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
	text_free(&dialog->log);
	free(dialog->saved);
}

void prompt_talk(const struct prompt_setup *setup)
{
	struct dialog dialog = {.setup = setup, .run = setup->run};
	struct prompt_calls calls = {.self = &dialog,
	                             .head = prompt_head,
	                             .idle = save_history,
	                             .event = prompt_news,
	                             .complete = prompt_complete};

	signals_interactive();
	signals_limit(setup->grace_ms, setup->last_words);
	look_colours(term_palette(setup->color, STDOUT_FILENO));
	message_note("\"help\" tells the commands, Ctrl-D leaves.");
	if (!run_connect(setup->run)) { /* a missing card is only told */
		run_connect_later(setup->run);
		card_is_lost(&dialog, setup->run->failure);
	}
	go_on(setup->run);
	prompt_look(&dialog);
	dialog.prompt = prompt_new(&calls, setup->signals,
	                           dialog.wait != NULL ? pcsc_wait_fd(dialog.wait) : -1);
	if (dialog.prompt == NULL)
		message_error("out of memory");
	else
		open_history(&dialog);
	if (dialog.prompt != NULL && start_statement(&dialog))
		talk(&dialog);
	dialog_free(&dialog);
}
