/* Loads the FILE of the command line: a recording, or a table of responses. */
#ifndef VICARD_LOAD_H
#define VICARD_LOAD_H

#include "base/status.h"
#include "vicard/input/control.h"

#include <stdint.h>

/* Fills the card of control's session. If path is a trace, trace_session is the session to take,
 * from 1, or 0 for the longest; else it must be 0. Returns STATUS_YES; or, after a message,
 * STATUS_INPUT or STATUS_TROUBLE. */
enum status load_file(struct control *control, const char *path, uint32_t trace_session);

#endif
