/* One event as a JSON object: the line that --json writes and that a hook reads. */
#ifndef PCSC_SCAN_SHOW_EVENT_JSON_H
#define PCSC_SCAN_SHOW_EVENT_JSON_H

#include "pcsc_scan/show/event.h"
#include "render/json.h"

#include <stdio.h>

/* Writes the object and a newline to out. */
void event_json(struct json *json, const struct event *event, FILE *out);

#endif
