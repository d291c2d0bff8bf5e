/* Where a script comes from: lines of standard input as they come, and the files it includes. */
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
	INPUT_FAILED, /* errno says why */
};

/* Takes the next line of lines, which reads fd; it is valid until the next call. Input on the
 * descriptor signals ends the wait for a line. */
enum input_result input_line(struct lines *lines, int fd, int signals, struct span *text);

/* Reads included files, which must be regular ones, relative to the file that includes them. */
extern const struct loader input_loader;

enum { INPUT_FILE_MAX = 1 << 28 }; /* bytes of one script */

#endif
