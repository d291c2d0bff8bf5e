/* Commands and answers, one after the other: what one statement sends. */
#include "scriptor/run/run_apdu.h"

#include "apdu/apdu.h"
#include "app/trace.h"
#include "scriptor/show/transcript.h"
#include "sys/output.h"

#include <string.h>
#include <time.h>

enum { PART_MAX = 255 }; /* bytes of data in one part of a chain */

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Keeps what is sent until its answer can be told whole. */
static void keep(struct run *run, const uint8_t *bytes, size_t length, const struct text *hidden)
{
	apdu_flush(run);
	text_clear(&run->sent);
	text_clear(&run->sent_hidden);
	text_add(&run->sent, (const char *)bytes, length);
	if (hidden != NULL && hidden->length > 0)
		text_add(&run->sent_hidden, hidden->data, hidden->length);
	run->sent_waits = true;
	run->sent_ms = 0;
	run->response_length = 0;
	run->sent_context = run->context;
}

static void show_all_of_answer(struct run *run, const struct show_apdu *apdu)
{
	const uint8_t *bytes = apdu->command.bytes;
	struct show *show = run->options.show;
	struct sw_context context = {.known = apdu->command.length >= 2};

	if (context.known) {
		context.cla = bytes[0];
		context.ins = bytes[1];
	}
	show_answer(show, apdu->response, apdu->response_length, &context);
	if (run->explain)
		show_explained_response(show, apdu);
	if (run->time)
		show_time(show, apdu->ms);
}

static void take_status(struct run *run)
{
	const uint8_t *end = run->response + run->response_length;

	run->sw = (uint16_t)(end[-2] << 8 | end[-1]);
	run->has_sw = true;
}

bool apdu_exchange(struct run *run, const uint8_t *bytes, size_t length, const struct text *hidden,
                   bool shown)
{
	struct show_apdu apdu = {.command = {bytes, length, hidden},
	                         .response = run->response,
	                         .context = &run->sent_context};

	keep(run, bytes, length, hidden);
	if (!shown)
		show_sent_bytes(run->options.show, &apdu.command);
	if (run->explain)
		show_explained_command(run->options.show, &apdu);
	if (run->options.unbuffered)
		output_flush();
	if (!runner_is_connected(run))
		return false;
	double start = now_ms();
	trace_hide(hidden);
	card_result code = run->card->transmit(run->card->self, bytes, length, run->response,
	                                       &run->response_length);
	trace_hide(NULL);
	run->sent_ms = apdu.ms = now_ms() - start;
	run->ms += apdu.ms;
	if (code != 0) {
		run->response_length = 0;
		runner_card_failed(run, "send", code);
		return false;
	}
	apdu.response_length = run->response_length;
	report_apdu(run->options.report, apdu.ms);
	record_apdu(run->options.record, bytes, length, hidden, run->response,
	            run->response_length);
	show_all_of_answer(run, &apdu);
	output_flush(); /* where it fails, the run stops after this statement */
	if (run->response_length < 2) {
		runner_error(run, STATUS_TROUBLE, "the answer has %zu bytes, no status word",
		             run->response_length);
		return false;
	}
	apdu_context_learn(&run->context, bytes, length, run->response, run->response_length);
	take_status(run);
	guard_learn(run, bytes, length);
	return !run->stopped;
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

/* 6Cxx: the same command once more, with the Le that the card names. */
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
	return apdu_exchange(run, again, apdu_write(&parts, again), &run->hidden, false);
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

/* 61xx, and 9Fxx of GSM's class A0 (3GPP TS 51.011, 9.4.1): there is data to fetch. */
static bool has_more(const struct run *run)
{
	return run->sw >> 8 == 0x61 ||
		(run->sw >> 8 == 0x9F && (uint8_t)run->command.data[0] == 0xA0);
}

/* The data by GET RESPONSE, as long as there is more and every answer brings some. */
static bool fetch_rest(struct run *run, size_t *whole)
{
	uint8_t cla = response_class((uint8_t)run->command.data[0]);

	*whole = 0;
	if (!append_data(run, whole))
		return false;
	for (bool more = true; more && has_more(run);) {
		const uint8_t fetch[] = {cla, 0xC0, 0x00, 0x00, (uint8_t)run->sw};

		if (!apdu_exchange(run, fetch, sizeof fetch, NULL, false) ||
		    !append_data(run, whole))
			return false;
		more = run->response_length > 2;
	}
	return true;
}

bool apdu_follow(struct run *run, const uint8_t **data, size_t *length)
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

bool apdu_is_long(const struct run *run, const struct statement *statement)
{
	const uint8_t *command = (const uint8_t *)run->command.data;

	return run->chain && statement->kind == STATEMENT_BUILT &&
		apdu_read(command, run->command.length).nc > PART_MAX;
}

/* CLA with the bit that says "not the last": b5, in all interindustry classes and those laid out
 * alike. */
static uint8_t chaining_class(uint8_t cla)
{
	return cla | 0x10;
}

bool apdu_send_parts(struct run *run)
{
	const uint8_t *command = (const uint8_t *)run->command.data;
	struct apdu apdu = apdu_read(command, run->command.length);
	struct text hidden = {0};
	uint8_t part[9 + PART_MAX];
	bool goes_on = true;

	for (size_t at = 0; goes_on && at < apdu.nc; at += PART_MAX) {
		bool last = apdu.nc - at <= PART_MAX;
		struct apdu_parts parts = {.cla = last ? apdu.cla : chaining_class(apdu.cla),
		                           .ins = apdu.ins,
		                           .p1 = apdu.p1,
		                           .p2 = apdu.p2,
		                           .data = command + apdu.data_at + at,
		                           .nc = last ? apdu.nc - at : PART_MAX,
		                           .ne = last ? apdu.ne > 256 ? 256 : apdu.ne : 0};

		text_clear(&hidden);
		if (run->hidden.length > 0) {
			text_add(&hidden, "\0\0\0\0\0", 5);
			text_add(&hidden, run->hidden.data + apdu.data_at + at, parts.nc);
		}
		goes_on = apdu_exchange(run, part, apdu_write(&parts, part), &hidden, false);
		if (goes_on && !last && run->sw != 0x9000)
			break; /* the card takes no more: this is the answer */
	}
	text_free(&hidden);
	return goes_on;
}
