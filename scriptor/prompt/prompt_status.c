#include "scriptor/prompt/prompt_status.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "scriptor/run/run.h"
#include "sys/message.h"
#include "sys/terminal/term.h"
#include "reader/watch.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	NAME_SHOWN = 30,    /* bytes of the reader name in the prompt, at most */
	NAME_LEAST = 16,    /* if less than this fits, the name is left out */
	END_SHOWN = 8,      /* of these at the end, where slots differ */
	FIRST_LOOK_MS = 500 /* time for the first response of the service */
};

static const struct reader_state *own_reader(const struct dialog *dialog)
{
	for (size_t i = 0; i < dialog->count; i++)
		if (strcmp(dialog->states[i].name, card_source_reader(dialog->run->source)) == 0)
			return &dialog->states[i];
	return NULL;
}

static const char *card_words(const struct dialog *dialog)
{
	const struct reader_state *reader = own_reader(dialog);

	if (dialog->wait != NULL && dialog->service_lost)
		return "no service";
	if (dialog->run->connected && (dialog->run->card->protocol & (CARD_T0 | CARD_T1)) != 0)
		return card_protocol_name(dialog->run->card->protocol);
	if (dialog->run->connected)
		return "connected";
	if (dialog->states == NULL || *card_source_reader(dialog->run->source) == '\0')
		return "not connected";
	if (reader == NULL)
		return "disconnected";
	if ((reader->bits & READER_MUTE) != 0)
		return "unresponsive card";
	return (reader->bits & READER_PRESENT) != 0 ? "card, not connected" : "no card";
}

/* Returns the width for the reader name: the card's state is always shown, and a third of the line
 * remains for input. */
static size_t room_for_name(const char *card)
{
	size_t width = term_width(STDOUT_FILENO), around = strlen(", > ") + strlen(card);

	if (width == 0 || width * 2 / 3 >= around + NAME_SHOWN)
		return NAME_SHOWN;
	return width * 2 / 3 >= around + NAME_LEAST ? width * 2 / 3 - around : 0;
}

/* Shortens a name that is too long by replacing its middle, to at least NAME_LEAST bytes. */
static void shorten(char name[NAME_SHOWN + 1], size_t room, const char *reader)
{
	static const char gap[] = "...";
	size_t length = strlen(reader), at = 0;

	if (length > room) {
		at = escape_terminal(name, room - END_SHOWN - sizeof gap + 2, reader, length);
		memcpy(name + at, gap, sizeof gap);
		at += sizeof gap - 1;
		reader += length - END_SHOWN;
		while (((unsigned char)*reader & 0xC0) == 0x80)
			reader++;
	}
	escape_terminal(name + at, room + 1 - at, reader, strlen(reader));
}

/* Returns the source of the responses under the name that the user gave it. */
static const char *source_name(const struct dialog *dialog)
{
	const char *reader = card_source_reader(dialog->run->source);

	if (card_source_is_recorded(dialog->run->source))
		return "recording";
	return *reader == '\0' ? "no reader" : reader;
}

const char *prompt_head(void *self)
{
	struct dialog *dialog = self;
	const char *card = card_words(dialog);
	size_t room = room_for_name(card);
	char name[NAME_SHOWN + 1] = "";

	if (dialog->lines > 0)
		return "... ";
	if (room > 0)
		shorten(name, room, source_name(dialog));
	snprintf(dialog->head, sizeof dialog->head, "%s%s%s> ", name, room > 0 ? ", " : "", card);
	return dialog->head;
}

/* State while events are reported. */
struct reporting {
	struct dialog *dialog;
	bool at_start; /* the first snapshot: nothing is reported as new */
	void (*start)(void *);
	void *start_self;
	bool shown;
};

static void note_event(struct reporting *reporting, const char *what,
                       const struct watch_event *event)
{
	char atr[3 * READER_ATR_MAX + 1] = "";

	if (event->kind == WATCH_CARD_INSERTED)
		hex_write_spaced(atr, event->atr, event->atr_length);
	reporting->start(reporting->start_self);
	reporting->shown = true;
	message_note("%s %s%s%s", what, event->reader->name, *atr != '\0' ? ": " : "", atr);
}

static void lose_card(struct reporting *reporting, const struct watch_event *event)
{
	struct run *run = reporting->dialog->run;

	if (!run->connected || strcmp(event->reader->name, card_source_reader(run->source)) != 0)
		return;
	runner_disconnect(run);
	run_connect_later(run);
	message_note("the card's selection and PIN state are lost");
}

/* A service that returns reports all readers and cards; those known before are not new. */
static bool was_there(const struct watch_event *event)
{
	return event->kind == WATCH_READER_ADDED ? event->before != 0 :
						   (event->before & READER_PRESENT) != 0;
}

static void on_event(void *context, const struct watch_event *event)
{
	const struct reporting *reporting = context;
	static const char *const words[] = {
		[WATCH_READER_ADDED] = "reader connected:",
		[WATCH_READER_REMOVED] = "reader disconnected:",
		[WATCH_CARD_INSERTED] = "card inserted in",
		[WATCH_CARD_REMOVED] = "card removed from",
		[WATCH_CARD_MUTE] = "unresponsive card in",
		[WATCH_STATE_CHANGED] = NULL,
		[WATCH_SERVICE_LOST] = NULL,
		[WATCH_SERVICE_BACK] = NULL,
	};

	if (words[event->kind] == NULL ||
	    (event->initial && (reporting->at_start || was_there(event))))
		return;
	note_event(context, words[event->kind], event);
	if (event->kind == WATCH_CARD_REMOVED || event->kind == WATCH_READER_REMOVED)
		lose_card(context, event);
}

static void report_news(struct reporting *reporting, struct pcsc_news *news)
{
	struct dialog *dialog = reporting->dialog;
	bool lost = news->kind == PCSC_NEWS_LOST;

	/* a service that was never reached cannot be lost */
	if (lost != dialog->service_lost && (!lost || dialog->states != NULL)) {
		reporting->start(reporting->start_self);
		reporting->shown = true;
		message_note(lost ? "not connected to the PC/SC service" :
		                    "connected to the PC/SC service");
	}
	dialog->service_lost = lost;
	if (lost)
		return;
	card_source_resolve(dialog->run->source, news->states, news->count);
	reporting->at_start = dialog->states == NULL;
	watch_compare(dialog->states, dialog->count, news->states, news->count, news->first,
	              on_event, reporting);
	free(dialog->states);
	dialog->states = news->states;
	dialog->count = news->count;
}

bool prompt_news(void *self, void (*start)(void *), void *start_self)
{
	struct dialog *dialog = self;
	struct reporting reporting = {.dialog = dialog, .start = start, .start_self = start_self};
	struct pcsc_news news;
	char before[sizeof dialog->head];

	memcpy(before, prompt_head(dialog), strlen(prompt_head(dialog)) + 1);
	while (pcsc_wait_take(dialog->wait, &news))
		report_news(&reporting, &news);
	return reporting.shown || strcmp(before, prompt_head(dialog)) != 0;
}

static void nothing(void *self)
{
	(void)self;
}

void prompt_watch(struct dialog *dialog)
{
	struct pollfd first = {.events = POLLIN};

	if (card_source_is_recorded(dialog->run->source))
		return;
	dialog->wait = pcsc_wait_new(false);
	if (dialog->wait == NULL)
		return;
	first.fd = pcsc_wait_fd(dialog->wait);
	if (poll(&first, 1, FIRST_LOOK_MS) > 0)
		(void)prompt_news(dialog, nothing, NULL);
}
