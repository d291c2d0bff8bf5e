/* The default output: what happened to which reader, and the name of the card. */
#include "pcsc_scan/show/event_format.h"

#include "base/bytes.h"
#include "pcsc_scan/show/state_words.h"
#include "render/paragraph.h"
#include "render/table.h"

#include <string.h>

enum {
	DETAILS = 10, /* column of the lines below an event */
	NARROW = 60,  /* on terminals narrower than this, they start further left */
};

static size_t details_column(const struct event_page *page)
{
	return page->layout.width == 0 || page->layout.width >= NARROW ? DETAILS : 2;
}

/* Starts a line with the time of an event, "14:03:22 ". */
static void start_line(const struct event_page *page, struct paragraph *line,
                       const struct event *event)
{
	char clock[EVENT_CLOCK_SIZE];

	event_clock(event, clock);
	paragraph_start(line, page->out, &page->layout, 0);
	paragraph_string(line, ROLE_DIM, clock);
	paragraph_to_column(line, DETAILS, details_column(page));
}

static void put_reader(struct paragraph *line, size_t index, const char *name)
{
	char number[32];

	snprintf(number, sizeof number, "%zu:", index);
	paragraph_string(line, ROLE_PLAIN, number);
	paragraph_blank(line);
	paragraph_phrase(line, ROLE_READER, name);
	paragraph_string(line, ROLE_PLAIN, ",");
	paragraph_blank(line);
}

/* -d: shows the bits of a state before and after. */
static void put_bits(const struct event_page *page, struct paragraph *line, uint32_t before,
                     uint32_t after)
{
	char bits[32];

	if (!page->options->debug)
		return;
	snprintf(bits, sizeof bits, "(%04X -> %04X)", (unsigned)before,
	         (unsigned)(after & ~(uint32_t)READER_CHANGED));
	paragraph_blank(line);
	paragraph_phrase(line, ROLE_PLAIN, bits);
}

static void put_card(const struct event_page *page, const char *reader, const uint8_t *atr,
                     size_t length, const struct card_uid *uid)
{
	const size_t column = details_column(page);

	if (page->naming != NULL && !page->options->verbose)
		page_card_name(page, column, atr, length);
	page_atr(page, column, atr, length);
	page_uid(page, column, uid);
	if (page->naming == NULL)
		return;
	if (!page->options->verbose) {
		page_facts(page, column, atr, length);
		return;
	}
	fputc('\n', page->out);
	page_report(page, reader, atr, length);
	fputc('\n', page->out);
}

static void put_change(struct paragraph *line, const struct watch_event *change)
{
	static const struct {
		const char *words;
		enum role role;
	} kinds[] = {
		[WATCH_READER_ADDED] = {"reader connected", ROLE_PLAIN},
		[WATCH_READER_REMOVED] = {"reader disconnected", ROLE_WARNING},
		[WATCH_CARD_INSERTED] = {"card inserted", ROLE_GOOD},
		[WATCH_CARD_REMOVED] = {"card removed", ROLE_PLAIN},
		[WATCH_CARD_MUTE] = {"card does not respond", ROLE_ERROR},
		[WATCH_STATE_CHANGED] = {"state:", ROLE_DIM},
	};
	char words[STATE_TEXT_SIZE];

	paragraph_string(line, kinds[change->kind].role, kinds[change->kind].words);
	if (change->kind == WATCH_STATE_CHANGED) {
		state_text(change->reader->bits, words);
		paragraph_blank(line);
		paragraph_string(line, ROLE_PLAIN, words);
	}
	if (change->missed > 0) {
		snprintf(words, sizeof words, "(%u event%s missed)", change->missed,
		         change->missed == 1 ? "" : "s");
		paragraph_blank(line);
		paragraph_string(line, ROLE_PLAIN, words);
	}
}

/* Readers and cards present at the start are summarized at the end of the snapshot. */
static void put_event(struct event_page *page, const struct event *event)
{
	const struct watch_event *change = event->change;
	struct paragraph line;

	if (event->initial)
		return;
	start_line(page, &line, event);
	put_reader(&line, change->index, change->reader->name);
	put_change(&line, change);
	put_bits(page, &line, change->before, change->reader->bits);
	paragraph_end(&line);
	if (watch_brings_atr(change))
		put_card(page, change->reader->name, change->atr, change->atr_length, event->uid);
}

