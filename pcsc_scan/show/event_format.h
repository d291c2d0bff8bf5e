/* The formats of events. */
#ifndef PCSC_SCAN_SHOW_EVENT_FORMAT_H
#define PCSC_SCAN_SHOW_EVENT_FORMAT_H

#include "pcsc_scan/show/event_page.h"

#include <stdbool.h>

/* A format: functions that write to the page. One that has nothing to write is NULL. */
struct event_format {
	void (*begin)(struct event_page *page); /* before the first snapshot */
	void (*item)(struct event_page *page, const struct event *event);  /* a reader's event */
	void (*end)(struct event_page *page);                              /* of a snapshot */
	void (*error)(struct event_page *page, const struct event *event); /* about no reader */
	void (*stress)(struct event_page *page, const struct stress_report *report);
	bool one_by_one; /* each item stands alone, so that single ones can be dropped */
};

extern const struct event_format format_text, format_classic, format_brief, format_json;
/* For -r and -c: "0: NAME" for each reader; a table of readers, states and cards. */
extern const struct event_format format_names, format_table;

#endif
