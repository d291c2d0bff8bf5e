#include "scriptor/run/run.h"

#include "base/columns.h"
#include "script/keywords.h"
#include "scriptor/run/commands_card.h"
#include "scriptor/run/commands_flow.h"
#include "scriptor/run/commands_value.h"
#include "scriptor/run/run_apdu.h"
#include "sys/output.h"
#include "sys/process/signals.h"
#include "sys/terminal/ask.h"
#include "sys/terminal/term.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct run *run_new(struct card_source *source, const struct run_options *options)
{
	struct run *run = calloc(1, sizeof *run);

	if (run == NULL)
		return NULL;
	run->source = source;
	run->options = *options;
	run->explain = options->explain;
	return run;
}

void run_free(struct run **run)
{
	if (*run == NULL)
		return;
	variables_free(&(*run)->variables);
	tries_free(&(*run)->tries);
	text_free(&(*run)->row);
	text_free(&(*run)->command);
	text_free(&(*run)->hidden);
	text_free(&(*run)->sent);
	text_free(&(*run)->sent_hidden);
	free(*run);
	*run = NULL;
}

void run_again(struct run *run)
{
	runner_disconnect(run);
	variables_free(&run->variables);
	run->connects = run->has_sw = run->stopped = run->exit_given = run->sent_waits = false;
	run->automatic = run->chain = run->tlv = run->time = false;
	run->explain = run->options.explain;
	run->context = (struct apdu_context){0};
	run->loop_count = run->echo_line = run->next = 0;
	run->echo = (struct span){0};
	run->status = STATUS_YES;
}

void run_echo(struct run *run, struct span text)
{
	run->echo = text;
}

/* Shows the lines of the file up to number last, unchanged. */
static void echo_lines(struct run *run, size_t last)
{
	struct span from = run->echo, line;

	for (; run->echo_line < last && span_line(&run->echo, &line); run->echo_line++)
		;
	if (run->echo.length < from.length)
		transcript_words(run->options.transcript, EVENT_LINES, from.text,
		                 from.length - run->echo.length);
}

bool run_choose(struct run *run)
{
	run->statement = NULL;
	return runner_has_card(run);
}

bool run_connect(struct run *run)
{
	run->statement = NULL;
	return runner_has_card(run) &&
		runner_connect(run, run->options.share, run->options.protocols, false) &&
		output_flush();
}

void run_connect_later(struct run *run)
{
	run->connects = true;
}

static size_t do_nothing(struct run *run, const struct statement *statement, size_t next)
{
	(void)run;
	(void)statement;
	return next;
}

/* Shown after the list of commands at the prompt. */
static const char prompt_help[] =
	"00 A4 04 00 ...: send these bytes\n"
	"! [CLA] INS P1 P2 [: DATA] [/ [LE]]: build a command\n"
	"TAB completes commands, $variables, files, readers, and by their names\n"
	"instructions and applications. Ctrl-C cancels the line, Ctrl-D exits,\n"
	"Ctrl-R searches. More: man 1 scriptor, man 5 scriptor\n";

/* Returns the length of the first lines of the text, at least one, that take at most this many rows
 * of a terminal with this many columns. The text ends with a newline. */
static size_t length_of_page(struct span text, size_t rows, size_t columns)
{
	size_t at = 0, used = 0;

	while (at < text.length) {
		const char *line = text.text + at;
		size_t length = (size_t)((const char *)memchr(line, '\n', text.length - at) - line);

		used += length == 0 ? 1 : (utf8_columns(line, length) + columns - 1) / columns;
		if (used > rows && at > 0)
			break;
		at += length + 1;
	}
	return at;
}

/* Shows the text, at the prompt page by page if it is longer than the terminal is high. */
static void show_pages(struct run *run, struct span text)
{
	size_t rows = run->typed ? term_height(STDOUT_FILENO) : 0;
	size_t columns = term_width(STDOUT_FILENO);
	struct text answer = {0};
	bool more = true;

	while (more && text.length > 0) {
		size_t length = rows > 1 && columns > 0 ? length_of_page(text, rows - 1, columns) :
							  text.length;

		transcript_words(run->options.transcript, EVENT_LINES, text.text, length);
		text.text += length;
		text.length -= length;
		text_clear(&answer);
		more = text.length > 0 && output_flush() &&
			ask_line("Enter: more, q: quit ", false, run->options.signals, &answer) ==
				ASK_DONE &&
			answer.length == 0;
	}
	text_free(&answer);
}

