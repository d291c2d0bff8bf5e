/* What pcsc_scan reports: snapshots of all readers, and the events between them. */
#ifndef PCSC_SCAN_SHOW_EVENT_H
#define PCSC_SCAN_SHOW_EVENT_H

#include "cards/card_matches.h"
#include "pcsc_scan/show/iso_time.h"
#include "pcsc_scan/uid.h"
#include "reader/fit.h"
#include "reader/watch.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All readers at one moment. */
struct snapshot {
	const struct reader_state *states;
	size_t count;
	bool first;   /* the first since the service was found */
	bool polling; /* the service does not report new readers: the list is read regularly */
};

struct event {
	enum watch_kind kind;
	char time[ISO_TIME_SIZE];         /* "2026-11-20T20:12:58.123456+01:00" */
	bool initial;                     /* the state that was found, not a change */
	const struct watch_event *change; /* NULL: the event is about the service, not a reader */
	uint64_t missed;                  /* of WATCH_EVENTS_DROPPED: how many were dropped */
	const struct card_matches *cards; /* NULL: not searched for */
	const struct fit *fit;            /* of that card with its reader; NULL: not compared */
	const struct card_uid *uid;       /* NULL: the event is about the service */
};

enum { EVENT_CLOCK_SIZE = 9 };

/* Writes the time of day of the event: "20:12:58". */
void event_clock(const struct event *event, char clock[EVENT_CLOCK_SIZE]);

#endif
