#include "scriptor/run/commands_value.h"

#include "base/bytes.h"
#include "base/wipe.h"
#include "scriptor/run/consent.h"
#include "scriptor/run/outputs_check.h"
#include "sys/terminal/ask.h"
#include "sys/environment.h"
#include "sys/file.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/process/no_core.h"
#include "sys/replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIN_MAX = 255, PIN_GUESSED = 8 };

static void hide_command(struct run *run)
{
	text_clear(&run->hidden);
	for (size_t i = 0; i < run->command.length; i++)
		text_add(&run->hidden, "\1", 1);
}

/* Adds the value of a variable in hex. What --mask hides in the line that sets it is hidden here
 * too. */
static void add_variable(struct run *run, struct range item)
{
	struct transcript *transcript = run->options.transcript;

	if (transcript->mask && value_is_literal(run->script, item, &run->variables))
		hide_command(run);
	const struct shown_bytes value = {(const uint8_t *)run->command.data, run->command.length,
	                                  &run->hidden, false};
	text_puts(&run->row, transcript_hex(transcript, &value, false, '\0'));
	run->row.failed = run->row.failed || run->hidden.failed;
}

/* Adds the value of an item: text unchanged, a variable in hex. */
static void add_echoed(struct run *run, struct range one)
{
	const struct item *item = &run->script->items[one.at];

	if (item->kind == ITEM_VARIABLE)
		add_variable(run, one);
	else if (item->kind == ITEM_BLANK)
		text_puts(&run->row, " ");
	else
		text_add(&run->row, run->command.data, run->command.length);
}

size_t do_echo(struct run *run, const struct statement *statement, size_t next)
{
	text_clear(&run->row);
	for (uint32_t i = 0; i < statement->items.count; i++) {
		struct range one = {statement->items.at + i, 1};

		if (!runner_value(run, one))
			return next;
		add_echoed(run, one);
	}
	if (run->row.failed)
		runner_error(run, STATUS_TROUBLE, "out of memory");
	else
		transcript_words(run->options.transcript, EVENT_ECHO, run->row.data,
		                 run->row.length);
	return next;
}

size_t do_set(struct run *run, const struct statement *statement, size_t next)
{
	struct span name = script_text(run->script, statement->name);

	if (!runner_value(run, statement->items))
		return next;
	bool literal = value_is_literal(run->script, statement->items, &run->variables);
	if (!runner_set_named(run, statement, run->command.data, run->command.length))
		return next;
	if (run->hidden.length > 0)
		variables_hide(&run->variables, name);
	if (literal)
		variables_mark_literal(&run->variables, name);
	return next;
}

static bool may_write_outside(struct run *run, const char *why)
{
	if (run->at_prompt)
		return consent_ask(run, why, "write it", STATUS_INPUT, "not written");
	runner_error(run, STATUS_INPUT, "write: %s", why);
	message_hint("--yes allows it");
	return false;
}

static bool may_write(struct run *run, const struct statement *statement, const char *path)
{
	const char *option = outputs_option(run->options.given, path);
	struct text why = {0};
	bool may = false;

	if (run->hidden.length > 0) {
		runner_error(run, STATUS_INPUT, "write: the value is secret");
		return false;
	}
	if (option != NULL) {
		runner_error(run, STATUS_INPUT, "write: %s is the output file of %s", path, option);
		return false;
	}
	if (run->options.yes)
		return true;
	if (statement_writes_outside(run->script, statement))
		return may_write_outside(run, "path outside the current directory");
	if (replace_is_below(path))
		return true;
	if (errno != 0) {
		runner_error(run, STATUS_TROUBLE, "%s: %s", path, file_error(errno));
		return false;
	}
	text_printf(&why, "%s leads outside the current directory", path);
	if (why.failed)
		runner_error(run, STATUS_TROUBLE, "out of memory");
	else
		may = may_write_outside(run, why.data);
	text_free(&why);
	return may;
}

static void write_value(struct run *run, const char *path)
{
	struct replace replace;
	bool ok = replace_start(&replace, path);

	if (ok && run->command.length > 0)
		fwrite(run->command.data, 1, run->command.length, replace.file);
	if (!ok || !replace_commit(&replace, 0600))
		runner_error(run, STATUS_TROUBLE, "%s: %s", path, file_error(errno));
}

size_t do_write(struct run *run, const struct statement *statement, size_t next)
{
	char *path = strndup(script_text(run->script, statement->name).text, statement->name.count);

	if (path == NULL)
		runner_error(run, STATUS_TROUBLE, "out of memory");
	else if (runner_value(run, statement->items) && may_write(run, statement, path))
		write_value(run, path);
	free(path);
	return next;
}

