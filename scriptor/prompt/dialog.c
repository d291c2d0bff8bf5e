#include "scriptor/prompt/dialog.h"

#include "base/escape.h"
#include "scriptor/input/input_lines.h"
#include "scriptor/run/run.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/pcsc/pcsc.h"
#include "sys/process/signals.h"
#include "sys/terminal/editor_columns.h"
#include "sys/terminal/term.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool dialog_start_statement(struct dialog *dialog)
{
	parse_free(&dialog->parser);
	script_free(&dialog->script);
	dialog->script = (struct script){0};
	text_clear(&dialog->entered);
	dialog->lines = 0;
	dialog->parser = parse_new(&dialog->script, "prompt", &input_loader);
	if (dialog->parser == NULL)
		memory_ran_out();
	return dialog->parser != NULL;
}

/* Returns line number wanted, from 1, of the lines entered. */
static struct span entered_line(const struct dialog *dialog, size_t wanted)
{
	const char *at = dialog->entered.data;

	for (size_t line = 1; line < wanted && *at != '\0'; line++) {
		at += strcspn(at, "\n");
		at += *at != '\0';
	}
	return (struct span){at, strcspn(at, "\n")};
}

static bool is_inside_character(struct span line, size_t at)
{
	return at < line.length && ((unsigned char)line.text[at] & 0xC0) == 0x80;
}

/* Shows the part of a line around this byte, with "^" below it. */
static void show_part(struct span line, size_t at)
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

/* Shows "^" under the column: below the line on the terminal or, if that has wrapped or is not the
 * last line, below a copy of the part around the column. */
static void point_at(const struct dialog *dialog, struct position position)
{
	struct span line = entered_line(dialog, position.line);
	size_t at = position.column - 1 < line.length ? position.column - 1 : line.length;
	const char *head = dialog->lines > 1 ? "... " : dialog->head;
	size_t start = columns_after(0, head, strlen(head));

	if (position.line != dialog->lines ||
	    columns_after(start, line.text, line.length) >= term_width(STDOUT_FILENO))
		show_part(line, at);
	else
		message_note("%*s^", (int)columns_after(start, line.text, at), "");
}

void dialog_show_error(struct dialog *dialog, const struct script *script)
{
	const struct script_error *error = &script->errors[0];

	if (script->failed || script->error_count == 0) {
		memory_ran_out();
		return;
	}
	if (script != &dialog->script || error->file != 0) {
		message_error("%s:%zu:%zu: %s", script->files[error->file], error->position.line,
		              error->position.column, error->text);
		return;
	}
	point_at(dialog, error->position);
	message_error("column %zu: %s", error->position.column, error->text);
}

/* Drops a line with an error; the lines entered before it are kept. */
bool dialog_drop_line(struct dialog *dialog)
{
	struct text kept = {0};
	size_t lines = dialog->lines - 1;
	enum parse_result parsed = PARSE_READY;

	while (lines > 0) {
		struct span last = entered_line(dialog, lines);

		if (last.length == 0 || last.text[last.length - 1] != '\\')
			break;
		lines--;
	}
	struct span rest = entered_line(dialog, lines + 1);
	text_add(&kept, dialog->entered.data, (size_t)(rest.text - dialog->entered.data));
	bool good = dialog_start_statement(dialog) && !kept.failed;
	for (const char *at = kept.data; good && at != NULL && *at != '\0';) {
		size_t n = strcspn(at, "\n");

		text_add(&dialog->entered, at, n + 1);
		dialog->lines++;
		parsed = parse_line(dialog->parser, at, n);
		at += n + 1;
	}
	text_free(&kept);
	return good && (parsed == PARSE_MORE || dialog_start_statement(dialog));
}

/* An error that would end a script does not end the session. */
void dialog_resume(struct run *run)
{
	run->stopped = false;
	run->failure = 0;
	run->loop_count = 0;
	run->echo = (struct span){0};
	run->echo_line = 0;
}

void dialog_card_lost(struct dialog *dialog, card_result failure)
{
	struct run *run = dialog->run;

	if (card_source_is_lost(run->source))
		failure = PCSC_NO_RESPONSE;
	switch (failure) {
	case PCSC_W_RESET_CARD:
		dialog_resume(run);
		if (run_connect(run))
			message_note("reconnected: the card's selection and PIN state are lost");
		break;
	case PCSC_W_REMOVED_CARD:
	case PCSC_E_NO_SMARTCARD:
	case PCSC_E_READER_UNAVAILABLE:
		runner_disconnect(run);
		run_connect_later(run);
		break;
	case PCSC_E_NO_SERVICE:
	case PCSC_E_SERVICE_STOPPED:
	case PCSC_E_INVALID_HANDLE:
	/* What libpcsclite returns for a connection closed by the service, without or with an
	 * unread request. */
	case PCSC_F_COMM_ERROR:
	case PCSC_W_SECURITY_VIOLATION:
	case PCSC_NO_RESPONSE:
		runner_disconnect(run);
		run_connect_later(run);
		run->card = NULL;
		card_source_forget(run->source);
		break;
	default:
		break;
	}
}

void dialog_run_script(struct dialog *dialog, const struct script *script, const char *text,
                       size_t length)
{
	struct run *run = dialog->run;

	if (text != NULL)
		run_echo(run, (struct span){text, length});
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
		dialog_resume(run);
	dialog_card_lost(dialog, failure);
	dialog_resume(run);
}
