#include "run.h"

#include "apdu.h"
#include "runner.h"
#include "show.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/pcsc_error.h"
#include "sys/signals.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run *run_new(struct card *card, const struct run_options *options)
{
	struct run *run = calloc(1, sizeof *run);

	if (run == NULL)
		return NULL;
	run->card = card;
	run->options = *options;
	return run;
}

void run_free(struct run **run)
{
	if (*run == NULL)
		return;
	variables_free(&(*run)->variables);
	text_free(&(*run)->row);
	text_free(&(*run)->command);
	free(*run);
	*run = NULL;
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
		fwrite(from, 1, (size_t)(at - from), stdout);
	run->echo_text = at;
}

/* "x.apdu:12": where the statement stands. */
const char *runner_place(struct run *run)
{
	const struct statement *statement = run->statement;

	snprintf(run->place, sizeof run->place, "%s:%u", run->script->files[statement->file],
	         (unsigned)statement->line);
	return run->place;
}

void runner_fail(struct run *run, enum status status)
{
	if (run->status < (int)status)
		run->status = (int)status;
	run->stopped = true;
}

void runner_card_failed(struct run *run, const char *what, card_result code)
{
	char text[sizeof run->place + 40];

	if (run->statement == NULL)
		snprintf(text, sizeof text, "%s", what);
	else
		snprintf(text, sizeof text, "%s: %s", runner_place(run), what);
	pcsc_error_tell(text, code);
	runner_fail(run, STATUS_TROUBLE);
}

bool runner_is_connected(struct run *run)
{
	if (run->connected)
		return true;
	message_error("%s: no card is connected", runner_place(run));
	message_hint("\"connect\" before this line connects one");
	runner_fail(run, STATUS_TROUBLE);
	return false;
}

void runner_value_failed(struct run *run, const char *why)
{
	message_error("%s:%u: %s", runner_place(run), (unsigned)run->statement->column, why);
	runner_fail(run, STATUS_INPUT);
}

bool runner_set(struct run *run, const char *name, const void *bytes, size_t length)
{
	if (variables_set(&run->variables, name, strlen(name), bytes, length))
		return true;
	message_error("out of memory");
	runner_fail(run, STATUS_TROUBLE);
	return false;
}

static void set_atr(struct run *run)
{
	runner_set(run, "atr", run->card->atr, run->card->atr_length);
}

static bool connect_card(struct run *run, enum card_share share, unsigned protocols)
{
	card_result code = run->card->connect(run->card->self, share, protocols);

	run->connected = code == 0;
	if (code != 0)
		runner_card_failed(run, "connect", code);
	else
		set_atr(run);
	return code == 0;
}

bool run_connect(struct run *run)
{
	run->statement = NULL;
	if (!connect_card(run, run->options.share, run->options.protocols))
		return false;
	show_protocol(run->card->protocol);
	return output_flush();
}

void run_disconnect(struct run *run)
{
	if (run->connected)
		run->card->disconnect(run->card->self, CARD_LEAVE);
	run->connected = false;
}

/* One function for each word: they return the number of the statement to run next. */

static size_t do_nothing(struct run *run, const struct statement *statement, size_t next)
{
	(void)run;
	(void)statement;
	return next;
}

static size_t do_auto(struct run *run, const struct statement *statement, size_t next)
{
	run->automatic = statement->choice == 1;
	return next;
}

static size_t do_connect(struct run *run, const struct statement *statement, size_t next)
{
	unsigned protocols = statement->choice != 0 ? (unsigned)statement->choice
	                                            : run->options.protocols;

	if (statement->share == CARD_DIRECT)
		protocols = CARD_NONE;
	show_sent("CONNECT", strlen("CONNECT"));
	run_disconnect(run);
	if (connect_card(run, (enum card_share)statement->share, protocols)) {
		show_ok_atr(run->card);
		show_protocol(run->card->protocol);
	}
	return next;
}

static size_t do_disconnect(struct run *run, const struct statement *statement, size_t next)
{
	card_result code;

	show_sent("DISCONNECT", strlen("DISCONNECT"));
	if (!runner_is_connected(run))
		return next;
	code = run->card->disconnect(run->card->self, (enum card_disposition)statement->choice);
	run->connected = false;
	if (code == 0)
		show_ok();
	else
		runner_card_failed(run, "disconnect", code);
	return next;
}

static size_t do_echo(struct run *run, const struct statement *statement, size_t next)
{
	struct value_error error;

	text_clear(&run->row);
	for (uint32_t i = 0; i < statement->items.count; i++) {
		struct range one = {statement->items.at + i, 1};
		const struct item *item = &run->script->items[one.at];

		text_clear(&run->command);
		if (!value_items(run->script, one, &run->variables, &run->command, &error)) {
			runner_value_failed(run, error.text);
			return next;
		}
		if (item->kind == ITEM_VARIABLE)
			text_hex(&run->row, (const uint8_t *)run->command.data, run->command.length, '\0');
		else if (item->kind == ITEM_BLANK)
			text_puts(&run->row, " ");
		else if (run->command.length > 0)
			text_add(&run->row, run->command.data, run->command.length);
	}
	text_puts(&run->row, "\n");
	fwrite(run->row.data, 1, run->row.length, stdout);
	return next;
}

