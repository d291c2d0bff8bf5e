/* Writes the output of --trace: a line for each PC/SC call with its time, arguments, results and
 * duration. */
#ifndef APP_TRACE_H
#define APP_TRACE_H

#include "app/shared_options.h"
#include "base/text.h"

#include <stdbool.h>

enum trace_data {
	TRACE_MASK, /* secret bytes of commands (apdu/secret.h) are ** */
	TRACE_HIDE, /* only the length is shown, as any byte may come from a secret value */
	TRACE_SHOW, /* all bytes are shown */
};

/* Starts the trace if the options ask for it. Returns false after a message. */
bool trace_start(const struct options_common *options, enum trace_data data);
/* Ends the trace. Returns the exit status: status, or STATUS_TROUBLE if that is greater and the
 * trace could not be written. */
int trace_end(int status);

/* With TRACE_HIDE, sets which bytes of the following commands come from a secret value, as
 * value_hidden marks them; NULL: none. hidden must stay valid. */
void trace_hide(const struct text *hidden);

#endif
