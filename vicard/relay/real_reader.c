#include "vicard/relay/real_reader.h"

#include "reader/watch.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"
#include "sys/pcsc/pcsc_wait.h"
#include "sys/pcsc/reader.h"

#include <stdlib.h>
#include <string.h>

enum { LEAVE_MS = 500 }; /* time for the service at the end */

struct real_reader {
	struct relay *relay;
	char name[READER_NAME_SIZE];
	struct pcsc *pcsc; /* NULL while the service is lost */
	struct card *card; /* likewise */
	struct pcsc_wait *wait;
	struct reader_state state; /* the last state, without its ATR */
	size_t states;             /* 1 if the service has the reader, else 0 */
	bool present;
	bool seen;  /* its state was received at least once */
	bool stuck; /* a call did not return, and its context was abandoned */
	unsigned serial;
};

/* Time limit for all calls. Control commands never wait for a user here, so they have it too. */
static const struct pcsc_limit limit = {.ms = PCSC_LIMIT_MS, .controls = true};

static enum status open_service(struct real_reader *reader)
{
	uint32_t code = pcsc_open(&reader->pcsc, limit);

	if (code == PCSC_OK)
		return STATUS_YES;
	pcsc_error_report(NULL, code);
	return STATUS_TROUBLE;
}

static void take_card(struct real_reader *reader)
{
	if (reader->present)
		relay_remove(reader->relay);
	reader->present = false;
}

static void close_service(struct real_reader *reader)
{
	take_card(reader);
	pcsc_card_free(&reader->card);
	pcsc_close(&reader->pcsc);
}

static enum status start(struct real_reader *reader, const char *wanted)
{
	bool given;
	enum status status = open_service(reader);

	if (status == STATUS_YES)
		status = reader_choose(reader->pcsc, wanted, reader->name, &given);
	if (status != STATUS_YES)
		return status;
	reader->card = pcsc_card_new(reader->pcsc, reader->name);
	reader->wait = pcsc_wait_new(false);
	if (memory_sufficed(reader->card != NULL && reader->wait != NULL))
		return STATUS_YES;
	return STATUS_TROUBLE;
}

enum status real_reader_open(struct real_reader **reader, const char *wanted, struct relay *relay)
{
	enum status status = STATUS_TROUBLE;

	*reader = calloc(1, sizeof **reader);
	if (memory_sufficed(*reader != NULL)) {
		(*reader)->relay = relay;
		status = start(*reader, wanted);
	}
	if (status != STATUS_YES)
		real_reader_close(reader);
	return status;
}

void real_reader_close(struct real_reader **reader)
{
	if (*reader == NULL)
		return;
	pcsc_wait_end(&(*reader)->wait, LEAVE_MS);
	close_service(*reader);
	free(*reader);
	*reader = NULL;
}

const char *real_reader_name(const struct real_reader *reader)
{
	return reader->name;
}

int real_reader_fd(const struct real_reader *reader)
{
	return pcsc_wait_fd(reader->wait);
}

static void on_event(void *self, const struct watch_event *event)
{
	struct real_reader *reader = self;

	switch ((int)event->kind) {
	case WATCH_READER_REMOVED:
		message_note("%s: reader disconnected", reader->name);
		break;
	case WATCH_CARD_REMOVED:
		take_card(reader);
		break;
	case WATCH_CARD_INSERTED:
	case WATCH_CARD_MUTE: /* or a card in the reader stopped or started responding */
		if (!reader->present)
			reader->serial++;
		reader->present = true;
		break;
	default:
		break;
	}
}

/* Compares the states without the ATRs: after a reset the same card may have another ATR. */
static void take_readers(struct real_reader *reader, const struct pcsc_news *news)
{
	struct reader_state now = {0}, bare;
	size_t count = 0;

	for (size_t i = 0; i < news->count && count == 0; i++) {
		if (strcmp(news->states[i].name, reader->name) != 0)
			continue;
		now = news->states[i];
		count = 1;
	}
	bare = now;
	bare.atr_length = 0;
	watch_compare(&reader->state, reader->states, &bare, count, false, on_event, reader);
	reader->state = bare;
	reader->states = count;
	if (!reader->seen && !reader->present)
		message_note(
			"No card in %s: waiting for one; this must not be the reader in which the "
			"relayed card is to appear",
			reader->name);
	reader->seen = true;
	if (reader->present)
		relay_insert(reader->relay, reader->card, now.atr, now.atr_length);
}

/* Connects to the service if necessary; returns false if it is not running. */
static bool find_service(struct real_reader *reader)
{
	if (reader->pcsc == NULL && pcsc_open(&reader->pcsc, limit) == PCSC_OK)
		reader->card = pcsc_card_new(reader->pcsc, reader->name);
	return reader->card != NULL;
}

/* A new context reports no change of the card, so the last state is handled again. */
static void check_context(struct real_reader *reader)
{
	struct pcsc_news news = {.states = &reader->state, .count = reader->states};

	if (reader->pcsc != NULL && pcsc_is_lost(reader->pcsc)) {
		close_service(reader);
		reader->stuck = true;
	}
	if (!reader->stuck || !find_service(reader))
		return;
	reader->stuck = false;
	reader->states = 0;
	take_readers(reader, &news);
}

void real_reader_update(struct real_reader *reader)
{
	struct pcsc_news news;

	check_context(reader);
	while (pcsc_wait_take(reader->wait, &news)) {
		if (news.kind == PCSC_NEWS_LOST) {
			pcsc_error_report(reader->name, news.code);
			close_service(reader);
			reader->states = 0;
			reader->stuck = false;
		} else if (find_service(reader)) {
			take_readers(reader, &news);
		}
		free(news.states);
	}
}

unsigned real_reader_serial(const struct real_reader *reader)
{
	return reader->serial;
}
