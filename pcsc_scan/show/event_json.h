/* One event as a JSON object: the line that --json writes and that a hook reads. */
#ifndef PCSC_SCAN_SHOW_EVENT_JSON_H
#define PCSC_SCAN_SHOW_EVENT_JSON_H

#include "pcsc_scan/show/iso_time.h"
#include "pcsc_scan/uid.h"

#include "cards/card_matches.h"
#include "render/json.h"
#include "reader/watch.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>

/* The name of the event that stands for those which nobody read. */
#define EVENTS_DROPPED "events-dropped"

/* When it was seen: "2026-11-20T20:12:58.123456+01:00". */
struct event_time {
	char text[ISO_TIME_SIZE];
};
struct event_time event_time_of(const struct timespec *now);

struct event_line {
	const char *name; /* "card-inserted" */
	struct event_time time;
	bool initial;
	const struct watch_event *event;  /* NULL: it is about no reader */
	uint64_t missed;                  /* of EVENTS_DROPPED: how many */
	const struct card_matches *cards; /* NULL: not looked for */
	const struct card_uid *uid;       /* NULL: the event is of no card; empty: not asked */
};

void event_json(struct json *json, const struct event_line *line, FILE *out);

/* Words for the bits of a state: calls put for each. */
void event_states(uint32_t bits, void (*put)(void *context, const char *word), void *context);

#endif
