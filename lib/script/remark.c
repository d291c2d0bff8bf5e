#include "script/remark.h"

#include <string.h>

bool remark_line(const char *line, size_t length, const char *name, const char **value,
                 size_t *value_length)
{
	size_t at = 0, n = strlen(name);

	while (at < length && (line[at] == ' ' || line[at] == '\t' || line[at] == '#'))
		at++;
	if (memchr(line, '#', at) == NULL || length - at < n || memcmp(line + at, name, n) != 0)
		return false;
	at += n;
	while (at < length && (line[at] == ' ' || line[at] == '\t'))
		at++;
	while (length > at && (line[length - 1] == ' ' || line[length - 1] == '\r'))
		length--;
	*value = line + at;
	*value_length = length - at;
	return true;
}

bool remark_find(const char *text, size_t length, const char *name, const char **value,
                 size_t *value_length)
{
	const char *end = text + length;

	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *stop = newline == NULL ? end : newline;

		if (remark_line(text, (size_t)(stop - text), name, value, value_length))
			return true;
		text = stop == end ? end : stop + 1;
	}
	return false;
}
