/* Lines of a descriptor, each as soon as it is there. */
#ifndef SYS_LINES_H
#define SYS_LINES_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>

struct lines;

struct line_read {
	struct span text;     /* without its newline, which the last line may lack */
	unsigned long number; /* from 1 */
	bool too_long;        /* text is only the longest part allowed */
};

enum lines_result { LINES_LINE, LINES_END, LINES_ERROR };

/* Starts to read fd, which stays the caller's, in lines of at most most bytes. Returns NULL if out
 * of memory. */
struct lines *lines_new(int fd, size_t most);
void lines_free(struct lines **lines);

/* Returns true if the next line, or the end, is there: lines_next will not block. */
bool lines_ready(struct lines *lines);
/* Reads once, which blocks until there is something. Returns false with errno set on an error. */
bool lines_read(struct lines *lines);
/* Takes the next line, which is valid until the next call of any of these functions. Blocks until
 * it is there. LINES_ERROR sets errno. */
enum lines_result lines_next(struct lines *lines, struct line_read *line);

#endif
