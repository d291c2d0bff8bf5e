/* The lines that pcsc-tools' pcsc_scan writes to a pipe, for whoever greps them. */
#include "pcsc_scan/show/show_formats.h"

#include "sys/cli/cli_help.h"
#include "sys/memory.h"

#include <stdlib.h>
#include <string.h>

static void start(struct show *show)
{
	if (!show->options->quiet && show->options->task == SCAN_WATCH)
		fprintf(show->out, "PC/SC device scanner\nV %s (pcsckit)\n", cli_version_number());
}

static void put_list(struct show *show)
{
	if (show->options->task == SCAN_LIST_CARDS)
		return;
	if (!show->options->quiet)
		fputs("Scanning present readers...\n", show->out);
	if (show->look.count == 0)
		fputs("Waiting for the first reader...\n", show->out);
	show_readers(show, &show->look);
}

static void begin(struct show *show)
{
	show->list_changed = show->look.first;
	if (show->look.count > show->size) {
		struct show_mark *marks =
			realloc(show->marks, show->look.count * sizeof *show->marks);
		if (memory_sufficed(marks != NULL)) {
			show->marks = marks;
			show->size = show->look.count;
		}
	}
	if (show->size > 0)
		memset(show->marks, 0, show->size * sizeof *show->marks);
	if (show->look.first && show->options->task == SCAN_WATCH && !show->options->quiet)
		fputs(show->look.polling ? "Plug'n play is not supported here: looking for readers "
		                           "once a second\n" :
		                           "Using reader plug'n play mechanism\n",
		      show->out);
}

/* NULL where the reader went: it has no place in the look, and no block. The place of a reader
 * whose card left while the service was away may be another one now. */
static struct show_mark *mark_of(const struct show *show, const struct watch_event *event)
{
	for (size_t i = 0; i < show->look.count && i < show->size; i++)
		if (event->reader == &show->look.states[i])
			return &show->marks[i];
	return NULL;
}

static void mark(struct show *show, const struct watch_event *event, const struct card_uid *uid)
{
	struct show_mark *at = mark_of(show, event);

	if (event->kind == WATCH_READER_REMOVED || event->kind == WATCH_READER_ADDED)
		show->list_changed = true;
	if (at == NULL)
		return;
	if (!at->changed)
		at->before = event->before;
	at->changed = true;
	if (watch_brings_atr(event))
		at->uid = *uid;
	at->missed += event->missed;
}

static void put_card_state(struct show *show, uint32_t bits)
{
	static const struct {
		uint32_t bit;
		const char *word;
	} words[] = {
		{READER_IGNORE, "Ignore this reader"},      {READER_UNKNOWN, "Unknown"},
		{READER_UNAVAILABLE, "Status unavailable"}, {READER_EMPTY, "Card removed"},
		{READER_PRESENT, "Card inserted"},          {READER_ATRMATCH, "ATR matches card"},
		{READER_EXCLUSIVE, "Exclusive Mode"},       {READER_INUSE, "Shared Mode"},
		{READER_MUTE, "Unresponsive card"},
	};

	fputs("  Card state: ", show->out);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bits & words[i].bit)
			fprintf(show->out, "%s, ", words[i].word);
	fputc('\n', show->out);
}

static void put_block(struct show *show, size_t index)
{
	const struct reader_state *state = &show->look.states[index];
	const struct show_mark *mark = &show->marks[index];

	fprintf(show->out, " Reader %zu: ", index);
	show_name(show, state->name);
	fprintf(show->out, "\n  Event number: %u\n", (unsigned)state->counter);
	put_card_state(show, state->bits);
	if (mark->missed > 0)
		fprintf(show->out, "  %u events missed\n", mark->missed);
	if (show->options->debug)
		fprintf(show->out, "  State bits: %04X -> %04X\n", (unsigned)mark->before,
		        (unsigned)(state->bits & ~(uint32_t)READER_CHANGED));
	if (state->atr_length == 0)
		return;
	fputs("  ATR: ", show->out);
	show_bytes(show, state->atr, state->atr_length);
	fputc('\n', show->out);
	show_uid(show, &mark->uid);
	if (show->naming == NULL)
		return;
	fputc('\n', show->out);
	show_report(show, state->atr, state->atr_length);
	fputc('\n', show->out);
}

static void end(struct show *show)
{
	bool headed = false;
	char date[64];
	struct tm parts;

	if (show->list_changed) {
		if (show->last_was_empty && !show->look.first && show->look.count > 0)
			fputs("found one\n", show->out);
		put_list(show);
	}
	localtime_r(&show->now.tv_sec, &parts);
	strftime(date, sizeof date, "%a %b %e %H:%M:%S %Y", &parts); /* as ctime() */
	for (size_t i = 0; i < show->look.count && i < show->size; i++) {
		if (!show->marks[i].changed)
			continue;
		if (!headed)
			fprintf(show->out, "\n%s\n", date);
		headed = true;
		put_block(show, i);
	}
}

static void put_dropped(struct show *show, uint64_t count)
{
	fprintf(show->out, "\n%llu events dropped: nobody read them\n", (unsigned long long)count);
}

const struct show_format show_classic = {
	.start = start,
	.begin = begin,
	.event = mark,
	.end = end,
	.dropped = put_dropped,
};
