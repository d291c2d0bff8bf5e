/* --exec and --exec-dir: programs that are run for events, in order, and never waited for. */
#ifndef PCSC_SCAN_HOOKS_HOOKS_H
#define PCSC_SCAN_HOOKS_HOOKS_H

#include "pcsc_scan/show/event.h"
#include "pcsc_scan/show/naming.h"
#include "pcsc_scan/options.h"

#include <stdbool.h>

struct hooks;

/* NULL after a message, *status says which kind; or where the options ask for none: STATUS_YES. */
struct hooks *hooks_new(const struct scan_options *options, struct naming *naming,
                        enum status *status);
/* Ends those that run, and all that they started. */
void hooks_free(struct hooks **hooks);

/* An event: what is to be run for it is started, or waits for its turn. event.cards is filled here.
 */
void hooks_event(struct hooks *hooks, struct event event);

/* Readable once hooks_turn has something to do; hooks_left: in so many ms it has in any case; -1:
 * never. */
int hooks_fd(const struct hooks *hooks);
int hooks_left(const struct hooks *hooks);
void hooks_turn(struct hooks *hooks);

/* Returns true while one runs or waits. */
bool hooks_busy(const struct hooks *hooks);

#endif
