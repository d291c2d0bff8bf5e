/* Writes an event as a JSON object: the line that --json prints and that a hook reads. */
#ifndef PCSC_SCAN_SHOW_EVENT_JSON_H
#define PCSC_SCAN_SHOW_EVENT_JSON_H

#include "pcsc_scan/options.h"
#include "pcsc_scan/show/event.h"
#include "pcsc_scan/show/naming.h"
#include "render/json.h"

#include <stdio.h>

/* Sets event->cards to the entries for its card and, with -v, event->fit to how the card fits its
 * reader. Both are valid until naming is used again. Does nothing if naming is NULL. */
void event_name_card(struct event *event, struct naming *naming,
                     const struct scan_options *options);
/* Writes the object and a newline to out. */
void event_json(struct json *json, const struct event *event, FILE *out);

#endif
