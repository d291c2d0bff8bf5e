/* Reads commands from standard input, and prints their results on standard output. */
#ifndef VICARD_INPUT_COMMAND_LINES_H
#define VICARD_INPUT_COMMAND_LINES_H

#include "base/status.h"
#include "sys/lines.h"
#include "vicard/input/control.h"

#include <stdbool.h>
#include <stddef.h>

struct command_lines {
	struct lines *lines; /* owned */
	bool ended;          /* the end of input was read */
};

/* Returns false if out of memory; command_lines_free is to be called in any case. */
bool command_lines_start(struct command_lines *lines);
void command_lines_free(struct command_lines *lines);

/* Reads what is available without blocking, and runs the lines until one has to wait. Returns
 * the greatest exit status of them. */
enum status command_lines_do(struct command_lines *lines, struct control *control);
/* Prints the result of a command that is done. Returns its exit status. */
enum status command_reply(const struct control *control, enum control_result result);

#endif
