#include "scriptor/run/exchange.h"

#include "apdu/apdu.h"
#include "app/trace.h"
#include "scriptor/run/apdu_length.h"
#include "scriptor/run/guard.h"
#include "sys/clock.h"
#include "sys/output.h"
#include "sys/memory.h"
#include "sys/pcsc/pcsc.h"

#include <string.h>

enum { PART_MAX = 255 }; /* data bytes in one part of a command chain */

/* Keeps the command until it is shown together with its response. */
static void remember_sent(struct run *run, const uint8_t *bytes, size_t length,
                          const struct text *hidden)
{
	runner_show_apdu(run, NULL, false);
	text_clear(&run->sent);
	text_clear(&run->sent_hidden);
	text_add(&run->sent, (const char *)bytes, length);
	if (hidden != NULL && hidden->length > 0)
		text_add(&run->sent_hidden, hidden->data, hidden->length);
	(void)memory_sufficed(!run->sent.failed && !run->sent_hidden.failed);
	run->sent_waits = !run->sent.failed && !run->sent_hidden.failed;
	run->sent_ms = 0;
	run->response_length = 0;
	run->sent_context = run->context;
}

static void take_status(struct run *run)
{
	const uint8_t *end = run->response + run->response_length;

	run->sw = (uint16_t)(end[-2] << 8 | end[-1]);
	run->has_sw = true;
}

/* Transmits a command and measures the time; on failure stops the run and returns false. */
static bool transmit(struct run *run, const struct shown_bytes *command)
{
	uint64_t start = clock_us();

	capture_writer_command(run->options.capture, command->bytes, command->length,
	                       command->hidden);
	trace_hide(command->hidden);
	card_result code = run->card->transmit(run->card->self, command->bytes, command->length,
	                                       run->response, &run->response_length);
	trace_hide(NULL);
	run->sent_ms = (double)(clock_us() - start) / 1e3;
	run->ms += run->sent_ms;
	if (code == 0) {
		capture_writer_response(run->options.capture, run->response, run->response_length);
		return true;
	}
	if (code == PCSC_W_REMOVED_CARD)
		capture_writer_change(run->options.capture, CAPTURE_REMOVED);
	run->response_length = 0;
	runner_card_failed(run, "send", code);
	return false;
}

/* Keeps the parts of the response that later statements need; returns false if it has no status
 * word. */
static bool keep_response(struct run *run, const struct shown_bytes *command)
{
	if (run->response_length < 2) {
		runner_error(run, STATUS_TROUBLE, "response of %zu byte%s: no status word",
		             run->response_length, run->response_length == 1 ? "" : "s");
		return false;
	}
	apdu_context_learn(&run->context, command->bytes, command->length, run->response,
	                   run->response_length);
	take_status(run);
	guard_learn(run, command->bytes, command->length);
	return !run->stopped;
}

/* Sends a command and shows it with its response. written is the command as written in the script,
 * or NULL. */
static bool exchange(struct run *run, const struct shown_bytes *command, const char *written,
                     size_t written_length)
{
	struct shown_apdu apdu = {.command = *command,
	                          .written = written,
	                          .written_length = written_length,
	                          .response = run->response,
	                          .explain = run->explain,
	                          .time = run->time,
	                          .context = &run->sent_context};

	remember_sent(run, command->bytes, command->length, command->hidden);
	runner_show(run, &(struct transcript_event){.kind = EVENT_COMMAND, .apdu = &apdu});
	if (run->options.unbuffered)
		output_flush();
	if (!runner_is_connected(run) || !transmit(run, command))
		return false;
	apdu.ms = run->sent_ms;
	apdu.response_length = run->response_length;
	report_apdu(run->options.report, apdu.ms);
	record_apdu(run->options.record, command->bytes, command->length, command->hidden,
	            run->response, run->response_length);
	runner_show(run, &(struct transcript_event){.kind = EVENT_RESPONSE, .apdu = &apdu});
	output_flush(); /* if it fails, the run stops after this statement */
	return keep_response(run, command);
}

static bool exchange_bytes(struct run *run, const uint8_t *bytes, size_t length,
                           const struct text *hidden)
{
	return exchange(run, &(struct shown_bytes){bytes, length, hidden, false}, NULL, 0);
}

bool exchange_command(struct run *run, const struct statement *statement)
{
	const struct shown_bytes command = {(const uint8_t *)run->command.data, run->command.length,
	                                    &run->hidden, false};
	const char *written = statement->shown.count == 0 ?
		NULL :
		script_text(run->script, statement->shown).text;

	return exchange(run, &command, written, statement->shown.count);
}

