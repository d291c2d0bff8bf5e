/* Reads a descriptor line by line, each line as soon as it arrives. */
#ifndef SYS_LINES_H
#define SYS_LINES_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

struct lines;

struct line_read {
	struct span text;     /* without its newline, which the last line may lack */
	unsigned long number; /* from 1 */
	bool too_long;        /* it was longer than allowed; text is its beginning */
};

enum lines_result { LINES_LINE, LINES_END, LINES_ERROR };

/* Returns a reader of fd, which stays the caller's, that allows most bytes in a line; to be freed
 * with lines_free. NULL if out of memory. */
struct lines *lines_new(int fd, size_t most);
/* Frees the reader and sets *lines to NULL. fd stays open. */
void lines_free(struct lines **lines);

/* Returns true if a whole line, or the end of input, was read already, so that lines_next will not
 * block. */
bool lines_ready(struct lines *lines);
/* Calls read(2) once, which blocks until there is input. Returns false with errno set on failure.
 */
bool lines_read(struct lines *lines);
/* Gets the next line, reading until it is complete. line->text is valid until the next call of any
 * of these functions. Returns LINES_LINE; LINES_END; or LINES_ERROR with errno set. */
enum lines_result lines_next(struct lines *lines, struct line_read *line);

#endif
