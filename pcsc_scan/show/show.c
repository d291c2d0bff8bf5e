#include "pcsc_scan/show/show_formats.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "render/paragraph.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/outbox.h"
#include "sys/output.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"
#include "sys/terminal/term.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	QUEUE_SIZE = 1024 * 1024,    /* some thousand events in JSON */
	QUEUE_ROOM = QUEUE_SIZE / 2, /* from here on events are taken again */
};

static const struct show_format *choose_format(const struct scan_options *options)
{
	if (options->common.json)
		return &show_json;
	switch (options->format) {
	case ATR_FORMAT_TEXT:
	case ATR_FORMAT_FULL:
		return &show_text;
	case ATR_FORMAT_BRIEF:
		return &show_brief;
	case ATR_FORMAT_CLASSIC:
		break;
	}
	return &show_classic;
}

struct show *show_new(const struct scan_options *options, struct naming *naming)
{
	struct show *show = calloc(1, sizeof *show);

	if (show == NULL)
		return NULL;
	show->options = options;
	show->naming = naming;
	show->format = choose_format(options);
	show->palette = term_palette(options->common.color, STDOUT_FILENO);
	show->out = open_memstream(&show->text, &show->length);
	if (options->common.json)
		show->json = json_new();
	show->outbox = outbox_new(QUEUE_SIZE);
	if (show->out == NULL || show->outbox == NULL ||
	    (options->common.json && show->json == NULL))
		show_free(&show);
	return show;
}

void show_free(struct show **show)
{
	if (*show == NULL)
		return;
	(void)memory_sufficed(json_is_whole((*show)->json));
	json_free(&(*show)->json);
	outbox_free(&(*show)->outbox);
	if ((*show)->out != NULL)
		fclose((*show)->out);
	free((*show)->text);
	free((*show)->marks);
	free(*show);
	*show = NULL;
}

void show_start(struct show *show)
{
	if (show->format->start != NULL)
		show->format->start(show);
}

void show_begin(struct show *show, const struct show_look *look)
{
	show->look = *look;
	clock_gettime(CLOCK_REALTIME, &show->now);
	if (show->format->begin != NULL)
		show->format->begin(show);
}

/* All of what was shown goes into the queue, or nothing: half a line helps nobody. */
static bool pass(struct show *show)
{
	if (fflush(show->out) != 0 || ferror(show->out)) {
		memory_ran_out();
		return false;
	}
	if (!outbox_put(show->outbox, show->text, show->length))
		show->dropped += show->in_look;
	show->in_look = 0;
	rewind(show->out);
	return true;
}

/* What was dropped is told before anything newer, and once there is room for more than that. */
static void tell_dropped(struct show *show)
{
	if (show->dropped == 0 || outbox_waiting(show->outbox) > QUEUE_SIZE - QUEUE_ROOM)
		return;
	show->format->dropped(show, show->dropped);
	show->dropped = 0;
	pass(show);
}

static bool is_watch(const struct show *show)
{
	return show->options->task == SCAN_WATCH;
}

void show_event(struct show *show, const struct watch_event *event, const struct card_uid *uid)
{
	tell_dropped(show);
	if (show->dropped > 0) {
		show->dropped++;
		return;
	}
	show->in_look++;
	show->format->event(show, event, uid);
	if (is_watch(show) && show->format->end == NULL)
		pass(show);
}

void show_end(struct show *show)
{
	if (show->format->end != NULL)
		show->format->end(show);
	show->last_was_empty = show->look.count == 0;
}

void show_service(struct show *show, enum watch_kind kind, bool initial)
{
	clock_gettime(CLOCK_REALTIME, &show->now);
	tell_dropped(show);
	if (show->format->service == NULL)
		return;
	if (show->dropped > 0) {
		show->dropped++;
		return;
	}
	show->in_look++;
	show->format->service(show, kind, initial);
}

