#include "apdu.h"

#include "decode/apdu.h"
#include "show.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/pcsc.h"

#include <string.h>
#include <time.h>

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Sends what was shown, shows the answer. False where the run stops. */
static bool exchange(struct run *run, const uint8_t *bytes, size_t length)
{
	struct sw_context context = {.known = length >= 2,
	                             .cla = length >= 2 ? bytes[0] : 0,
	                             .ins = length >= 2 ? bytes[1] : 0};

	if (run->options.unbuffered)
		output_flush();
	if (!runner_is_connected(run))
		return false;
	double start = now_ms();
	card_result code = run->card->transmit(run->card->self, bytes, length, run->response,
	                                       &run->response_length);
	run->ms += now_ms() - start;
	if (code != 0) {
		runner_card_failed(run, "send", code);
		return false;
	}
	const uint8_t *response = run->response;
	size_t got = run->response_length;
	show_answer(&run->row, response, got, &context);
	output_flush(); /* where it fails, the run stops after this statement */
	if (got < 2) {
		message_error("%s: the answer has %zu bytes, no status word", runner_place(run), got);
		runner_fail(run, STATUS_TROUBLE);
		return false;
	}
	run->sw = (uint16_t)(response[got - 2] << 8 | response[got - 1]);
	run->has_sw = true;
	return true;
}

/* CLA of GET RESPONSE for what CLA asked: the same channel, without chaining and secure messaging
 * (ISO/IEC 7816-4, 5.1.1). Proprietary classes that are laid out alike (EMV, ETSI TS 102 221) are
 * answered in the interindustry class; GSM's A0 stays. */
static uint8_t response_class(uint8_t cla)
{
	if (cla == 0xA0)
		return cla;
	return cla & 0x40 ? (cla & 0x0F) | 0x40 : cla & 0x03;
}

static bool send_shown(struct run *run, const uint8_t *bytes, size_t length)
{
	show_sent_bytes(&run->row, bytes, length);
	return exchange(run, bytes, length);
}

/* 6Cxx: the same command once more, with the Le that the card names. False where the run stops. */
static bool repeat_with_le(struct run *run)
{
	const uint8_t *command = (const uint8_t *)run->command.data;
	struct apdu apdu = apdu_read(command, run->command.length);
	uint8_t again[9 + 255];
	struct apdu_parts parts = {.cla = apdu.cla,
	                           .ins = apdu.ins,
	                           .p1 = apdu.p1,
	                           .p2 = apdu.p2,
	                           .data = command + apdu.data_at,
	                           .nc = apdu.nc,
	                           .ne = (run->sw & 0xFF) == 0 ? 256 : run->sw & 0xFF};

	parts.extended = apdu.kind == APDU_2E || apdu.kind == APDU_4E;
	if (apdu.kind == APDU_INVALID || apdu.kind == APDU_3S || apdu.kind == APDU_3E ||
	    apdu.nc > 255)
		return true;
	return send_shown(run, again, apdu_write(&parts, again));
}

static bool append_data(struct run *run, size_t *whole)
{
	size_t got = run->response_length - 2;

	if (got > CARD_RESPONSE_MAX - 2 - *whole) {
		message_error("%s: more than %d bytes of response data", runner_place(run),
		              CARD_RESPONSE_MAX - 2);
		runner_fail(run, STATUS_TROUBLE);
		return false;
	}
	memcpy(run->whole + *whole, run->response, got);
	*whole += got;
	return true;
}

/* 61xx: the data by GET RESPONSE, as long as there is more and every answer brings some. */
static bool fetch_rest(struct run *run, size_t *whole)
{
	uint8_t cla = response_class((uint8_t)run->command.data[0]);

	*whole = 0;
	if (!append_data(run, whole))
		return false;
	for (bool more = true; more && run->sw >> 8 == 0x61;) {
		const uint8_t fetch[] = {cla, 0xC0, 0x00, 0x00, (uint8_t)run->sw};

		if (!send_shown(run, fetch, sizeof fetch) || !append_data(run, whole))
			return false;
		more = run->response_length > 2;
	}
	return true;
}

/* Follows up the answer where auto is on; *data is all that came. */
static bool follow(struct run *run, const uint8_t **data, size_t *length)
{
	*data = run->response;
	*length = run->response_length - 2;
	if (!run->automatic || run->command.length < 4)
		return true;
	if (run->sw >> 8 == 0x6C && !repeat_with_le(run))
		return false;
	*length = run->response_length - 2;
	if (run->sw >> 8 != 0x61)
		return true;
	*data = run->whole;
	return fetch_rest(run, length);
}

static void set_variables(struct run *run, const uint8_t *data, size_t length)
{
	const uint8_t sw[] = {(uint8_t)(run->sw >> 8), (uint8_t)run->sw};

	(void)(runner_set(run, "sw", sw, 2) && runner_set(run, "sw1", sw, 1) &&
	       runner_set(run, "sw2", sw + 1, 1) && runner_set(run, "data", data, length));
}

static void hold_against(struct run *run, const struct expect *expect, const uint8_t *data,
                         size_t length)
{
	struct text why = {0};

	if (!expect_met(run->script, expect, data, length, run->sw, run->ms, &why)) {
		message_error("%s: %s", runner_place(run), why.data);
		if (run->status < STATUS_NO)
			run->status = STATUS_NO;
		if (!run->options.keep_going)
			run->stopped = true;
	}
	text_free(&why);
}

void apdu_run(struct run *run, const struct statement *statement)
{
	const struct expect *expect = script_expect(run->script, statement);
	struct value_error error;
	const uint8_t *data;
	size_t length;

	text_clear(&run->command);
	if (!value_apdu(run->script, statement, &run->variables, run->card->protocol == CARD_T0,
	                &run->command, &error)) {
		runner_value_failed(run, error.text);
		return;
	}
	const uint8_t *bytes = (const uint8_t *)run->command.data;
	if (statement->shown.count > 0)
		show_sent(script_pool(run->script, statement->shown), statement->shown.count);
	else
		show_sent_bytes(&run->row, bytes, run->command.length);
	run->ms = 0;
	if (!exchange(run, bytes, run->command.length) || !follow(run, &data, &length))
		return;
	set_variables(run, data, length);
	if (expect != NULL)
		hold_against(run, expect, data, length);
}
