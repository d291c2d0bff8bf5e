/* Reads a descriptor line by line and reports whether reading would block. */
#ifndef SYS_LINES_H
#define SYS_LINES_H

#include <stdbool.h>
#include <stddef.h>

enum { LINES_MAX = 65536 }; /* bytes of the longest line returned */

struct lines;

struct line {
	const char
		*text; /* without its end, LF or CR LF; not NUL-terminated; until the next call */
	size_t length;
	unsigned long number; /* from 1 */
	bool too_long;        /* text is only its first LINES_MAX bytes */
};

enum lines_result { LINES_LINE, LINES_END, LINES_ERROR };

struct lines *lines_new(int fd); /* NULL: out of memory; fd stays the caller's */
void lines_free(struct lines **lines);

/* True if the next line, or the end, is available: lines_next will not block. */
bool lines_ready(struct lines *lines);

/* Reads the next line. The last line may lack its end; a BOM before the first is skipped.
 * LINES_ERROR sets errno. */
enum lines_result lines_next(struct lines *lines, struct line *line);

#endif
