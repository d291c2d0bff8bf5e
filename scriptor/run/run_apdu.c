#include "scriptor/run/run_apdu.h"

#include "apdu/apdu.h"
#include "apdu/secret.h"
#include "script/expect.h"
#include "scriptor/run/apdu_length.h"
#include "scriptor/run/exchange.h"
#include "scriptor/run/guard.h"
#include "scriptor/run/recorded_diff.h"
#include "sys/memory.h"
#include "sys/message.h"

static void set_variables(struct run *run, const uint8_t *data, size_t length)
{
	const uint8_t sw[] = {(uint8_t)(run->sw >> 8), (uint8_t)run->sw};

	(void)(runner_set(run, span_of("sw"), sw, 2) && runner_set(run, span_of("sw1"), sw, 1) &&
	       runner_set(run, span_of("sw2"), sw + 1, 1) &&
	       runner_set(run, span_of("data"), data, length));
}

static void not_met(struct run *run, const char *why)
{
	struct text placed = {0};

	text_printf(&placed, "%s%s", runner_place(run), why);
	const char *message = memory_sufficed(!placed.failed) ? placed.data : "out of memory";
	if (!run->options.diff)
		message_error("%s", message);
	report_expected(run->options.report, false, message);
	if (run->status < STATUS_NO)
		run->status = STATUS_NO;
	if (!run->options.keep_going)
		run->stopped = true;
	text_free(&placed);
}

/* If 9000 was expected, but the rest of the response must be fetched or the command repeated,
 * suggests "auto on". */
static void hint_auto(const struct run *run, const struct expect *expect)
{
	bool success = expect_status_word(run->script, expect->sw, 0x9000);
	uint8_t sw1 = (uint8_t)(run->sw >> 8);

	if (run->automatic || run->options.diff || !success)
		return;
	if (sw1 == 0x61)
		message_hint("\"auto on\" fetches the data that 61XX announces");
	else if (sw1 == 0x6C)
		message_hint("\"auto on\" repeats a command with the Le of 6CXX");
}

static bool hold_against(struct run *run, const struct expect *expect, const uint8_t *data,
                         size_t length)
{
	struct text why = {0};

	bool met = expect_met(run->script, expect, data, length, run->sw, run->ms, &why);
	if (met)
		report_expected(run->options.report, true, NULL);
	else {
		not_met(run, memory_sufficed(!why.failed) ? why.data : "out of memory");
		runner_report_sent(run);
		hint_auto(run, expect);
	}
	if (run->options.diff && !met)
		recorded_diff_response(run, expect, data, length);
	text_free(&why);
	return met;
}

static bool take_command(struct run *run, const struct statement *statement)
{
	bool t0 = run->card != NULL && run->card->protocol == CARD_T0;
	struct value_error error;

	text_clear(&run->command);
	if (!value_apdu(run->script, statement, &run->variables, t0, &run->command, &error)) {
		(void)memory_sufficed(!error.no_memory);
		runner_value_failed(run, error.text);
		return false;
	}
	value_hidden(run->script, statement, &run->variables, t0, &run->command, &run->hidden);
	if (run->hidden.failed) {
		runner_error(run, STATUS_TROUBLE, "out of memory");
		return false;
	}
	return guard_allows(run, (const uint8_t *)run->command.data, run->command.length);
}

/* At the prompt, lengths that do not match are probably a mistake: shows a note. The bytes are sent
 * as typed. */
static void note_lengths(const struct run *run)
{
	const uint8_t *bytes = (const uint8_t *)run->command.data;
	struct apdu apdu = apdu_read(bytes, run->command.length);
	char text[100];

	if (!run->typed || apdu.kind != APDU_INVALID)
		return;
	if (secret_hides_lengths(secret_find(bytes, run->command.length)))
		snprintf(text, sizeof text, "Lc, data and Le do not match");
	else
		apdu_error_text(&apdu, text, sizeof text);
	message_note("%s; sent as typed", text);
}

void run_apdu(struct run *run, const struct statement *statement)
{
	const struct expect *expect = script_expect(run->script, statement);
	const uint8_t *data;
	size_t length;
	bool met = false;

	/* Connects first, as the protocol decides what is sent. */
	if ((run->connects && !runner_is_connected(run)) || !take_command(run, statement))
		return;
	note_lengths(run);
	run->ms = 0;
	bool is_long = exchange_is_long(run, statement);
	if (!is_long && !apdu_length_check(run))
		return;
	bool sent = is_long ? exchange_parts(run) : exchange_command(run, statement);
	if (!sent || !exchange_follow(run, &data, &length))
		return;
	set_variables(run, data, length);
	if (expect != NULL)
		met = hold_against(run, expect, data, length);
	runner_show_apdu(run, expect, met);
	if (run->tlv)
		runner_show(run,
		            &(struct transcript_event){.kind = EVENT_TLV,
		                                       .bytes = data,
		                                       .byte_count = length,
		                                       .context = &run->context,
		                                       .cla = (uint8_t)run->command.data[0]});
}
