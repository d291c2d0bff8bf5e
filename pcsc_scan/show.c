#include "show_formats.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/pcsc.h"
#include "sys/pcsc_error.h"
#include "sys/term.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct show_format *choose_format(const struct scan_options *options)
{
	if (options->common.json)
		return &show_json;
	switch (options->format) {
	case ATR_FORMAT_TEXT:
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
	if (show->out == NULL || (options->common.json && show->json == NULL))
		show_free(&show);
	return show;
}

void show_free(struct show **show)
{
	if (*show == NULL)
		return;
	json_free(&(*show)->json);
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

void show_event(struct show *show, const struct watch_event *event)
{
	if (options_want_reader(show->options, event->index, event->reader->name))
		show->format->event(show, event);
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
	if (show->format->service != NULL)
		show->format->service(show, kind, initial);
}

void show_readers(struct show *show, const struct show_look *look)
{
	for (size_t i = 0; i < look->count; i++) {
		if (!options_want_reader(show->options, i, look->states[i].name))
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
	if (fflush(show->out) != 0 || ferror(show->out)) {
		message_error("out of memory");
		return false;
	}
	bool written = output_write(show->text, show->length, unless);
	rewind(show->out);
	return written;
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
	bool words = show->options->format != ATR_FORMAT_BRIEF;
	struct layout layout = {.palette = show->palette, .width = term_width(STDOUT_FILENO)};

	render_atr(show->out, show->options->format, &layout,
	           naming_report(show->naming, atr, length, words));
}

bool show_brings_atr(const struct watch_event *event)
{
	uint32_t bits = event->reader->bits & ~(uint32_t)READER_CHANGED;

	/* Of a card without power before, nothing but the ATR is new. */
	return event->atr_length > 0 &&
	       (event->kind == WATCH_CARD_INSERTED ||
	        (event->kind == WATCH_STATE_CHANGED && event->before == bits));
}

void show_ask_uid(struct show *show, const char *reader, const uint8_t *atr, size_t length,
                  struct card_uid *uid)
{
	bool in_words = !show->options->common.json && show->options->format != ATR_FORMAT_BRIEF;

	*uid = (struct card_uid){0};
	if (show->options->uid && !uid_read(reader, atr, length, uid))
		show->left_behind = true;
	if (uid->late && !in_words)
		message_error("UID: %s: no answer", reader);
	else if (uid->asked && uid->code != PCSC_OK && !in_words)
		pcsc_error_tell("UID", uid->code);
}

static void put_bytes_line(const struct show *show, const char *key, const uint8_t *bytes,
                           size_t length)
{
	char hex[3 * ATS_MAX + 1];

	hex_write_spaced(hex, bytes, length);
	fprintf(show->out, "  %s: %s\n", key, length > 0 ? hex : "the reader tells none");
}

void show_uid(const struct show *show, const struct card_uid *uid)
{
	if (!uid->asked)
		return;
	if (uid->late)
		fputs("  UID: no answer\n", show->out);
	else if (uid->code != PCSC_OK)
		fprintf(show->out, "  UID: %s (%s)\n", pcsc_error_text(uid->code),
		        pcsc_error_name(uid->code));
	else
		put_bytes_line(show, "UID", uid->uid, uid->uid_length);
	if (uid->ats_length > 0)
		put_bytes_line(show, "ATS", uid->ats, uid->ats_length);
}

bool show_is_stuck(const struct show *show)
{
	return show != NULL && show->left_behind;
}

void show_iso_time(const struct show *show, char out[ISO_TIME_SIZE])
{
	iso_time(&show->now, out);
}

void show_states(uint32_t bits, void (*put)(void *context, const char *word), void *context)
{
	static const struct {
		uint32_t bit;
		const char *word;
	} words[] = {
	    {READER_EMPTY, "empty"},         {READER_PRESENT, "present"},
	    {READER_MUTE, "mute"},           {READER_UNPOWERED, "unpowered"},
	    {READER_INUSE, "in-use"},        {READER_EXCLUSIVE, "exclusive"},
	    {READER_UNAVAILABLE, "unavailable"}, {READER_UNKNOWN, "unknown"},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bits & words[i].bit)
			put(context, words[i].word);
}
