#include "sys/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct lines {
	int fd;
	bool at_end;
	bool skipping; /* the rest of a line that was too long */
	unsigned long number;
	size_t start, end;          /* what is there and not yet given */
	size_t looked;              /* from start to here there is no newline */
	char buffer[LINES_MAX + 5]; /* a longest line with BOM and CR LF */
};

struct lines *lines_new(int fd)
{
	struct lines *lines = malloc(sizeof *lines);

	if (lines != NULL) {
		lines->fd = fd;
		lines->at_end = lines->skipping = false;
		lines->number = 0;
		lines->start = lines->end = lines->looked = 0;
	}
	return lines;
}

void lines_free(struct lines **lines)
{
	free(*lines);
	*lines = NULL;
}

/* The newline of the line at start, or NULL. */
static char *find_newline(struct lines *lines)
{
	char *newline = memchr(lines->buffer + lines->looked, '\n', lines->end - lines->looked);

	lines->looked = newline != NULL ? (size_t)(newline - lines->buffer) : lines->end;
	return newline;
}

bool lines_ready(struct lines *lines)
{
	return lines->at_end || (!lines->skipping && find_newline(lines) != NULL);
}

static bool is_full(const struct lines *lines)
{
	return lines->start == 0 && lines->end == sizeof lines->buffer;
}

/* Reads what is there now; false on an error. */
static bool fill(struct lines *lines)
{
	ssize_t got;

	if (lines->start > 0) {
		memmove(lines->buffer, lines->buffer + lines->start, lines->end - lines->start);
		lines->end -= lines->start;
		lines->looked -= lines->start;
		lines->start = 0;
	}
	do
		got = read(lines->fd, lines->buffer + lines->end,
		           sizeof lines->buffer - lines->end);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return false;
	lines->at_end = got == 0;
	lines->end += (size_t)got;
	return true;
}

/* Forgets the rest of a line that was too long; false where it is not over yet. */
static bool skip_rest(struct lines *lines)
{
	const char *newline = find_newline(lines);

	lines->start = newline != NULL ? lines->looked + 1 : lines->end;
	lines->looked = lines->start;
	lines->skipping = newline == NULL && !lines->at_end;
	return !lines->skipping;
}

/* Gives the characters up to end, where the next line starts after skip more. */
static void give(struct lines *lines, struct line *line, size_t end, size_t skip)
{
	line->text = lines->buffer + lines->start;
	line->length = end - lines->start;
	line->number = ++lines->number;
	if (line->number == 1 && line->length >= 3 && memcmp(line->text, "\xEF\xBB\xBF", 3) == 0) {
		line->text += 3;
		line->length -= 3;
	}
	if (skip > 0 && line->length > 0 && line->text[line->length - 1] == '\r')
		line->length--;
	line->too_long = line->length > LINES_MAX;
	if (line->too_long)
		line->length = LINES_MAX;
	lines->start = lines->looked = end + skip;
}

enum lines_result lines_next(struct lines *lines, struct line *line)
{
	for (;;) {
		bool over = !lines->skipping || skip_rest(lines);
		char *newline = over ? find_newline(lines) : NULL;

		if (newline != NULL) {
			give(lines, line, (size_t)(newline - lines->buffer), 1);
			return LINES_LINE;
		}
		if (over && is_full(lines)) {
			give(lines, line, lines->end, 0);
			lines->skipping = true;
			return LINES_LINE;
		}
		if (lines->at_end) {
			if (lines->start == lines->end)
				return LINES_END;
			give(lines, line, lines->end, 0);
			return LINES_LINE;
		}
		if (!fill(lines))
			return LINES_ERROR;
	}
}