static size_t do_help(struct run *run, const struct statement *statement, size_t next)
{
	text_clear(&run->row);
	if (statement->topic != NULL)
		keyword_help(&run->row, statement->topic);
	else
		keyword_help_all(&run->row, run->typed);
	if (statement->topic == NULL && run->typed)
		text_puts(&run->row, prompt_help);
	show_pages(run, (struct span){run->row.data, run->row.length});
	return next;
}

static const run_function functions[KEYWORD_COUNT] = {
	[KEYWORD_ASK] = do_ask,         [KEYWORD_ATR] = do_atr,
	[KEYWORD_ATTRIB] = do_attrib,   [KEYWORD_AUTO] = do_switch,
	[KEYWORD_CHAIN] = do_switch,    [KEYWORD_CONNECT] = do_connect,
	[KEYWORD_CONTROL] = do_control, [KEYWORD_DISCONNECT] = do_disconnect,
	[KEYWORD_ECHO] = do_echo,       [KEYWORD_ELSE] = do_else,
	[KEYWORD_END] = do_end,         [KEYWORD_ENV] = do_env,
	[KEYWORD_EXIT] = do_exit,       [KEYWORD_EXPLAIN] = do_switch,
	[KEYWORD_HELP] = do_help,       [KEYWORD_IF] = do_if,
	[KEYWORD_INCLUDE] = do_nothing, /* its statements follow */
	[KEYWORD_PAUSE] = do_pause,     [KEYWORD_PIN] = do_pin,
	[KEYWORD_READER] = do_reader,   [KEYWORD_READERS] = do_readers,
	[KEYWORD_REPEAT] = do_repeat,   [KEYWORD_RESET] = do_reset,
	[KEYWORD_SET] = do_set,         [KEYWORD_SLEEP] = do_sleep,
	[KEYWORD_TEST] = do_test,       [KEYWORD_TIME] = do_switch,
	[KEYWORD_TLV] = do_switch,      [KEYWORD_TRANSACTION] = do_transaction,
	[KEYWORD_WAIT] = do_wait,       [KEYWORD_WRITE] = do_write,
};

static size_t run_one(struct run *run, size_t at)
{
	const struct statement *statement = &run->script->statements[at];

	run->statement = statement;
	run->options.transcript->file = run->script->files[statement->file];
	run->options.transcript->line = statement->line;
	if (statement->file == 0 && run->echo.text != NULL)
		echo_lines(run, statement->last);
	if (statement->kind == STATEMENT_COMMAND)
		return functions[statement->keyword->id](run, statement, at + 1);
	run_apdu(run, statement);
	return at + 1;
}

/* Erases the buffers reused by each statement, which still contain what was sent last. */
static void forget_secrets(struct run *run)
{
	if (run->hidden.length == 0)
		return;
	text_clear(&run->command);
	if (!run->sent_waits)
		text_clear(&run->sent);
}

bool run_script(struct run *run, const struct script *script)
{
	run->script = script;
	run->next = 0;
	while (run->next < script->count && !run->stopped) {
		run->next = run_one(run, run->next);
		forget_secrets(run);
		if (run->options.transcript->failed)
			runner_error(run, STATUS_TROUBLE, "out of memory");
		if (!output_flush() || signals_got() != 0)
			run->stopped = true;
	}
	run->statement = NULL;
	run->options.transcript->file = NULL;
	return !run->stopped;
}

void run_skip_tests(struct run *run, const struct script *script)
{
	for (; run->next < script->count; run->next++) {
		const struct statement *statement = &script->statements[run->next];
		struct span name = script_text(script, statement->name);

		if (statement_is(statement, KEYWORD_TEST))
			report_skip_case(run->options.report, name.text, name.length,
			                 statement->line);
	}
}

void run_end(struct run *run)
{
	if (run->echo.text != NULL && !run->stopped)
		echo_lines(run, SIZE_MAX);
}

bool run_refused(const struct run *run)
{
	return run->refused;
}

int run_status(const struct run *run)
{
	if (signals_got() != 0)
		return 128 + signals_got();
	return run->exit_given ? run->exit_status : run->status;
}
