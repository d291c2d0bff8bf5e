/* Loads the FILE of the command line: a recording, or a table of responses. */
#ifndef VICARD_LOAD_H
#define VICARD_LOAD_H

#include "base/status.h"
#include "vicard/input/control.h"

/* Fills the card of control's session. Returns STATUS_YES; or, after a message, STATUS_INPUT or
 * STATUS_TROUBLE. */
enum status load_file(struct control *control, const char *path);

#endif
