/* Writes events to standard output, in the format that the options ask for. */
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

/* Returns a show, to be freed with show_free. naming names the cards; NULL: no analysis. Both must
 * outlive it. NULL if out of memory. */
struct show *show_new(const struct scan_options *options, struct naming *naming);
/* Frees it and sets *show to NULL. */
void show_free(struct show **show);

/* The functions from here on add to the output; show_write writes it. */

/* Shows what comes before the first snapshot. */
void show_start(struct show *show);

/* Show a snapshot of all readers: its beginning, each event that led to it, and its end. */
void show_begin(struct show *show, const struct snapshot *snapshot);
void show_event(struct show *show, const struct event *event);
void show_end(struct show *show);

/* Shows an event of the service. */
void show_service(struct show *show, const struct event *event);

/* Shows a report of -s. */
void show_stress(struct show *show, const struct stress_report *report);

/* Return the event for a change, at the time of its snapshot; and an event of the service, now.
 * change and uid must stay valid as long as the event. */
struct event show_reader_event(const struct show *show, const struct watch_event *change,
                               const struct card_uid *uid);
struct event show_service_event(struct show *show, enum watch_kind kind, bool initial);

/* Writes what was added. The answer of -r and -c is written completely, however long that takes,
 * unless the descriptor unless becomes readable. When watching, it never blocks: what standard
 * output does not accept waits in a queue of fixed size; events beyond that are dropped, and their
 * number is reported once there is room. Returns false if writing failed. */
bool show_write(struct show *show, int unless);
/* Returns true if show_write is to be called when standard output accepts more: the queue is not
 * empty, or dropped events are not reported yet. */
bool show_is_waiting(const struct show *show);
/* Writes the rest. Stops if the descriptor unless becomes readable or nothing is read for limit_ms,
 * and reports on standard error what was not read. Returns false if that was anything. */
bool show_finish(struct show *show, int unless, int limit_ms);

#endif
