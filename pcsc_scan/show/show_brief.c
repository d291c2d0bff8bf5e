/* --format brief: one line per event. In a pipe fields are separated by TABs; on a terminal they
 * are columns that fill its width. */
#include "pcsc_scan/show/event_format.h"

#include "base/bytes.h"
#include "render/table.h"

enum { KIND_COLUMNS = 14 }; /* reader-removed */

/* With --uid there is one more field, before the ATR. */
static void put_uid(struct event_page *page, const struct card_uid *uid)
{
	char hex[2 * UID_MAX + 1];

	hex_write(hex, uid->uid, uid->uid_length);
	fprintf(page->out, "%s\t", hex);
}

static void put_card(struct event_page *page, const struct event *event)
{
	const struct watch_event *change = event->change;
	char hex[2 * READER_ATR_MAX + 1];

	fputc('\t', page->out);
	if (page->options->uid)
		put_uid(page, event->uid);
	if (page->naming != NULL) {
		page_report(page, change->reader->name, change->atr, change->atr_length);
		return;
	}
	hex_write(hex, change->atr, change->atr_length);
	fprintf(page->out, "%s\n", hex);
}

static void put_line(struct event_page *page, const struct event *event)
{
	const struct watch_event *change = event->change;

	fprintf(page->out, "%s\t%s\t%zu\t", event->time, watch_kind_name(event->kind),
	        change->index);
	page_name(page, change->reader->name);
	if (change->atr_length > 0)
		put_card(page, event);
	else
		fputc('\n', page->out);
}

/* Shows four columns: time, event, reader, and the card's name or ATR. */
static void put_columns(struct event_page *page, const struct event *event)
{
	const struct watch_event *change = event->change;
	char clock[EVENT_CLOCK_SIZE], kind[KIND_COLUMNS + 1], card[CARD_NAME_SIZE];
	char reader[READER_NAME_SIZE + 24] = "";

	event_clock(event, clock);
	snprintf(kind, sizeof kind, "%-*s", KIND_COLUMNS, watch_kind_name(event->kind));
	snprintf(reader, sizeof reader, "%zu: %s", change->index, change->reader->name);
	page_card(page, change->atr, change->atr_length, card);
	const struct table_cell cells[] = {
		{clock, ROLE_DIM}, {kind, ROLE_PLAIN}, {reader, ROLE_READER}, {card, ROLE_CARD}};
	render_table(page->out, &page->layout, cells, 1, change->atr_length > 0 ? 4 : 3);
}

static void put_event(struct event_page *page, const struct event *event)
{
	uid_warn(event->uid, event->change->reader->name);
	if (page->layout.width > 0)
		put_columns(page, event);
	else
		put_line(page, event);
}

static void put_error(struct event_page *page, const struct event *event)
{
	char clock[EVENT_CLOCK_SIZE];
	bool columns = page->layout.width > 0;

	event_clock(event, clock);
	fprintf(page->out, "%s%s%s", columns ? clock : event->time, columns ? "  " : "\t",
	        watch_kind_name(event->kind));
	if (event->kind == WATCH_EVENTS_DROPPED)
		fprintf(page->out, "%s%llu", columns ? "  " : "\t",
		        (unsigned long long)event->missed);
	fputc('\n', page->out);
}

static void end(struct event_page *page)
{
	if (page->options->task == SCAN_LIST_CARDS)
		page_no_reader(page);
}

const struct event_format format_brief = {
	.item = put_event,
	.end = end,
	.error = put_error,
	.stress = page_stress,
	.one_by_one = true,
};