/* Reads an answer from the terminal; returns false if the run stops. */
static bool read_answer(struct run *run, const struct statement *statement, const char *otherwise,
                        bool hidden)
{
	struct range prompt = statement->prompt;
	struct text question = {0};

	output_flush();
	text_clear(&run->row);
	if (prompt.count > 0)
		text_add(&question, script_text(run->script, prompt).text, prompt.count);
	else
		text_puts(&question, otherwise);
	text_puts(&question, statement_is(statement, KEYWORD_PAUSE) ? " " : ": ");
	enum ask_result result = ask_line(question.data == NULL ? "" : question.data, hidden,
	                                  run->options.signals, &run->row);
	text_free(&question);
	switch (result) {
	case ASK_DONE:
		return true;
	case ASK_NO_TERMINAL:
		runner_error(run, STATUS_INPUT, "no terminal to read from");
		break;
	case ASK_END:
		runner_error(run, STATUS_INPUT, "nothing entered");
		break;
	case ASK_SIGNAL:
		runner_fail(run, STATUS_YES);
		break;
	}
	return false;
}

static bool read_value(struct run *run, const struct statement *statement, bool hidden)
{
	char name[80];

	snprintf(name, sizeof name, "%.*s",
	         statement->name.count > 60 ? 60 : (int)statement->name.count,
	         script_text(run->script, statement->name).text);
	return read_answer(run, statement, name, hidden);
}

size_t do_pause(struct run *run, const struct statement *statement, size_t next)
{
	read_answer(run, statement, "Press Enter to continue", false);
	return next;
}

/* Sets a variable from text in a given form; error messages do not show the text. */
static void set_from(struct run *run, const struct statement *statement, const char *text,
                     size_t length)
{
	if (statement->choice != FORM_HEX) {
		runner_set_named(run, statement, text, length);
		return;
	}
	uint8_t *bytes = malloc(length / 2 + 1);
	struct hex_result got = {.status = HEX_TOO_LONG};
	if (bytes != NULL)
		got = hex_read(text, length, bytes, length / 2 + 1);
	if (got.status == HEX_OK)
		runner_set_named(run, statement, bytes, got.count);
	else
		runner_error(run, STATUS_INPUT, "%.*s: %s", (int)statement->name.count,
		             script_text(run->script, statement->name).text,
		             hex_status_text(got.status));
	if (bytes != NULL)
		wipe(bytes, length / 2 + 1);
	free(bytes);
}

static void hide_variable(struct run *run, const struct statement *statement)
{
	no_core();
	variables_hide(&run->variables, script_text(run->script, statement->name));
}

size_t do_ask(struct run *run, const struct statement *statement, size_t next)
{
	if (read_value(run, statement, false))
		set_from(run, statement, run->row.data == NULL ? "" : run->row.data,
		         run->row.length);
	return next;
}

size_t do_env(struct run *run, const struct statement *statement, size_t next)
{
	char *name = strndup(script_text(run->script, statement->name).text, statement->name.count);
	const char *value = name == NULL ? NULL : environment_value(name);

	if (value != NULL)
		set_from(run, statement, value, strlen(value));
	else
		runner_error(run, STATUS_INPUT, "%s: environment variable not set",
		             name == NULL ? "out of memory" : name);
	if (statement->secret)
		hide_variable(run, statement);
	free(name);
	return next;
}

/* Sets a PIN that is not asked for, as the recording accepts any bytes: as many as "8 bytes" or pad
 * requires, else 8. */
static void set_recorded_pin(struct run *run, const struct statement *statement)
{
	static const uint8_t zeros[PIN_MAX];
	const char *prompt = script_text(run->script, statement->prompt).text;
	size_t count = 0;

	for (uint32_t i = 0; i < statement->prompt.count && prompt[i] >= '0' && prompt[i] <= '9';
	     i++)
		count = count > PIN_MAX ? count : count * 10 + (size_t)(prompt[i] - '0');
	if (statement->number_given)
		count = statement->number;
	runner_set_named(run, statement, zeros,
	                 count == 0 || count > PIN_MAX ? PIN_GUESSED : count);
	hide_variable(run, statement);
}

size_t do_pin(struct run *run, const struct statement *statement, size_t next)
{
	uint8_t bytes[PIN_MAX + 1];
	const char *why = NULL;
	size_t length;

	if (card_source_is_recorded(run->source)) {
		set_recorded_pin(run, statement);
		return next;
	}
	if (!read_value(run, statement, true))
		return next;
	if (value_pin(statement, run->row.data == NULL ? "" : run->row.data, run->row.length, bytes,
	              &length, &why)) {
		runner_set_named(run, statement, bytes, length);
		hide_variable(run, statement);
	} else {
		runner_error(run, STATUS_INPUT, "%s", why);
	}
	wipe(bytes, sizeof bytes);
	if (run->row.data != NULL)
		wipe(run->row.data, run->row.size);
	return next;
}
