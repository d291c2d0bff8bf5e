/* Reads a script from standard input, line by line as it arrives, and the files that scripts
 * include. */
#ifndef SCRIPTOR_INPUT_INPUT_LINES_H
#define SCRIPTOR_INPUT_INPUT_LINES_H

#include "base/span.h"
#include "script/parse/parse.h"
#include "sys/lines.h"

#include <stdbool.h>
#include <stddef.h>

enum input_result {
	INPUT_LINE,
	INPUT_END,
	INPUT_SIGNAL,
	INPUT_FAILED, /* with errno set */
};

/* Waits for the next line of lines, which reads fd. *text is valid until the next call. Stops
 * with INPUT_SIGNAL when the descriptor signals becomes readable. */
enum input_result input_line(struct lines *lines, int fd, int signals, struct span *text);

/* Loads included files, which must be regular files; their paths are relative to the including
 * file. */
extern const struct loader input_loader;

enum { INPUT_FILE_MAX = 1 << 28 }; /* the size of a script, in bytes */

#endif