/* Returns the CLA of GET RESPONSE after a command with cla: the same channel, without chaining and
 * secure messaging (ISO/IEC 7816-4, 5.1.1). For proprietary classes with the same structure (EMV,
 * ETSI TS 102 221) it is the interindustry class; A0 of GSM is kept. */
static uint8_t response_class(uint8_t cla)
{
	if (cla == 0xA0)
		return cla;
	return cla & 0x40 ? (cla & 0x0F) | 0x40 : cla & 0x03;
}

/* 6Cxx: sends the command again with the Le that the card requests. */
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
	return exchange_bytes(run, again, apdu_write(&parts, again), &run->hidden);
}

static bool append_data(struct run *run, size_t *whole)
{
	size_t got = run->response_length - 2;

	if (got > CARD_RESPONSE_MAX - 2 - *whole) {
		runner_error(run, STATUS_TROUBLE, "more than %d bytes of response data",
		             CARD_RESPONSE_MAX - 2);
		return false;
	}
	memcpy(run->whole + *whole, run->response, got);
	*whole += got;
	return true;
}

/* 61xx, or 9Fxx in class A0 of GSM (3GPP TS 51.011, 9.4.1): more data are available. */
static bool has_more(const struct run *run)
{
	return run->sw >> 8 == 0x61 ||
		(run->sw >> 8 == 0x9F && (uint8_t)run->command.data[0] == 0xA0);
}

/* Sends GET RESPONSE with the Le of 61xx, and again if the card requests another one. */
static bool fetch(struct run *run, uint8_t cla)
{
	uint8_t command[] = {cla, 0xC0, 0x00, 0x00, (uint8_t)run->sw};

	if (!exchange_bytes(run, command, sizeof command, NULL))
		return false;
	if (run->sw >> 8 != 0x6C)
		return true;
	command[4] = (uint8_t)run->sw;
	return exchange_bytes(run, command, sizeof command, NULL);
}

/* Fetches the remaining data with GET RESPONSE, until there is no more or a response has no
 * data. */
static bool fetch_rest(struct run *run, size_t *whole)
{
	uint8_t cla = response_class((uint8_t)run->command.data[0]);

	*whole = 0;
	if (!append_data(run, whole))
		return false;
	for (bool more = true; more && has_more(run);) {
		if (!fetch(run, cla) || !append_data(run, whole))
			return false;
		more = run->response_length > 2;
	}
	return true;
}

bool exchange_follow(struct run *run, const uint8_t **data, size_t *length)
{
	*data = run->response;
	*length = run->response_length - 2;
	if (!run->automatic || run->command.length < 4)
		return true;
	if (run->sw >> 8 == 0x6C && !repeat_with_le(run))
		return false;
	*length = run->response_length - 2;
	if (!has_more(run))
		return true;
	*data = run->whole;
	return fetch_rest(run, length);
}

bool exchange_is_long(struct run *run, const struct statement *statement)
{
	const uint8_t *command = (const uint8_t *)run->command.data;

	return run->chain && statement->kind == STATEMENT_BUILT &&
		apdu_read(command, run->command.length).nc > apdu_length_part(run);
}

/* Sets the bit for "not the last command of a chain", b5, in interindustry classes and those with
 * the same structure. */
static uint8_t chaining_class(uint8_t cla)
{
	return cla | 0x10;
}

bool exchange_parts(struct run *run)
{
	const uint8_t *command = (const uint8_t *)run->command.data;
	struct apdu apdu = apdu_read(command, run->command.length);
	struct text hidden = {0};
	uint8_t part[9 + PART_MAX];
	size_t most = apdu_length_part(run);
	bool goes_on = true;

	for (size_t at = 0; goes_on && at < apdu.nc; at += most) {
		bool last = apdu.nc - at <= most;
		struct apdu_parts parts = {.cla = last ? apdu.cla : chaining_class(apdu.cla),
		                           .ins = apdu.ins,
		                           .p1 = apdu.p1,
		                           .p2 = apdu.p2,
		                           .data = command + apdu.data_at + at,
		                           .nc = last ? apdu.nc - at : most,
		                           .ne = last ? apdu.ne > 256 ? 256 : apdu.ne : 0};

		text_clear(&hidden);
		if (run->hidden.length > 0) {
			text_add(&hidden, "\0\0\0\0\0", 5);
			text_add(&hidden, run->hidden.data + apdu.data_at + at, parts.nc);
		}
		goes_on = exchange_bytes(run, part, apdu_write(&parts, part), &hidden);
		if (goes_on && !last && run->sw != 0x9000)
			break; /* the card reports an error, which is the response */
	}
	text_free(&hidden);
	return goes_on;
}
