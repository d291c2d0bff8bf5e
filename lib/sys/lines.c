#include "sys/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 65536 };

struct lines {
	int fd;
	size_t most;
	bool at_end;
	bool skipping; /* skipping the rest of a line that was too long */
	unsigned long number;
	char *buffer; /* owned */
	size_t size;
	size_t start, end; /* of the bytes read but not yet returned */
	size_t searched;   /* there is no newline from start to here */
};

struct lines *lines_new(int fd, size_t most)
{
	struct lines *lines = calloc(1, sizeof *lines);

	if (lines == NULL)
		return NULL;
	lines->fd = fd;
	lines->most = most;
	lines->size = CHUNK;
	lines->buffer = malloc(CHUNK);
	if (lines->buffer == NULL)
		lines_free(&lines);
	return lines;
}

void lines_free(struct lines **lines)
{
	if (*lines != NULL)
		free((*lines)->buffer);
	free(*lines);
	*lines = NULL;
}

/* Returns the newline that ends the line at start, or NULL. */
static char *find_newline(struct lines *lines)
{
	char *newline = memchr(lines->buffer + lines->searched, '\n', lines->end - lines->searched);

	lines->searched = newline != NULL ? (size_t)(newline - lines->buffer) : lines->end;
	return newline;
}

static void skip_rest(struct lines *lines)
{
	const char *newline = find_newline(lines);

	lines->start = newline != NULL ? lines->searched + 1 : lines->end;
	lines->searched = lines->start;
	lines->skipping = newline == NULL;
}

bool lines_ready(struct lines *lines)
{
	if (lines->skipping)
		skip_rest(lines);
	return lines->at_end ||
		(!lines->skipping &&
	         (find_newline(lines) != NULL || lines->end - lines->start > lines->most));
}

/* Makes room in the buffer after the bytes already read. */
static bool make_room(struct lines *lines)
{
	if (lines->start > 0) {
		memmove(lines->buffer, lines->buffer + lines->start, lines->end - lines->start);
		lines->end -= lines->start;
		lines->searched -= lines->start;
		lines->start = 0;
	}
	if (lines->end < lines->size)
		return true;
	size_t size = 2 * lines->size < lines->most + CHUNK ? 2 * lines->size : lines->most + CHUNK;
	char *buffer = realloc(lines->buffer, size);
	if (buffer == NULL)
		return false;
	lines->buffer = buffer;
	lines->size = size;
	return true;
}

bool lines_read(struct lines *lines)
{
	ssize_t got;

	if (!make_room(lines))
		return false;
	do
		got = read(lines->fd, lines->buffer + lines->end, lines->size - lines->end);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return false;
	lines->at_end = got == 0;
	lines->end += (size_t)got;
	return true;
}

enum lines_result lines_next(struct lines *lines, struct line_read *line)
{
	while (!lines_ready(lines))
		if (!lines_read(lines))
			return LINES_ERROR;
	if (lines->start == lines->end)
		return LINES_END;
	const char *newline = find_newline(lines);
	size_t length = (newline != NULL ? lines->searched : lines->end) - lines->start;

	line->text = (struct span){lines->buffer + lines->start, length};
	line->number = ++lines->number;
	line->too_long = length > lines->most;
	if (line->too_long)
		line->text.length = lines->most;
	lines->skipping = newline == NULL;
	lines->start += length + (newline != NULL);
	lines->searched = lines->start;
	return LINES_LINE;
}
