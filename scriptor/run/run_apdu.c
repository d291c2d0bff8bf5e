#include "scriptor/run/run_apdu.h"

#include "apdu/apdu.h"
#include "apdu/secret.h"
#include "scriptor/run/recorded_diff.h"
#include "scriptor/show/transcript.h"
#include "sys/message.h"

#include <string.h>

static void tell_waiting(struct run *run, const struct expect *expect, bool met)
{
	struct show_apdu apdu = {
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
		show_apdu(run->options.show, &apdu);
	run->sent_waits = false;
}

void apdu_flush(struct run *run)
{
	tell_waiting(run, NULL, false);
}

static void set_variables(struct run *run, const uint8_t *data, size_t length)
{
	const uint8_t sw[] = {(uint8_t)(run->sw >> 8), (uint8_t)run->sw};

	(void)(runner_set(run, "sw", sw, 2) && runner_set(run, "sw1", sw, 1) &&
	       runner_set(run, "sw2", sw + 1, 1) && runner_set(run, "data", data, length));
}

static void not_met(struct run *run, const char *why)
{
	struct text placed = {0};

	text_printf(&placed, "%s%s", runner_place(run), why);
	if (!run->options.diff)
		message_error("%s", placed.data);
	report_expected(run->options.report, false, placed.data);
	if (run->status < STATUS_NO)
		run->status = STATUS_NO;
	if (!run->options.keep_going)
		run->stopped = true;
	text_free(&placed);
}

static bool hold_against(struct run *run, const struct expect *expect, const uint8_t *data,
                         size_t length)
{
	struct text why = {0};

	bool met = expect_met(run->script, expect, data, length, run->sw, run->ms, &why);
	if (met)
		report_expected(run->options.report, true, NULL);
	else
		not_met(run, why.data);
	if (run->options.diff && !met)
		differ_show(run, expect, data, length);
	text_free(&why);
	return met;
}

static bool take_command(struct run *run, const struct statement *statement)
{
	bool t0 = run->card != NULL && run->card->protocol == CARD_T0;
	struct value_error error;

	text_clear(&run->command);
	if (!value_apdu(run->script, statement, &run->variables, t0, &run->command, &error)) {
		runner_value_failed(run, error.text);
		return false;
	}
	value_hidden(run->script, statement, &run->variables, t0, &run->command, &run->hidden);
	return guard_allows(run, (const uint8_t *)run->command.data, run->command.length);
}

/* True where the command is shown as it was written. */
static bool show_as_written(struct run *run, const struct statement *statement)
{
	const struct show *show = run->options.show;
	bool secret = show->mask && !show->secrets &&
		secret_find((const uint8_t *)run->command.data, run->command.length).length > 0;

	if (statement->shown.count == 0 || secret)
		return false;
	show_sent(run->options.show, script_pool(run->script, statement->shown),
	          statement->shown.count);
	return true;
}

void apdu_run(struct run *run, const struct statement *statement)
{
	const struct expect *expect = script_expect(run->script, statement);
	const uint8_t *data;
	size_t length;
	bool met = false;

	/* The protocol decides what is sent. */
	if ((run->connects && !runner_is_connected(run)) || !take_command(run, statement))
		return;
	run->ms = 0;
	bool is_long = apdu_is_long(run, statement);
	if (!is_long && !apdu_is_carried(run))
		return;
	bool sent = is_long ?
		apdu_send_parts(run) :
		apdu_exchange(run, (const uint8_t *)run->command.data, run->command.length,
	                      &run->hidden, show_as_written(run, statement));
	if (!sent || !apdu_follow(run, &data, &length))
		return;
	set_variables(run, data, length);
	if (expect != NULL)
		met = hold_against(run, expect, data, length);
	tell_waiting(run, expect, met);
	if (run->tlv)
		show_tlv(run->options.show, data, length, &run->context,
		         (uint8_t)run->command.data[0]);
}