/* Shows a card in one line, its name and ATR, if there are too many for the screen. */
static void put_card_line(const struct event_page *page, const struct reader_state *state)
{
	char name[CARD_NAME_SIZE] = "", hex[3 * READER_ATR_MAX + 1];

	if (page->naming != NULL)
		naming_name(page->naming, state->atr, state->atr_length, name);
	hex_write_spaced(hex, state->atr, state->atr_length);
	const struct table_cell cells[] = {
		{"        ", ROLE_PLAIN}, {hex, ROLE_PLAIN}, {name, ROLE_CARD}};
	render_table(page->out, &page->layout, cells, 1, name[0] != '\0' ? 3 : 2);
}

static void put_state(const struct event_page *page, size_t index, const struct event *seen,
                      bool brief)
{
	const struct reader_state *state = &page->snapshot.states[index];
	const struct change *change = &page->changes.rows[index];
	struct paragraph line;

	start_line(page, &line, seen);
	put_reader(&line, index, state->name);
	paragraph_string(&line,
	                 state->bits & READER_MUTE     ? ROLE_ERROR :
	                         state->atr_length > 0 ? ROLE_GOOD :
	                                                 ROLE_PLAIN,
	                 state_summary(state->bits));
	put_bits(page, &line, change->before, state->bits);
	paragraph_end(&line);
	if (!change->brings_atr)
		return;
	if (brief)
		put_card_line(page, state);
	else
		put_card(page, state->name, state->atr, state->atr_length, &change->uid);
}

/* Returns the number of lines of the event itself. */
static size_t head_lines(const struct event_page *page, const struct reader_state *state)
{
	struct span name = {state->name, strlen(state->name)};
	size_t columns =
		DETAILS + strlen("0: , ") + text_columns(name) + strlen(state_summary(state->bits));

	return columns > page->layout.width ? 2 : 1;
}

/* Returns the number of lines below the event: the ATR and, with an analysis, the card's name and
 * the facts. */
static size_t card_lines(const struct event_page *page, size_t atr_length)
{
	size_t before = details_column(page) + strlen("ATR: ");
	size_t room = page->layout.width > before + 3 ? page->layout.width - before : 3;

	return (3 * atr_length + room - 1) / room + (page->naming != NULL ? 2 : 0);
}

/* Returns true if the readers and their cards need more lines than the terminal has. */
static bool is_too_long(const struct event_page *page)
{
	size_t lines = 2; /* the closing sentence, and the cursor */

	for (size_t i = 0; i < page->changes.count; i++) {
		if (page->changes.rows[i].changed)
			lines += head_lines(page, &page->snapshot.states[i]);
		if (page->changes.rows[i].brings_atr)
			lines += card_lines(page, page->snapshot.states[i].atr_length);
	}
	return page->height > 0 && lines > page->height && !page->options->verbose;
}

static void introduce(struct event_page *page)
{
	if (page->snapshot.count == 0)
		paragraph_write(page->out, &page->layout, 0, ROLE_PLAIN, "No reader connected.");
	if (!page->introduced && !options_looks_once(page->options))
		paragraph_write(
			page->out, &page->layout, 0, ROLE_PLAIN,
			page->snapshot.polling ?
				"Looking for new readers once a second. Press Ctrl-C to stop." :
				"Waiting for readers and cards. Press Ctrl-C to stop.");
	page->introduced = true;
}

static void end(struct event_page *page)
{
	struct event seen;
	const bool brief = is_too_long(page);

	if (!page->snapshot.first)
		return;
	iso_time(&page->now, seen.time);
	for (size_t i = 0; i < page->changes.count; i++)
		if (page->changes.rows[i].changed)
			put_state(page, i, &seen, brief);
	if (page->options->task != SCAN_WATCH)
		page_no_reader(page);
	else if (!page->options->quiet)
		introduce(page);
}

static void put_error(struct event_page *page, const struct event *event)
{
	struct paragraph line;
	char dropped[64];

	snprintf(dropped, sizeof dropped, "%llu events dropped: output not read",
	         (unsigned long long)event->missed);
	start_line(page, &line, event);
	if (event->kind == WATCH_EVENTS_DROPPED)
		paragraph_string(&line, ROLE_WARNING, dropped);
	else if (event->kind == WATCH_SERVICE_BACK)
		paragraph_string(&line, ROLE_GOOD, "PC/SC service available");
	else
		paragraph_string(&line, ROLE_WARNING,
		                 event->initial ? "PC/SC service not available" :
		                                  "PC/SC service lost");
	paragraph_end(&line);
}

const struct event_format format_text = {
	.item = put_event,
	.end = end,
	.error = put_error,
	.stress = page_stress,
};
