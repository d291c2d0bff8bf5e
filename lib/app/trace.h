/* Writes the trace of --trace: a line for each PC/SC call with its time, arguments, results and
 * duration. */
#ifndef APP_TRACE_H
#define APP_TRACE_H

#include "app/shared_options.h"
#include "base/text.h"

#include <stdbool.h>

/* How the data of commands is shown. */
enum trace_data {
	TRACE_MASK, /* secret bytes (apdu/secret.h) as ** */
	TRACE_HIDE, /* only its length, because any byte may come from a secret value */
	TRACE_SHOW, /* all bytes */
};

/* Starts the trace if options->trace is set. Returns false after a message. */
bool trace_start(const struct options_common *options, enum trace_data data);
/* Returns the exit status of a program that would exit with status: STATUS_TROUBLE if that is
 * greater and the trace could not be written, else status. */
int trace_end(int status);

/* For TRACE_HIDE: sets which bytes of the next commands come from a secret value, so that not even
 * their headers are shown, as marked by value_hidden; NULL: none. hidden must stay valid. */
void trace_hide(const struct text *hidden);

#endif
