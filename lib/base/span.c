#include "base/span.h"

static bool is_trimmed(char c)
{
	return is_blank(c) || c == '\r';
}

struct span span_trim(struct span span)
{
	while (span.length > 0 && is_trimmed(*span.text)) {
		span.text++;
		span.length--;
	}
	while (span.length > 0 && is_trimmed(span.text[span.length - 1]))
		span.length--;
	return span;
}

bool span_line(struct span *text, struct span *line)
{
	if (text->length == 0)
		return false;
	const char *newline = memchr(text->text, '\n', text->length);
	size_t length = newline == NULL ? text->length : (size_t)(newline - text->text);

	*line = (struct span){text->text, length};
	*text = span_from(*text, length + (newline != NULL));
	return true;
}

bool span_equal(struct span a, struct span b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.text, b.text, a.length) == 0);
}

bool span_is(struct span span, const char *word)
{
	return span_equal(span, span_of(word));
}

int span_compare(struct span a, struct span b)
{
	size_t common = a.length < b.length ? a.length : b.length;
	int order = common > 0 ? memcmp(a.text, b.text, common) : 0;

	return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

size_t span_find(struct span span, const char *word)
{
	size_t length = strlen(word);

	for (size_t at = 0; at + length <= span.length; at++) {
		const char *next = memchr(span.text + at, word[0], span.length - length - at + 1);

		if (next == NULL)
			break;
		at = (size_t)(next - span.text);
		if (memcmp(next, word, length) == 0)
			return at;
	}
	return SIZE_MAX;
}
