/* The FILE of the command line: a recording, or a table of answers. */
#ifndef VICARD_LOAD_H
#define VICARD_LOAD_H

#include "base/status.h"
#include "vicard/input/control.h"

/* Fills the control's card. STATUS_INPUT after a message. */
enum status load_file(struct control *control, const char *path);

#endif
