/* Standard input, line by line as commands, and their answers on standard output. */
#ifndef VICARD_INPUT_COMMAND_LINES_H
#define VICARD_INPUT_COMMAND_LINES_H

#include "base/status.h"
#include "sys/lines.h"
#include "vicard/input/control.h"

#include <stdbool.h>
#include <stddef.h>

struct command_lines {
	struct lines *lines; /* owned */
	bool ended;          /* there is no more to read */
};

/* Returns false if out of memory. */
bool command_lines_start(struct command_lines *lines);
void command_lines_free(struct command_lines *lines);

/* Reads what is there without blocking, and does the lines until one has to wait. Returns their
 * share of the exit status. */
enum status command_lines_do(struct command_lines *lines, struct control *control);
/* Prints the answer to a command that is done, and returns its share of the exit status. */
enum status command_reply(const struct control *control, enum control_result result);

#endif
