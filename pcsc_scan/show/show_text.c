/* For people: a block for each reader that something happened to; and one line an event. */
#include "pcsc_scan/show/show_formats.h"

#include "base/bytes.h"
#include "render/paragraph.h"
#include "sys/terminal/term.h"

#include <string.h>
#include <unistd.h>

enum {
	INDENT = 2,
	WORDS_AT = 12, /* behind the time */
	NAME_HANG = 4,
};

static struct layout layout_of(const struct show *show)
{
	return (struct layout){.palette = show->palette, .width = term_width(STDOUT_FILENO)};
}

static void put_sentence(const struct show *show, const char *sentence)
{
	const struct layout layout = layout_of(show);
	struct paragraph line;

	paragraph_start(&line, show->out, &layout, 0);
	paragraph_string(&line, ROLE_PLAIN, sentence);
	paragraph_end(&line);
}

/* A line of a block: its time, then words. */
static void start_line(const struct show *show, struct paragraph *line, const struct layout *layout)
{
	char clock[16];
	struct tm parts;

	localtime_r(&show->now.tv_sec, &parts);
	strftime(clock, sizeof clock, "%H:%M:%S", &parts);
	paragraph_start(line, show->out, layout, INDENT);
	paragraph_string(line, ROLE_DIM, clock);
	paragraph_go(line, WORDS_AT, WORDS_AT);
}

static void put_state_word(void *context, const char *word)
{
	struct paragraph *line = context;

	paragraph_blank(line);
	paragraph_string(line, ROLE_PLAIN, word);
}

static void put_what(const struct show *show, struct paragraph *line,
                     const struct watch_event *event)
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
	char more[64] = "";

	paragraph_string(line, kinds[event->kind].role,
	                 event->initial ? kinds[event->kind].initially : kinds[event->kind].words);
	if (event->kind == WATCH_STATE_CHANGED)
		event_states(event->reader->bits, put_state_word, line);
	if (event->missed > 0)
		snprintf(more, sizeof more, "(%u events missed)", (unsigned)event->missed);
	paragraph_blank(line);
	paragraph_string(line, ROLE_PLAIN, more);
	if (!show->options->debug)
		return;
	snprintf(more, sizeof more, "%04X -> %04X", (unsigned)event->before,
	         (unsigned)(event->reader->bits & ~(uint32_t)READER_CHANGED));
	paragraph_go(line, 0, WORDS_AT);
	paragraph_string(line, ROLE_PLAIN, more);
}

static void text_begin(struct show *show)
{
	show->block[0] = '\0';
	if (!show->look.first || show->options->quiet || show->options->task != SCAN_WATCH)
		return;
	if (show->look.count == 0)
		put_sentence(show, "No reader yet.");
	if (!show->introduced)
		put_sentence(show,
		             show->look.polling ?
		                     "New readers are looked for once a second. Ctrl-C ends." :
		                     "Waiting for readers and cards. Ctrl-C ends.");
	show->introduced = true;
}

static void put_head(const struct show *show, const struct watch_event *event)
{
	const struct layout layout = layout_of(show);
	struct paragraph line;
	char number[32];

	snprintf(number, sizeof number, "Reader %zu:", event->index);
	fputc('\n', show->out);
	paragraph_start(&line, show->out, &layout, 0);
	line.hang = NAME_HANG;
	paragraph_string(&line, ROLE_PLAIN, number);
	paragraph_blank(&line);
	paragraph_phrase(&line, ROLE_READER, event->reader->name);
	paragraph_end(&line);
}

static void put_card(struct show *show, const struct watch_event *event, const struct card_uid *uid)
{
	char hex[3 * READER_ATR_MAX + 1];

	hex_write_spaced(hex, event->atr, event->atr_length);
	show_entry(show, "ATR", hex);
	show_uid(show, uid);
	if (show->naming != NULL)
		show_report(show, event->atr, event->atr_length);
}

static void text_event(struct show *show, const struct watch_event *event,
                       const struct card_uid *uid)
{
	const struct layout layout = layout_of(show);
	struct paragraph line;

	/* The card in it comes next and says more. */
	if (event->kind == WATCH_READER_ADDED && event->initial &&
	    (event->reader->bits & READER_PRESENT) && !show->options->once &&
	    filter_wants_kind(&show->options->filter, WATCH_CARD_INSERTED))
		return;
	if (strcmp(show->block, event->reader->name) != 0 || show->block_index != event->index) {
		memcpy(show->block, event->reader->name, sizeof show->block);
		show->block_index = event->index;
		put_head(show, event);
	}
	start_line(show, &line, &layout);
	put_what(show, &line, event);
	paragraph_end(&line);
	if (watch_brings_atr(event))
		put_card(show, event, uid);
}

/* Of no reader: a block of its own. */
static void put_alone(struct show *show, const char *head, const char *words, enum role role)
{
	const struct layout layout = layout_of(show);
	struct paragraph line;

	show->block[0] = '\0';
	fputc('\n', show->out);
	put_sentence(show, head);
	start_line(show, &line, &layout);
	paragraph_string(&line, role, words);
	paragraph_end(&line);
}

static void text_service(struct show *show, enum watch_kind kind, bool initial)
{
	if (kind == WATCH_SERVICE_BACK)
		put_alone(show, "PC/SC service", "there", ROLE_GOOD);
	else
		put_alone(show, "PC/SC service", initial ? "not there" : "lost", ROLE_WARNING);
}

static void text_dropped(struct show *show, uint64_t count)
{
	char words[64];

	snprintf(words, sizeof words, "%llu events dropped: nobody read them",
	         (unsigned long long)count);
	put_alone(show, "Output", words, ROLE_WARNING);
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
