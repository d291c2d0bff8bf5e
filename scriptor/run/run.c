#include "scriptor/run/run.h"

#include "scriptor/run/run_apdu.h"
#include "scriptor/run/runner.h"
#include "script/keywords.h"
#include "scriptor/show/transcript.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/pcsc/pcsc_error.h"
#include "sys/process/signals.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run *run_new(struct world *world, const struct run_options *options)
{
	struct run *run = calloc(1, sizeof *run);

	if (run == NULL)
		return NULL;
	run->world = world;
	run->options = *options;
	run->explain = options->explain;
	return run;
}

void run_free(struct run **run)
{
	if (*run == NULL)
		return;
	variables_free(&(*run)->variables);
	guard_free(&(*run)->guard);
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
	run_disconnect(run);
	variables_free(&run->variables);
	run->connects = run->has_sw = run->stopped = run->exit_given = run->sent_waits = false;
	run->automatic = run->chain = run->tlv = run->time = false;
	run->explain = run->options.explain;
	run->context = (struct apdu_context){0};
	run->loop_count = run->echo_line = 0;
	run->echo_text = NULL;
	run->status = STATUS_YES;
}

void run_echo(struct run *run, const char *text, size_t length)
{
	run->echo_text = text;
	run->echo_end = text + length;
}

/* Writes the lines of the file up to number last, as they stand. */
static void echo_lines(struct run *run, size_t last)
{
	const char *from = run->echo_text, *at = from;

	while (run->echo_line < last && at < run->echo_end) {
		const char *newline = memchr(at, '\n', (size_t)(run->echo_end - at));

		at = newline == NULL ? run->echo_end : newline + 1;
		run->echo_line++;
	}
	if (at > from)
		show_lines(run->options.show, from, (size_t)(at - from));
	run->echo_text = at;
}

/* The one line that was just typed has no need of a place. */
static bool is_one_line(const struct run *run)
{
	const struct script *script = run->script;

	return script->statements[script->count - 1].last == 1;
}

/* With a column where it is not 0. */
static const char *place_of(struct run *run, unsigned column)
{
	const struct statement *statement = run->statement;
	char *place = run->place;

	place[0] = '\0';
	if (statement == NULL)
		return place;
	const char *file = run->script->files[statement->file];
	unsigned line = statement->line;
	if (run->typed && statement->file == 0) {
		if (!is_one_line(run))
			snprintf(place, sizeof run->place, "line %u: ", line);
	} else if (column > 0) {
		snprintf(place, sizeof run->place, "%s:%u:%u: ", file, line, column);
	} else {
		snprintf(place, sizeof run->place, "%s:%u: ", file, line);
	}
	return place;
}

const char *runner_place(struct run *run)
{
	return place_of(run, 0);
}

void runner_fail(struct run *run, enum status status)
{
	if (run->status < (int)status)
		run->status = (int)status;
	run->stopped = true;
}

static void tell_reports(struct run *run, enum status status, const char *text)
{
	apdu_flush(run);
	report_error(run->options.report, text);
	show_error(run->options.show, text, (int)status);
	runner_fail(run, status);
}

void runner_error(struct run *run, enum status status, const char *format, ...)
{
	char text[500], placed[sizeof text + sizeof run->place];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	snprintf(placed, sizeof placed, "%s%s", runner_place(run), text);
	message_error("%s", placed);
	tell_reports(run, status, placed);
}

void runner_card_failed(struct run *run, const char *what, card_result code)
{
	char text[sizeof run->place + 40], told[sizeof text + 100];

	snprintf(text, sizeof text, "%s%s", runner_place(run), what);
	pcsc_error_tell(text, code);
	snprintf(told, sizeof told, "%s: %s", text, pcsc_error_text(code));
	run->failure = code;
	tell_reports(run, STATUS_TROUBLE, told);
}

bool runner_has_card(struct run *run)
{
	enum status status = world_card(run->world, &run->card);

	if (status == STATUS_YES)
		return true;
	tell_reports(run, status, "there is no reader to use");
	return false;
}

bool runner_is_connected(struct run *run)
{
	if (run->connected)
		return true;
	if (run->connects)
		return runner_has_card(run) &&
			runner_connect(run, run->options.share, run->options.protocols, false);
	runner_error(run, STATUS_TROUBLE, "no card is connected");
	message_hint("\"connect\" before this line connects one");
	return false;
}

