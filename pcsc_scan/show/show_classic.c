/* The output of pcsc_scan from pcsc-tools, which scripts search. */
#include "pcsc_scan/show/event_format.h"

#include "base/bytes.h"
#include "pcsc_scan/show/state_words.h"
#include "sys/cli/cli_help.h"

static bool is_watch(const struct event_page *page)
{
	return page->options->task == SCAN_WATCH;
}

static void begin(struct event_page *page)
{
	if (!page->options->quiet && is_watch(page))
		fprintf(page->out, "PC/SC device scanner\nV %s (pcsckit)\n", cli_version_number());
}

static void put_readers(struct event_page *page)
{
	const struct snapshot *snapshot = &page->snapshot;

	if (snapshot->first && !page->options->quiet)
		fputs(snapshot->polling ? "Plug'n play is not supported here: looking for readers "
		                          "once a second\n" :
		                          "Using reader plug'n play mechanism\n",
		      page->out);
	if (page->was_empty && !snapshot->first && snapshot->count > 0)
		fputs("found one\n", page->out);
	if (!page->options->quiet)
		fputs("Scanning present readers...\n", page->out);
	if (snapshot->count == 0)
		fputs("Waiting for the first reader...\n", page->out);
	for (size_t i = 0; i < snapshot->count; i++)
		if (filter_wants_reader(&page->options->filter, i, snapshot->states[i].name))
			page_reader(page, i, snapshot->states[i].name);
}

static void put_card_state(const struct event_page *page, uint32_t bits)
{
	fputs("  Card state: ", page->out);
	for (const struct state_word *row = state_words_classic; row->word != NULL; row++)
		if (bits & row->bit)
			fprintf(page->out, "%s, ", row->word);
	fputc('\n', page->out);
}

/* Like pcsc-tools, shows the analysis at each change of a card's state, except those that -s causes
 * by using the card. With -c it must be requested. */
static bool wants_analysis(const struct event_page *page, const struct change *change)
{
	if (page->naming == NULL)
		return false;
	if (!is_watch(page))
		return page->options->verbose;
	return change->brings_atr || !page->options->stress;
}

static void put_card(const struct event_page *page, const struct reader_state *state,
                     const struct change *change)
{
	char hex[3 * READER_ATR_MAX + 1];

	hex_write_spaced(hex, state->atr, state->atr_length);
	fprintf(page->out, "  ATR: %s\n", hex);
	page_uid(page, 2, &change->uid);
	if (!wants_analysis(page, change))
		return;
	fputc('\n', page->out);
	page_report(page, state->name, state->atr, state->atr_length);
	/* Added only for unknown cards: ATR_analysis does not print it. */
	if (naming_report(page->naming, state->atr, state->atr_length, true)->matches.count == 0)
		naming_report_age(page->naming);
	fputc('\n', page->out);
}

static void put_reader(const struct event_page *page, size_t index)
{
	const struct reader_state *state = &page->snapshot.states[index];
	const struct change *change = &page->changes.rows[index];

	fprintf(page->out, " Reader %zu: ", index);
	page_name(page, state->name);
	fprintf(page->out, "\n  Event number: %u\n", (unsigned)state->counter);
	put_card_state(page, state->bits);
	if (change->missed > 0)
		fprintf(page->out, "  %u event%s missed\n", change->missed,
		        change->missed == 1 ? "" : "s");
	if (page->options->debug)
		fprintf(page->out, "  State bits: %04X -> %04X\n", (unsigned)change->before,
		        (unsigned)(state->bits & ~(uint32_t)READER_CHANGED));
	if (state->atr_length > 0)
		put_card(page, state, change);
}

static void put_date(const struct event_page *page)
{
	char date[64];
	struct tm parts;

	localtime_r(&page->now.tv_sec, &parts);
	strftime(date, sizeof date, "%a %b %e %H:%M:%S %Y", &parts); /* as ctime() */
	fprintf(page->out, "\n%s\n", date);
}

static void end(struct event_page *page)
{
	bool dated = false;

	if (!is_watch(page))
		page_no_reader(page);
	else if (page->changes.list_changed)
		put_readers(page);
	for (size_t i = 0; i < page->changes.count; i++) {
		if (!page->changes.rows[i].changed)
			continue;
		if (!dated)
			put_date(page);
		dated = true;
		put_reader(page, i);
	}
}

static void put_error(struct event_page *page, const struct event *event)
{
	if (event->kind == WATCH_EVENTS_DROPPED)
		fprintf(page->out, "\n%llu events dropped: output not read\n",
		        (unsigned long long)event->missed);
}

const struct event_format format_classic = {
	.begin = begin,
	.end = end,
	.error = put_error,
	.stress = page_stress,
};
