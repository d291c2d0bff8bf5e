#include "scriptor/run/commands_card.h"

#include "scriptor/run/guard.h"
#include "sys/file.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Shows "< KO: why" and stops the run. */
static void failed(struct run *run, const char *what, card_result code)
{
	runner_show_text(run, EVENT_KO, pcsc_error_text(code));
	runner_card_failed(run, what, code);
}

size_t do_connect(struct run *run, const struct statement *statement, size_t next)
{
	unsigned protocols =
		statement->choice != 0 ? (unsigned)statement->choice : run->options.protocols;

	if (statement->share == CARD_DIRECT)
		protocols = CARD_NONE;
	runner_show_text(run, EVENT_SENT, "CONNECT");
	if (runner_has_card(run))
		runner_connect(run, (enum card_share)statement->share, protocols, true);
	return next;
}

size_t do_disconnect(struct run *run, const struct statement *statement, size_t next)
{
	enum card_disposition disposition = (enum card_disposition)statement->choice;

	runner_show_text(run, EVENT_SENT, "DISCONNECT");
	if (!runner_is_connected(run))
		return next;
	card_result code = run->card->disconnect(run->card->self, disposition);
	run->connected = false;
	if (code == 0 && disposition != CARD_LEAVE)
		capture_writer_change(run->options.capture,
		                      disposition == CARD_RESET ? CAPTURE_RESET :
		                                                  CAPTURE_POWER_OFF);
	if (code == 0)
		runner_show(run,
		            &(struct transcript_event){.kind = EVENT_DISCONNECTED,
		                                       .code = (uint32_t)disposition});
	else
		runner_card_failed(run, "disconnect", code);
	return next;
}

size_t do_reset(struct run *run, const struct statement *statement, size_t next)
{
	enum card_reset kind = (enum card_reset)statement->choice;

	runner_show_text(run, EVENT_SENT, "RESET");
	if (!runner_is_connected(run))
		return next;
	card_result code = run->card->reset(run->card->self, kind);
	if (code != 0) {
		failed(run, "reset", code);
		return next;
	}
	run->context = (struct apdu_context){0};
	runner_record_card(run, kind == CARD_COLD ? CAPTURE_COLD : CAPTURE_WARM);
	runner_show(run,
	            &(struct transcript_event){
			    .kind = EVENT_RESET, .card = run->card, .code = (uint32_t)kind});
	runner_set_atr(run);
	return next;
}

size_t do_atr(struct run *run, const struct statement *statement, size_t next)
{
	(void)statement;
	if (!runner_is_connected(run))
		return next;
	text_clear(&run->row);
	text_hex(&run->row, run->card->atr, run->card->atr_length, ' ');
	transcript_words(run->options.transcript, EVENT_ECHO, run->row.data, run->row.length);
	return next;
}

size_t do_attrib(struct run *run, const struct statement *statement, size_t next)
{
	size_t length = sizeof run->response;
	char text[40];

	snprintf(text, sizeof text, "ATTRIB %08X", (unsigned)statement->number);
	runner_show_text(run, EVENT_SENT, text);
	if (!runner_is_connected(run))
		return next;
	card_result code =
		run->card->attribute(run->card->self, statement->number, run->response, &length);
	if (code == 0)
		runner_show(run,
		            &(struct transcript_event){.kind = EVENT_ATTRIBUTE,
		                                       .code = statement->number,
		                                       .bytes = run->response,
		                                       .byte_count = length});
	else
		failed(run, "attrib", code);
	return next;
}

size_t do_control(struct run *run, const struct statement *statement, size_t next)
{
	uint32_t control = statement->share != 0 ? statement->number :
						   pcsc_control_code((uint16_t)statement->number);
	struct transcript *transcript = run->options.transcript;
	size_t length = sizeof run->response;

	if (!runner_value(run, statement->items))
		return next;
	struct shown_bytes command = {(const uint8_t *)run->command.data, run->command.length,
	                              &run->hidden, .control = true};
	text_clear(&run->row);
	text_printf(&run->row, "CONTROL %08X%s%s", (unsigned)control, command.length > 0 ? " " : "",
	            transcript_hex(transcript, &command, transcript->mask, ' '));
	transcript_words(transcript, EVENT_SENT, run->row.data, run->row.length);
	if (!runner_is_connected(run) || !guard_allows_control(run, command.bytes, command.length))
		return next;
	card_result code = run->card->control(run->card->self, control, command.bytes,
	                                      command.length, run->response, &length);
	if (code == 0)
		runner_show(run,
		            &(struct transcript_event){.kind = EVENT_CONTROL,
		                                       .code = control,
		                                       .command = &command,
		                                       .bytes = run->response,
		                                       .byte_count = length});
	else
		failed(run, "control", code);
	return next;
}

size_t do_transaction(struct run *run, const struct statement *statement, size_t next)
{
	runner_show_text(run, EVENT_SENT,
	                 statement->choice == 1 ? "TRANSACTION BEGIN" : "TRANSACTION END");
	if (!runner_is_connected(run))
		return next;
	card_result code = run->card->transaction(run->card->self, statement->choice == 1);
	if (code == 0)
		runner_show(run, &(struct transcript_event){.kind = EVENT_OK});
	else
		failed(run, "transaction", code);
	return next;
}

size_t do_readers(struct run *run, const struct statement *statement, size_t next)
{
	(void)statement;
	text_clear(&run->row);
	enum status status = card_source_readers(run->source, &run->row);
	if (status != STATUS_YES)
		runner_fail(run, status);
	else if (run->row.failed)
		runner_error(run, STATUS_TROUBLE, "out of memory");
	else if (run->row.length > 0)
		transcript_words(run->options.transcript, EVENT_ECHO, run->row.data,
		                 run->row.length - 1);
	else if (run->typed)
		message_note("No reader connected.");
	return next;
}

/* Chooses a reader; the next statement connects to its card. If there is no such reader, the
 * current one is kept. */
size_t do_reader(struct run *run, const struct statement *statement, size_t next)
{
	char *wanted =
		strndup(script_text(run->script, statement->name).text, statement->name.count);

	enum status status =
		wanted == NULL ? STATUS_TROUBLE : card_source_choose(run->source, wanted);
	free(wanted);
	if (status != STATUS_YES) {
		runner_fail(run, status);
		return next;
	}
	run->card = NULL; /* the old reader's card */
	run->connected = false;
	run->connects = true;
	return next;
}

size_t do_wait(struct run *run, const struct statement *statement, size_t next)
{
	bool present = statement->choice == 1;
	int ms = statement->number_given ? (int)statement->number : -1;

	switch (card_source_wait(run->source, present, ms)) {
	case CARD_WAIT_DONE:
		break;
	case CARD_WAIT_TIME:
		runner_error(run, STATUS_NO, "timed out: %s",
		             present ? "no card inserted" : "card not removed");
		return next;
	case CARD_WAIT_SIGNAL:
		runner_fail(run, STATUS_YES);
		return next;
	case CARD_WAIT_LATE:
		runner_fail(run, STATUS_TROUBLE);
		return next;
	case CARD_WAIT_AMBIGUOUS:
		runner_fail(run, STATUS_INPUT);
		return next;
	case CARD_WAIT_FAILED:
		runner_error(run, STATUS_TROUBLE, "cannot wait: %s", file_error(errno));
		return next;
	}
	if (!present)
		runner_disconnect(run);
	run->connects = !run->connected;
	return next;
}
