/* -r in a pipe: "0: NAME" per reader, as in pcsc-tools. */
#include "pcsc_scan/show/event_format.h"

static void put_reader(struct event_page *page, const struct event *event)
{
	page_reader(page, event->change->index, event->change->reader->name);
}

static void end(struct event_page *page)
{
	page_no_reader(page);
}

const struct event_format format_names = {
	.item = put_reader,
	.end = end,
};