void show_readers(struct show *show, const struct show_look *look)
{
	for (size_t i = 0; i < look->count; i++) {
		if (!filter_wants_reader(&show->options->filter, i, look->states[i].name))
			continue;
		fprintf(show->out, "%zu: ", i);
		show_name(show, look->states[i].name);
		fputc('\n', show->out);
	}
}

FILE *show_out(struct show *show)
{
	return show->out;
}

bool show_write(struct show *show, int unless)
{
	if (is_watch(show)) {
		if (!pass(show) || !outbox_send(show->outbox))
			return false;
		clock_gettime(CLOCK_REALTIME, &show->now);
		tell_dropped(show);
		return outbox_send(show->outbox);
	}
	if (fflush(show->out) != 0 || ferror(show->out)) {
		memory_ran_out();
		return false;
	}
	bool written = output_write(show->text, show->length, unless);
	rewind(show->out);
	return written;
}

bool show_waits(const struct show *show)
{
	return outbox_waiting(show->outbox) > 0;
}

void show_finish(struct show *show, int unless, int limit_ms)
{
	uint64_t lost = show->dropped;

	pass(show);
	if (!outbox_drain(show->outbox, unless, limit_ms) && output_flush())
		message_error("the last %zu bytes were not read", outbox_waiting(show->outbox));
	if (lost > 0)
		message_error("%llu events dropped: nobody read them", (unsigned long long)lost);
}

void show_name(const struct show *show, const char *name)
{
	char safe[4 * READER_NAME_SIZE];

	escape_terminal(safe, sizeof safe, name, strlen(name));
	fprintf(show->out, "%s%s%s", show->palette->on[ROLE_READER], safe,
	        show->palette->off[ROLE_READER]);
}

void show_bytes(const struct show *show, const uint8_t *bytes, size_t count)
{
	char hex[3 * READER_ATR_MAX + 1];

	hex_write_spaced(hex, bytes, count);
	fputs(hex, show->out);
}

void show_report(struct show *show, const uint8_t *atr, size_t length)
{
	enum atr_format format = show->options->format;
	bool words = format != ATR_FORMAT_BRIEF;
	struct layout layout = {.palette = show->palette, .width = term_width(STDOUT_FILENO)};

	const struct atr_report *report = naming_report(show->naming, atr, length, words);

	render_atr(show->out, format == ATR_FORMAT_TEXT ? ATR_FORMAT_FULL : format, &layout,
	           report);
	if (format == ATR_FORMAT_CLASSIC && report->matches.count == 0)
		naming_tell_age(show->naming);
}

void show_entry(const struct show *show, const char *key, const char *text)
{
	const struct layout layout = {.palette = show->palette, .width = term_width(STDOUT_FILENO)};
	struct paragraph line;

	paragraph_start(&line, show->out, &layout, 2);
	paragraph_string(&line, ROLE_PLAIN, key);
	paragraph_string(&line, ROLE_PLAIN, ":");
	line.hang = 2 + strlen(key) + 2;
	paragraph_blank(&line);
	paragraph_phrase(&line, ROLE_PLAIN, text);
	paragraph_end(&line);
}

static void put_bytes(const struct show *show, const char *key, const uint8_t *bytes, size_t length)
{
	char hex[3 * ATS_MAX + 1];

	hex_write_spaced(hex, bytes, length);
	show_entry(show, key, length > 0 ? hex : "the reader tells none");
}

void show_uid(const struct show *show, const struct card_uid *uid)
{
	char words[200];

	if (!uid->asked)
		return;
	snprintf(words, sizeof words, "%s (%s)", pcsc_error_text(uid->code),
	         pcsc_error_name(uid->code));
	if (uid->late)
		show_entry(show, "UID", "no answer");
	else if (uid->code != PCSC_OK)
		show_entry(show, "UID", words);
	else
		put_bytes(show, "UID", uid->uid, uid->uid_length);
	if (uid->ats_length > 0)
		put_bytes(show, "ATS", uid->ats, uid->ats_length);
}

struct event_time show_time(const struct show *show)
{
	return event_time_of(&show->now);
}
