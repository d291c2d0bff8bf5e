/* One event as a JSON object: the line that --json writes and that a hook reads. */
#ifndef PCSC_SCAN_SHOW_EVENT_JSON_H
#define PCSC_SCAN_SHOW_EVENT_JSON_H

#include "pcsc_scan/options.h"
#include "pcsc_scan/show/event.h"
#include "pcsc_scan/show/naming.h"
#include "render/json.h"

#include <stdio.h>

/* Adds what the lists say of the event's card and, with -v, how it fits its reader; for as long as
 * naming is not asked again. naming may be NULL: nothing. */
void event_name_card(struct event *event, struct naming *naming,
                     const struct scan_options *options);
/* Writes the object and a newline to out. */
void event_json(struct json *json, const struct event *event, FILE *out);

#endif
