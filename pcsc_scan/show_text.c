/* For people: a block for each reader that something happened to; and one line an event. */
#include "show_formats.h"

#include "base/bytes.h"

#include <string.h>

static void put_time(struct show *show)
{
	char clock[16];
	struct tm parts;

	localtime_r(&show->now.tv_sec, &parts);
	strftime(clock, sizeof clock, "%H:%M:%S", &parts);
	fprintf(show->out, "  %s%s%s  ", show->palette->on[ROLE_DIM], clock,
	        show->palette->off[ROLE_DIM]);
}

static void put_state_word(void *context, const char *word)
{
	struct show *show = context;

	fprintf(show->out, " %s", word);
}

static void put_what(struct show *show, const struct watch_event *event)
{
	static const struct {
		const char *words;
		const char *initially;
		enum role role;
	} kinds[] = {
	    [WATCH_READER_ADDED] = {"reader connected", "no card", ROLE_PLAIN},
	    [WATCH_READER_REMOVED] = {"reader disconnected", NULL, ROLE_WARNING},
	    [WATCH_CARD_INSERTED] = {"card inserted", "card present", ROLE_GOOD},
	    [WATCH_CARD_REMOVED] = {"card removed", NULL, ROLE_PLAIN},
	    [WATCH_CARD_MUTE] = {"card does not answer", "card does not answer", ROLE_ERROR},
	    [WATCH_STATE_CHANGED] = {"state:", NULL, ROLE_DIM},
	};
	enum role role = kinds[event->kind].role;

	fprintf(show->out, "%s%s%s", show->palette->on[role],
	        event->initial ? kinds[event->kind].initially : kinds[event->kind].words,
	        show->palette->off[role]);
	if (event->kind == WATCH_STATE_CHANGED)
		event_states(event->reader->bits, put_state_word, show);
	if (event->missed > 0)
		fprintf(show->out, " (%u events missed)", (unsigned)event->missed);
	if (show->options->debug)
		fprintf(show->out, "  %04X -> %04X", (unsigned)event->before,
		        (unsigned)(event->reader->bits & ~(uint32_t)READER_CHANGED));
	fputc('\n', show->out);
}

static void text_begin(struct show *show)
{
	show->block[0] = '\0';
	if (!show->look.first || show->options->quiet || show->options->task != SCAN_WATCH)
		return;
	if (show->look.count == 0)
		fputs("No reader yet.\n", show->out);
	fputs(show->look.polling ? "New readers are looked for once a second. Ctrl-C ends.\n"
	                         : "Waiting for readers and cards. Ctrl-C ends.\n",
	      show->out);
}

static void text_event(struct show *show, const struct watch_event *event,
                       const struct card_uid *uid)
{
	/* The card in it comes next and says more. */
	if (event->kind == WATCH_READER_ADDED && event->initial &&
	    (event->reader->bits & READER_PRESENT) && !show->options->once &&
	    filter_wants_kind(&show->options->filter, WATCH_CARD_INSERTED))
		return;
	if (strcmp(show->block, event->reader->name) != 0) {
		memcpy(show->block, event->reader->name, sizeof show->block);
		fprintf(show->out, "\nReader %zu: ", event->index);
		show_name(show, event->reader->name);
		fputc('\n', show->out);
	}
	put_time(show);
	put_what(show, event);
	if (!watch_brings_atr(event))
		return;
	fputs("  ATR: ", show->out);
	show_bytes(show, event->atr, event->atr_length);
	fputc('\n', show->out);
	show_uid(show, uid);
	if (show->naming != NULL)
		show_report(show, event->atr, event->atr_length);
}

static void text_service(struct show *show, enum watch_kind kind, bool initial)
{
	(void)initial;
	put_time(show);
	fputs(kind == WATCH_SERVICE_LOST ? "no PC/SC service\n" : "the PC/SC service is there\n",
	      show->out);
}

static void text_dropped(struct show *show, uint64_t count)
{
	show->block[0] = '\0';
	put_time(show);
	fprintf(show->out, "%llu events dropped: nobody read them\n", (unsigned long long)count);
}

const struct show_format show_text = {
	.begin = text_begin,
	.event = text_event,
	.service = text_service,
	.dropped = text_dropped,
};

static void brief_head(struct show *show, enum watch_kind kind)
{
	fprintf(show->out, "%s\t%s", show_time(show).text, watch_kind_name(kind));
}

/* With --uid a column more, before the ATR. */
static void brief_uid(struct show *show, const struct card_uid *uid)
{
	char hex[2 * UID_MAX + 1] = "";

	hex_write(hex, uid->uid, uid->uid_length);
	fprintf(show->out, "%s\t", hex);
}

static void brief_event(struct show *show, const struct watch_event *event,
                        const struct card_uid *uid)
{
	brief_head(show, event->kind);
	fprintf(show->out, "\t%zu\t", event->index);
	show_name(show, event->reader->name);
	if (event->atr_length == 0) {
		fputc('\n', show->out);
		return;
	}
	fputc('\t', show->out);
	if (show->options->uid)
		brief_uid(show, uid);
	if (show->naming != NULL) {
		show_report(show, event->atr, event->atr_length);
		return;
	}
	for (size_t i = 0; i < event->atr_length; i++)
		fprintf(show->out, "%02X", event->atr[i]);
	fputc('\n', show->out);
}

static void brief_service(struct show *show, enum watch_kind kind, bool initial)
{
	(void)initial;
	brief_head(show, kind);
	fputc('\n', show->out);
}

static void brief_dropped(struct show *show, uint64_t count)
{
	fprintf(show->out, "%s\t" EVENTS_DROPPED "\t%llu\n", show_time(show).text,
	        (unsigned long long)count);
}

const struct show_format show_brief = {
	.event = brief_event,
	.service = brief_service,
	.dropped = brief_dropped,
};
