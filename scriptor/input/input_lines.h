/* Where a script comes from: lines of standard input as they come, and the files it includes. */
#ifndef SCRIPTOR_INPUT_INPUT_LINES_H
#define SCRIPTOR_INPUT_INPUT_LINES_H

#include "base/status.h"
#include "script/parse/parse.h"

#include <stdbool.h>
#include <stddef.h>

/* Lines of a descriptor, each as soon as it is there. */
struct input {
	int fd;
	int signals;  /* descriptor that ends the wait for a line */
	char *buffer; /* owned */
	size_t at, end, size;
	bool ended;
};

enum input_result {
	INPUT_LINE,
	INPUT_END,
	INPUT_SIGNAL,
	INPUT_FAILED, /* errno says why */
};

/* The next line, without its newline; good until the next call. */
enum input_result input_line(struct input *input, const char **text, size_t *length);
void input_free(struct input *input);

/* Reads included files, which must be regular ones, relative to the file that includes them. */
extern const struct loader input_loader;

enum { INPUT_FILE_MAX = 1 << 28 }; /* bytes of one script */

/* Returns the status for an error of file_read(). */
enum status input_status(int error);

#endif
