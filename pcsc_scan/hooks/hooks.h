/* --exec and --exec-dir: run programs for events. For each reader they run in the order of its
 * events; pcsc_scan does not wait for them. */
#ifndef PCSC_SCAN_HOOKS_HOOKS_H
#define PCSC_SCAN_HOOKS_HOOKS_H

#include "pcsc_scan/show/event.h"
#include "pcsc_scan/show/naming.h"
#include "pcsc_scan/options.h"

#include <stdbool.h>

struct hooks;

/* Returns the hooks of the options, to be freed with hooks_free. NULL with STATUS_YES if the
 * options have none; with another status after a message. naming may be NULL. */
struct hooks *hooks_new(const struct scan_options *options, struct naming *naming,
                        enum status *status);
/* Ends the running programs and what they started, drops the waiting ones, and sets *hooks to NULL.
 */
void hooks_free(struct hooks **hooks);

/* Starts the programs for an event, or lets them wait. Sets event.cards itself. */
void hooks_event(struct hooks *hooks, struct event event);

/* Returns a descriptor that is readable when hooks_update has something to do. */
int hooks_fd(const struct hooks *hooks);
/* Returns in how many ms hooks_update has something to do in any case; -1: never. */
int hooks_left(const struct hooks *hooks);
/* Reports programs that failed, ends those that exceeded their time, and starts waiting ones. */
void hooks_update(struct hooks *hooks);

/* Returns true while a program runs or waits. */
bool hooks_busy(const struct hooks *hooks);

#endif