static size_t do_exit(struct run *run, const struct statement *statement, size_t next)
{
	run->stopped = true;
	run->exit_given = statement->number_given;
	run->exit_status = (int)statement->number;
	return next;
}

static size_t do_if(struct run *run, const struct statement *statement, size_t next)
{
	if (!run->has_sw) {
		runner_value_failed(run, "there is no status word yet for this if");
		return next;
	}
	return expect_status_word(run->script, statement->sw, run->sw) ? next : statement->partner + 1;
}

static size_t do_else(struct run *run, const struct statement *statement, size_t next)
{
	(void)run;
	(void)next;
	return statement->partner + 1;
}

/* The counter of the innermost loop, in its variable. */
static void count_round(struct run *run, const struct statement *repeat, const struct loop *loop)
{
	uint8_t number = (uint8_t)loop->round;

	if (repeat->name.count > 0 &&
	    !variables_set(&run->variables, script_pool(run->script, repeat->name),
	                   repeat->name.count, &number, 1))
		runner_fail(run, STATUS_TROUBLE);
}

static size_t do_repeat(struct run *run, const struct statement *statement, size_t next)
{
	if (statement->number == 0)
		return statement->partner + 1;
	struct loop *loop = &run->loops[run->loop_count++];
	*loop = (struct loop){.round = 1, .statement = next - 1};
	count_round(run, statement, loop);
	return next;
}

static size_t do_end(struct run *run, const struct statement *statement, size_t next)
{
	const struct statement *opener = &run->script->statements[statement->partner];

	if (opener->word != WORD_REPEAT)
		return next;
	struct loop *loop = &run->loops[run->loop_count - 1];
	if (loop->round == opener->number) {
		run->loop_count--;
		return next;
	}
	loop->round++;
	count_round(run, opener, loop);
	return statement->partner + 1;
}

static size_t do_reset(struct run *run, const struct statement *statement, size_t next)
{
	show_sent("RESET", strlen("RESET"));
	if (!runner_is_connected(run))
		return next;
	card_result code = run->card->reset(run->card->self, (enum card_reset)statement->choice);
	if (code == 0) {
		show_ok_atr(run->card);
		set_atr(run);
	} else {
		show_ko(pcsc_error_text(code));
		runner_card_failed(run, "reset", code);
	}
	return next;
}

static size_t do_set(struct run *run, const struct statement *statement, size_t next)
{
	struct value_error error;

	text_clear(&run->command);
	if (!value_items(run->script, statement->items, &run->variables, &run->command, &error))
		runner_value_failed(run, error.text);
	else if (!variables_set(&run->variables, script_pool(run->script, statement->name),
	                        statement->name.count, run->command.data, run->command.length))
		runner_fail(run, STATUS_TROUBLE);
	return next;
}

static size_t do_sleep(struct run *run, const struct statement *statement, size_t next)
{
	struct pollfd signals = {.fd = run->options.signals, .events = POLLIN};

	output_flush();
	(void)poll(&signals, 1, (int)statement->number);
	return next;
}

typedef size_t (*run_function)(struct run *, const struct statement *, size_t next);

static const run_function functions[WORD_COUNT] = {
	[WORD_NONE] = do_nothing,
	[WORD_AUTO] = do_auto,
	[WORD_CONNECT] = do_connect,
	[WORD_DISCONNECT] = do_disconnect,
	[WORD_ECHO] = do_echo,
	[WORD_ELSE] = do_else,
	[WORD_END] = do_end,
	[WORD_EXIT] = do_exit,
	[WORD_IF] = do_if,
	[WORD_INCLUDE] = do_nothing, /* its statements follow */
	[WORD_REPEAT] = do_repeat,
	[WORD_RESET] = do_reset,
	[WORD_SET] = do_set,
	[WORD_SLEEP] = do_sleep,
};

static size_t run_one(struct run *run, size_t at)
{
	const struct statement *statement = &run->script->statements[at];

	run->statement = statement;
	if (statement->file == 0 && run->echo_text != NULL)
		echo_lines(run, statement->last);
	if (statement->kind == STATEMENT_COMMAND)
		return functions[statement->word](run, statement, at + 1);
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
	return !run->stopped;
}

void run_end(struct run *run)
{
	if (run->echo_text != NULL && !run->stopped)
		echo_lines(run, SIZE_MAX);
}

int run_status(const struct run *run)
{
	if (signals_got() != 0)
		return 128 + signals_got();
	return run->exit_given ? run->exit_status : run->status;
}
