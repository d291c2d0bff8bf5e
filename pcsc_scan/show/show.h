/* What pcsc_scan writes to standard output: events, in the format that the options ask for. */
#ifndef PCSC_SCAN_SHOW_SHOW_H
#define PCSC_SCAN_SHOW_SHOW_H

#include "pcsc_scan/options.h"
#include "pcsc_scan/show/event.h"
#include "pcsc_scan/show/naming.h"
#include "pcsc_scan/stress/stress_report.h"
#include "reader/watch.h"

#include <stdbool.h>
#include <stddef.h>

struct show;

/* naming names the cards; NULL: no analysis. Both must outlive the result. Returns NULL if out of
 * memory. */
struct show *show_new(const struct scan_options *options, struct naming *naming);
void show_free(struct show **show);

/* Before anything is known. */
void show_start(struct show *show);

/* A snapshot of all readers: its begin, each event that it gave, its end. */
void show_begin(struct show *show, const struct snapshot *snapshot);
void show_event(struct show *show, const struct event *event);
void show_end(struct show *show);

/* An event of the service. */
void show_service(struct show *show, const struct event *event);

void show_stress(struct show *show, const struct stress_report *report);

/* An event of the snapshot, at its time; an event of the service, now. */
struct event show_reader_event(const struct show *show, const struct watch_event *change,
                               const struct card_uid *uid);
struct event show_service_event(struct show *show, enum watch_kind kind, bool initial);

/* Writes what was shown. An answer (-r, -c) is written whole, however long that takes, unless a
 * descriptor becomes readable. Of a watch as much is written as is read; the rest waits in a queue
 * of fixed size, and events beyond that are dropped, counted, and reported once there is room.
 * Returns false if writing failed. */
bool show_write(struct show *show, int unless);
/* Returns true while the queue is not empty, or dropped events are not reported yet: show_write is
 * to be called once standard output can be written. */
bool show_waits(const struct show *show);
/* The end: waits for whoever reads, up to the limit; reports what was not read. */
void show_finish(struct show *show, int unless, int limit_ms);

#endif
