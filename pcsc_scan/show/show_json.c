/* --json: one object per event. */
#include "pcsc_scan/show/event_format.h"

#include "pcsc_scan/show/event_json.h"

static void put_event(struct event_page *page, const struct event *event)
{
	const struct watch_event *change = event->change;
	struct event named = *event;

	event_name_card(&named, page->naming, page->options);
	uid_warn(event->uid, change->reader->name);
	event_json(page->json, &named, page->out);
}

static void put_error(struct event_page *page, const struct event *event)
{
	event_json(page->json, event, page->out);
}

static void put_stress(struct event_page *page, const struct stress_report *report)
{
	stress_report_json(report, page->json, page->out);
}

const struct event_format format_json = {
	.item = put_event,
	.error = put_error,
	.stress = put_stress,
	.one_by_one = true,
};
