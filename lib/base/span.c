#include "base/span.h"

#include <string.h>

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

bool span_is(struct span span, const char *word)
{
	return strlen(word) == span.length && memcmp(span.text, word, span.length) == 0;
}
