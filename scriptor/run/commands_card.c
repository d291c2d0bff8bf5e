/* The words that speak to the card, its reader and the service. */
#include "scriptor/run/runner.h"

#include "scriptor/show/transcript.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show_word(struct run *run, const char *text)
{
	show_sent(run->options.show, text, strlen(text));
}

/* "< KO: why", and the run stops. */
static void failed(struct run *run, const char *what, card_result code)
{
	show_ko(run->options.show, pcsc_error_text(code));
	runner_card_failed(run, what, code);
}

size_t do_connect(struct run *run, const struct statement *statement, size_t next)
{
	unsigned protocols =
		statement->choice != 0 ? (unsigned)statement->choice : run->options.protocols;

	if (statement->share == CARD_DIRECT)
		protocols = CARD_NONE;
	show_word(run, "CONNECT");
	if (runner_has_card(run))
		runner_connect(run, (enum card_share)statement->share, protocols, true);
	return next;
}

size_t do_disconnect(struct run *run, const struct statement *statement, size_t next)
{
	enum card_disposition disposition = (enum card_disposition)statement->choice;

	show_word(run, "DISCONNECT");
	if (!runner_is_connected(run))
		return next;
	card_result code = run->card->disconnect(run->card->self, disposition);
	run->connected = false;
	if (code == 0)
		show_disconnected(run->options.show, disposition);
	else
		runner_card_failed(run, "disconnect", code);
	return next;
}

size_t do_reset(struct run *run, const struct statement *statement, size_t next)
{
	enum card_reset kind = (enum card_reset)statement->choice;

	show_word(run, "RESET");
	if (!runner_is_connected(run))
		return next;
	card_result code = run->card->reset(run->card->self, kind);
	if (code != 0) {
		failed(run, "reset", code);
		return next;
	}
	run->context = (struct apdu_context){0};
	record_card(run->options.record, run->card, kind == CARD_COLD ? "reset cold" : "reset");
	show_reset(run->options.show, run->card, kind);
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
	show_echo(run->options.show, run->row.data, run->row.length);
	return next;
}

size_t do_attrib(struct run *run, const struct statement *statement, size_t next)
{
	size_t length = sizeof run->response;
	char text[40];

	snprintf(text, sizeof text, "ATTRIB %08X", (unsigned)statement->number);
	show_word(run, text);
	if (!runner_is_connected(run))
		return next;
	card_result code =
		run->card->attribute(run->card->self, statement->number, run->response, &length);
	if (code == 0)
		show_attribute(run->options.show, statement->number, run->response, length);
	else
		failed(run, "attrib", code);
	return next;
}

size_t do_control(struct run *run, const struct statement *statement, size_t next)
{
	uint32_t control = statement->share != 0 ? statement->number :
						   pcsc_control_code((uint16_t)statement->number);
	size_t length = sizeof run->response;
	char text[40];

	if (!runner_value(run, statement->items))
		return next;
	struct show_bytes command = {(const uint8_t *)run->command.data, run->command.length,
	                             &run->hidden, .control = true};
	snprintf(text, sizeof text, "CONTROL %08X%s", (unsigned)control,
	         command.length > 0 ? " " : "");
	show_hex(run->options.show, &command, run->options.show->mask, ' ');
	text_clear(&run->row);
	text_puts(&run->row, text);
	if (command.length > 0)
		text_puts(&run->row, run->options.show->row.data);
	show_word(run, run->row.data == NULL ? text : run->row.data);
	if (!runner_is_connected(run) || !guard_allows_control(run, command.bytes, command.length))
		return next;
	card_result code = run->card->control(run->card->self, control, command.bytes,
	                                      command.length, run->response, &length);
	if (code == 0)
		show_control(run->options.show, control, &command, run->response, length);
	else
		failed(run, "control", code);
	return next;
}

size_t do_transaction(struct run *run, const struct statement *statement, size_t next)
{
	show_word(run, statement->choice == 1 ? "TRANSACTION BEGIN" : "TRANSACTION END");
	if (!runner_is_connected(run))
		return next;
	card_result code = run->card->transaction(run->card->self, statement->choice == 1);
	if (code == 0)
		show_ok(run->options.show);
	else
		failed(run, "transaction", code);
	return next;
}

size_t do_readers(struct run *run, const struct statement *statement, size_t next)
{
	(void)statement;
	text_clear(&run->row);
	enum status status = world_readers(run->world, &run->row);
	if (status != STATUS_YES)
		runner_fail(run, status);
	else if (run->row.length > 0)
		show_echo(run->options.show, run->row.data, run->row.length - 1);
	return next;
}

/* What comes next connects to the card there. Where there is no such reader all stays as it is. */
size_t do_reader(struct run *run, const struct statement *statement, size_t next)
{
	char *wanted = strndup(script_pool(run->script, statement->name), statement->name.count);

	enum status status = wanted == NULL ? STATUS_TROUBLE : world_choose(run->world, wanted);
	free(wanted);
	if (status != STATUS_YES) {
		runner_fail(run, status);
		return next;
	}
	run->card = NULL; /* its card was left with it */
	run->connected = false;
	run->connects = true;
	return next;
}

size_t do_wait(struct run *run, const struct statement *statement, size_t next)
{
	bool present = statement->choice == 1;
	int ms = statement->number_given ? (int)statement->number : -1;

	switch (world_wait(run->world, present, ms)) {
	case CARD_WAIT_DONE:
		break;
	case CARD_WAIT_TIME:
		runner_error(run, STATUS_NO, "time is up: %s",
		             present ? "no card has come" : "the card is still there");
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
		runner_error(run, STATUS_TROUBLE, "cannot wait: out of memory or threads");
		return next;
	}
	if (!present)
		run_disconnect(run);
	run->connects = !run->connected;
	return next;
}
