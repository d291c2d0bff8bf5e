#include "vicard/relay/relay_session.h"

#include "app/capture_writer.h"
#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc_error.h"
#include "sys/replace.h"
#include "vicard/relay/real_reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	RETURN_MS = 600, /* time for a service that polls every 400 ms to detect the removal */
	AGAIN_MS = 1000, /* delay before a failed insertion is tried again */
};

struct relay_session {
	struct relay relay;
	struct real_reader *reader;
	struct session *session;
	const char *path; /* of the recording; NULL without one */
	struct record record;
	struct replace file;
	struct capture_writer *capture; /* NULL without one */
	bool saved;
	unsigned inserted; /* the card in the virtual reader, by real_reader_serial */
	bool open;         /* a card was inserted at the last step */
	bool failed;       /* the last insertion failed, which was reported */
	int64_t again;     /* time of the next attempt, by session_now */
};

static void on_relay_event(void *self, const struct relay_event *event)
{
	struct relay_session *relay = self;
	struct capture_writer *capture = relay->capture;
	const char *reader = real_reader_name(relay->reader);

	switch (event->kind) {
	case RELAY_INSERTED:
		capture_writer_change(capture, CAPTURE_INSERTED);
		break;
	case RELAY_REMOVED:
		capture_writer_change(capture, CAPTURE_REMOVED);
		break;
	case RELAY_ON:
		capture_writer_card(capture, reader, relay->relay.card, CAPTURE_CONNECTED);
		break;
	case RELAY_WARM:
		capture_writer_card(capture, reader, relay->relay.card, CAPTURE_WARM);
		break;
	case RELAY_COLD:
		capture_writer_card(capture, reader, relay->relay.card, CAPTURE_COLD);
		break;
	case RELAY_OFF:
		capture_writer_change(capture, CAPTURE_POWER_OFF);
		break;
	case RELAY_COMMAND:
		capture_writer_command(capture, event->bytes, event->length, NULL);
		break;
	case RELAY_RESPONSE:
		capture_writer_response(capture, event->bytes, event->length);
		break;
	}
}

static bool start_capture(struct relay_session *relay, const struct options *options)
{
	if (options->pcap == NULL)
		return true;
	relay->capture = capture_writer_start(options->pcap, options->show_secrets);
	relay->relay.on_event = on_relay_event;
	relay->relay.self = relay;
	return relay->capture != NULL;
}

static bool start_recording(struct relay_session *relay, const struct options *options)
{
	relay->record.shows_secrets = options->show_secrets;
	if (options->record == NULL)
		return true;
	if (!replace_start(&relay->file, options->record)) {
		message_error("%s: %s", options->record, file_error(errno));
		return false;
	}
	relay->path = options->record;
	relay->relay.record = &relay->record;
	return true;
}

enum status relay_session_start(struct relay_session **out, const struct options *options,
                                struct session *session)
{
	struct relay_session *relay = calloc(1, sizeof *relay);

	*out = relay;
	if (!memory_sufficed(relay != NULL))
		return STATUS_TROUBLE;
	relay->session = session;
	enum status status = real_reader_open(&relay->reader, options->relay, &relay->relay);
	if (status == STATUS_YES &&
	    !(start_recording(relay, options) && start_capture(relay, options)))
		status = STATUS_TROUBLE;
	if (status != STATUS_YES) {
		relay_session_end(out);
		return status;
	}
	session->card.relay = &relay->relay;
	message_note("Relaying the card in %s to the reader at %s:%s",
	             real_reader_name(relay->reader), session->host, session->port);
	return STATUS_YES;
}

/* Writes what was recorded so far. A device or pipe is flushed, so that it can be read at once. */
static void write_recording(struct relay_session *relay)
{
	struct text *text = &relay->record.text;

	if (relay->path == NULL || text->length == 0)
		return;
	fwrite(text->data, 1, text->length, relay->file.file);
	if (relay->file.temporary == NULL)
		fflush(relay->file.file);
	text_clear(text);
}

static enum status save_recording(struct relay_session *relay)
{
	if (relay->path == NULL)
		return STATUS_YES;
	write_recording(relay);
	if (relay->record.text.failed) {
		memory_ran_out();
		replace_abandon(&relay->file);
		return STATUS_TROUBLE;
	}
	if (replace_commit(&relay->file, 0600))
		return STATUS_YES;
	message_error("%s: %s", relay->path, file_error(errno));
	return STATUS_TROUBLE;
}

enum status relay_session_save(struct relay_session *relay)
{
	if (relay->saved)
		return STATUS_YES;
	relay->saved = true;
	relay->relay.on_event = NULL;
	enum status status = save_recording(relay);
	return capture_writer_end(&relay->capture, true) ? status : STATUS_TROUBLE;
}

void relay_session_end(struct relay_session **relay)
{
	struct relay_session *own = *relay;

	if (own == NULL)
		return;
	own->session->card.relay = NULL;
	if (own->path != NULL && !own->saved)
		replace_abandon(&own->file);
	real_reader_close(&own->reader);
	text_free(&own->record.text);
	free(own);
	*relay = NULL;
}

int relay_session_fd(const struct relay_session *relay)
{
	return real_reader_fd(relay->reader);
}

int64_t relay_session_next(const struct relay_session *relay)
{
	return relay->again > 0 ? relay->again : -1;
}

static void report_failure(struct relay_session *relay)
{
	char what[320];

	if (relay->relay.failed == NULL)
		return;
	snprintf(what, sizeof what, "%s: cannot %s", real_reader_name(relay->reader),
	         relay->relay.failed);
	relay->relay.failed = NULL;
	pcsc_error_report(what, relay->relay.failure);
}

/* Returns the serial number of the card in the real reader; 0 without a card. */
static unsigned real_card(const struct relay_session *relay)
{
	return relay->relay.card != NULL ? real_reader_serial(relay->reader) : 0;
}

/* Returns whether a card may be inserted in the empty virtual reader. A card removed by a command
 * stays out until the real reader has another one. */
static bool may_insert(struct relay_session *relay)
{
	unsigned card = real_card(relay);

	if (card == 0 || (relay->session->removed && card == relay->inserted)) {
		relay->again = 0;
		return false;
	}
	return session_now() >= relay->again;
}

const char *relay_session_step(struct relay_session *relay)
{
	struct session *session = relay->session;

	real_reader_update(relay->reader);
	report_failure(relay);
	write_recording(relay);
	if (session->wait != WAIT_NOTHING)
		return NULL;
	if (link_is_open(session->link)) {
		relay->open = true;
		relay->failed = false;
		return real_card(relay) == relay->inserted ? NULL : "remove";
	}
	if (relay->open)
		relay->again = session_now() + RETURN_MS;
	relay->open = false;
	if (!may_insert(relay))
		return NULL;
	relay->inserted = real_card(relay);
	relay->again = 0;
	return "insert";
}

bool relay_session_failed(struct relay_session *relay)
{
	bool reported = relay->failed;

	relay->failed = true;
	relay->again = session_now() + AGAIN_MS;
	return !reported;
}
