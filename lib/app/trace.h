/* --trace: a line for each PC/SC call: when, what with, what came of it, how long it took. */
#ifndef APP_TRACE_H
#define APP_TRACE_H

#include "app/shared_options.h"
#include "base/text.h"

#include <stdbool.h>

enum trace_data {
	TRACE_MASK, /* that of commands which carry a PIN (apdu/secret.h) is ** */
	TRACE_HIDE, /* only its length is told: any of it may come from a secret value */
	TRACE_SHOW,
};

/* Starts the trace if the options ask for it. Returns false after a message. */
bool trace_start(const struct options_common *options, enum trace_data data);
/* Returns the status to end with: STATUS_TROUBLE in the place of a better one where the trace could
 * not be written. */
int trace_end(int status);

/* With TRACE_HIDE: which bytes of the commands from now on come from a secret value, as
 * value_hidden makes it; NULL for none. It stays the caller's. */
void trace_hide(const struct text *hidden);

#endif
