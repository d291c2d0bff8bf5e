/* What pcsc_scan writes to standard output: events, in the layout that the options ask for. */
#ifndef PCSC_SCAN_SHOW_SHOW_H
#define PCSC_SCAN_SHOW_SHOW_H

#include "pcsc_scan/show/event_json.h"
#include "pcsc_scan/show/naming.h"
#include "pcsc_scan/options.h"
#include "reader/watch.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct show;

/* naming names the cards; NULL: no analysis. Both must outlive the result. NULL: out of memory. */
struct show *show_new(const struct scan_options *options, struct naming *naming);
void show_free(struct show **show);

/* Before anything is known. */
void show_start(struct show *show);

/* A look at all readers: first what was seen, then each event that it gave, then its end. first:
 * the first look since the service was found; polling: new readers are looked for, not waited for.
 */
struct show_look {
	const struct reader_state *states;
	size_t count;
	bool first;
	bool polling;
};
void show_begin(struct show *show, const struct show_look *look);
/* uid: what the reader said of the card, where it was asked; else empty. */
void show_event(struct show *show, const struct watch_event *event, const struct card_uid *uid);
void show_end(struct show *show);

/* WATCH_SERVICE_LOST or WATCH_SERVICE_BACK. */
void show_service(struct show *show, enum watch_kind kind, bool initial);

/* When the look or the service's event was. */
struct event_time show_time(const struct show *show);

/* The list of readers alone: "0: NAME". */
void show_readers(struct show *show, const struct show_look *look);

/* Where others may write: nothing is seen before show_write. */
FILE *show_out(struct show *show);

/* Writes what was shown. An answer (-r, -c) is written whole, however long that takes, unless a
 * descriptor becomes readable. Of a watch as much is written as is read; the rest waits in a queue
 * of fixed size, and events beyond that are dropped, counted, and told once there is room. False
 * where writing failed. */
bool show_write(struct show *show, int unless);
/* True while the queue is not empty: show_write is to be called once standard output can be
 * written. */
bool show_waits(const struct show *show);
/* The end: waits for whoever reads, but not for ever; tells what is not read. */
void show_finish(struct show *show, int unless, int limit_ms);

#endif
