#include "scriptor/run/runner.h"

#include "sys/memory.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc_error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A single line typed at the prompt needs no position. */
static bool is_one_line(const struct run *run)
{
	const struct script *script = run->script;

	return script->statements[script->count - 1].last == 1;
}

/* Returns "FILE:LINE: ", with the column unless it is 0. */
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

void runner_show(struct run *run, const struct transcript_event *event)
{
	transcript_item(run->options.transcript, event);
}

void runner_show_text(struct run *run, enum event_kind kind, const char *text)
{
	transcript_words(run->options.transcript, kind, text, strlen(text));
}

void runner_show_apdu(struct run *run, const struct expect *expect, bool met)
{
	const struct shown_apdu apdu = {
		.command = {(const uint8_t *)run->sent.data, run->sent.length, &run->sent_hidden},
		.response = run->response_length > 0 ? run->response : NULL,
		.response_length = run->response_length,
		.ms = run->sent_ms,
		.script = run->script,
		.expect = expect,
		.met = met,
		.explain = run->explain,
		.context = &run->sent_context,
	};

	if (run->sent_waits)
		runner_show(run, &(struct transcript_event){.kind = EVENT_APDU, .apdu = &apdu});
	run->sent_waits = false;
}

void runner_report_sent(struct run *run)
{
	const struct shown_bytes command = {(const uint8_t *)run->sent.data, run->sent.length,
	                                    &run->sent_hidden, false};
	struct text line = {0};

	text_printf(&line, "> %s", transcript_hex(run->options.transcript, &command, true, ' '));
	if (memory_sufficed(!line.failed))
		report_detail(run->options.report, line.data);
	text_clear(&line);
	text_puts(&line, "< ");
	text_hex(&line, run->response, run->response_length, ' ');
	if (run->response_length > 0 && memory_sufficed(!line.failed))
		report_detail(run->options.report, line.data);
	text_free(&line);
}

static void report_failure(struct run *run, enum status status, const char *text)
{
	bool sent = run->sent_waits && run->response_length == 0;

	runner_show_apdu(run, NULL, false);
	report_error(run->options.report, text);
	if (sent)
		runner_report_sent(run);
	transcript_error(run->options.transcript, text, (int)status);
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
	report_failure(run, status, placed);
}

void runner_card_failed(struct run *run, const char *what, card_result code)
{
	char text[sizeof run->place + 40], why[sizeof text + 100];

	snprintf(text, sizeof text, "%s%s", runner_place(run), what);
	pcsc_error_report(text, code);
	snprintf(why, sizeof why, "%s: %s", text, pcsc_error_text(code));
	run->failure = code;
	report_failure(run, STATUS_TROUBLE, why);
}

bool runner_has_card(struct run *run)
{
	enum status status = card_source_card(run->source, &run->card);

	if (status == STATUS_YES)
		return true;
	report_failure(run, status, "no reader available");
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
	message_hint("add \"connect\" before this line");
	return false;
}

void runner_value_failed(struct run *run, const char *why)
{
	char placed[sizeof run->place + 200];

	snprintf(placed, sizeof placed, "%s%s", place_of(run, run->statement->column), why);
	message_error("%s", placed);
	report_failure(run, STATUS_INPUT, placed);
}

bool runner_value(struct run *run, struct range items)
{
	struct value_error error;

	text_clear(&run->command);
	text_clear(&run->hidden);
	bool ok = value_items(run->script, items, &run->variables, &run->command, &error);
	if (!ok && run->connects && runner_is_connected(run)) { /* $atr is set once connected */
		text_clear(&run->command);
		ok = value_items(run->script, items, &run->variables, &run->command, &error);
	}
	if (!ok) {
		(void)memory_sufficed(!error.no_memory);
		if (!run->stopped)
			runner_value_failed(run, error.text);
		return false;
	}
	if (value_is_secret(run->script, items, &run->variables))
		for (size_t i = 0; i < run->command.length; i++)
			text_add(&run->hidden, "\1", 1);
	if (run->hidden.failed)
		runner_error(run, STATUS_TROUBLE, "out of memory");
	return !run->hidden.failed;
}

bool runner_set(struct run *run, struct span name, const void *bytes, size_t length)
{
	if (variables_set(&run->variables, name, bytes, length))
		return true;
	runner_error(run, STATUS_TROUBLE, "out of memory");
	return false;
}

bool runner_set_named(struct run *run, const struct statement *statement, const void *bytes,
                      size_t length)
{
	return runner_set(run, script_text(run->script, statement->name), bytes, length);
}

void runner_set_atr(struct run *run)
{
	runner_set(run, span_of("atr"), run->card->atr, run->card->atr_length);
}

void runner_record_card(struct run *run, enum capture_power power)
{
	static const char *const commands[] = {[CAPTURE_CONNECTED] = NULL,
	                                       [CAPTURE_WARM] = "reset",
	                                       [CAPTURE_COLD] = "reset cold"};
	bool recorded = card_source_is_recorded(run->source);

	record_card(run->options.record, run->card, commands[power]);
	capture_writer_card(run->options.capture,
	                    recorded ? "recording" : card_source_reader(run->source), run->card,
	                    power);
}

/* Forgets the tries left on cards that were in this reader before. */
static void forget_other_cards(struct run *run)
{
	struct tries_card card = {.reader = card_source_reader(run->source), .card = run->card};

	if (run->tries.count == 0)
		return;
	card.counter = card_source_counter(run->source);
	tries_connected(&run->tries, &card);
}

bool runner_connect(struct run *run, enum card_share share, unsigned protocols, bool asked)
{
	run->connects = false;
	runner_disconnect(run);
	card_result code = run->card->connect(run->card->self, share, protocols);
	run->connected = code == 0;
	if (code != 0) {
		runner_card_failed(run, "connect", code);
		return false;
	}
	run->context = (struct apdu_context){0};
	run->reader = (struct reader_support){0};
	forget_other_cards(run);
	runner_set_atr(run);
	runner_record_card(run, CAPTURE_CONNECTED);
	runner_show(run,
	            &(struct transcript_event){
			    .kind = EVENT_CONNECTED, .card = run->card, .requested = asked});
	return true;
}

void runner_disconnect(struct run *run)
{
	if (run->connected)
		run->card->disconnect(run->card->self, CARD_LEAVE);
	run->connected = false;
}