void runner_value_failed(struct run *run, const char *why)
{
	char placed[sizeof run->place + 200];

	snprintf(placed, sizeof placed, "%s%s", place_of(run, run->statement->column), why);
	message_error("%s", placed);
	tell_reports(run, STATUS_INPUT, placed);
}

bool runner_value(struct run *run, struct range items)
{
	struct value_error error;

	text_clear(&run->command);
	text_clear(&run->hidden);
	bool ok = value_items(run->script, items, &run->variables, &run->command, &error);
	if (!ok && run->connects && runner_is_connected(run)) { /* $atr is known now */
		text_clear(&run->command);
		ok = value_items(run->script, items, &run->variables, &run->command, &error);
	}
	if (!ok) {
		if (!run->stopped)
			runner_value_failed(run, error.text);
		return false;
	}
	if (value_is_secret(run->script, items, &run->variables))
		for (size_t i = 0; i < run->command.length; i++)
			text_add(&run->hidden, "\1", 1);
	return true;
}

bool runner_set(struct run *run, const char *name, const void *bytes, size_t length)
{
	if (variables_set(&run->variables, name, strlen(name), bytes, length))
		return true;
	runner_error(run, STATUS_TROUBLE, "out of memory");
	return false;
}

bool runner_set_range(struct run *run, struct range name, const void *bytes, size_t length)
{
	if (variables_set(&run->variables, script_pool(run->script, name), name.count, bytes,
	                  length))
		return true;
	runner_error(run, STATUS_TROUBLE, "out of memory");
	return false;
}

void runner_set_atr(struct run *run)
{
	runner_set(run, "atr", run->card->atr, run->card->atr_length);
}

bool runner_connect(struct run *run, enum card_share share, unsigned protocols, bool asked)
{
	run->connects = false;
	run_disconnect(run);
	card_result code = run->card->connect(run->card->self, share, protocols);
	run->connected = code == 0;
	if (code != 0) {
		runner_card_failed(run, "connect", code);
		return false;
	}
	run->context = (struct apdu_context){0};
	run->reader_limit_known = false;
	guard_connected(run);
	runner_set_atr(run);
	record_card(run->options.record, run->card, NULL);
	show_connected(run->options.show, run->card, asked);
	return true;
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

void run_disconnect(struct run *run)
{
	if (run->connected)
		run->card->disconnect(run->card->self, CARD_LEAVE);
	run->connected = false;
}

static size_t do_nothing(struct run *run, const struct statement *statement, size_t next)
{
	(void)run;
	(void)statement;
	return next;
}

/* What stands after the commands at the prompt. */
static const char prompt_help[] =
	"00 A4 04 00 ...: send these bytes\n"
	"! [CLA] INS P1 P2 [: DATA] [/ [LE]]: build a command\n"
	"TAB completes commands, $variables, files, readers, and by their names\n"
	"instructions and applications. Ctrl-C leaves the line, Ctrl-D the program,\n"
	"Ctrl-R searches. More: man 1 scriptor, man 5 scriptor\n";

static size_t do_help(struct run *run, const struct statement *statement, size_t next)
{
	text_clear(&run->row);
	if (statement->topic != NULL)
		keyword_help(&run->row, statement->topic);
	for (size_t i = 0; statement->topic == NULL && i < keyword_count; i++)
		if (run->typed || !keywords[i].prompt_only)
			keyword_help(&run->row, &keywords[i]);
	if (statement->topic == NULL && run->typed)
		text_puts(&run->row, prompt_help);
	show_lines(run->options.show, run->row.data, run->row.length);
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
	[KEYWORD_WAIT] = do_wait,
};

static size_t run_one(struct run *run, size_t at)
{
	const struct statement *statement = &run->script->statements[at];

	run->statement = statement;
	run->options.show->file = run->script->files[statement->file];
	run->options.show->line = statement->line;
	if (statement->file == 0 && run->echo_text != NULL)
		echo_lines(run, statement->last);
	if (statement->kind == STATEMENT_COMMAND)
		return functions[statement->keyword->id](run, statement, at + 1);
	apdu_run(run, statement);
	return at + 1;
}

bool run_script(struct run *run, const struct script *script)
{
	run->script = script;
	for (size_t at = 0; at < script->count && !run->stopped;) {
		at = run_one(run, at);
		if (!output_flush() || signals_got() != 0)
			run->stopped = true;
	}
	run->statement = NULL;
	run->options.show->file = NULL;
	return !run->stopped;
}

void run_end(struct run *run)
{
	if (run->echo_text != NULL && !run->stopped)
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
