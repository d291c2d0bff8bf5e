#include "tlv/tlv_text.h"

#include "base/escape.h"

#include <stdbool.h>

enum { TEXT_MOST = 120 };

/* Returns the number of bytes at the start that are complete UTF-8 characters other than control
 * characters. */
static size_t text_run(const uint8_t *value, size_t length)
{
	size_t n = 0;

	while (n < length) {
		uint32_t point;
		size_t step = utf8_next((const char *)value + n, length - n, &point);

		if (step == 0 || point < 0x20 || (point >= 0x7F && point < 0xA0))
			break;
		n += step;
	}
	return n;
}

static const char *escape_of(uint8_t byte)
{
	return byte == '\n' ? "\\n" : byte == '\r' ? "\\r" : byte == '\t' ? "\\t" : NULL;
}

/* Does the same as text_run, but goes on after line breaks and TABs if lines is set. */
static size_t run(const uint8_t *value, size_t length, bool lines)
{
	size_t n = text_run(value, length);

	while (lines && n < length && escape_of(value[n]) != NULL) {
		n++;
		n += text_run(value + n, length - n);
	}
	return n;
}

static void put_text(struct words *words, const uint8_t *value, size_t length, bool lines)
{
	while (length > 0 && (value[length - 1] == 0x00 || value[length - 1] == 0xFF))
		length--;
	if (length == 0 || run(value, length, lines) < length)
		return;
	size_t shown = length <= TEXT_MOST ? length : run(value, TEXT_MOST, lines);
	words_put(words, "\"");
	for (size_t at = 0; at < shown;) {
		size_t n = text_run(value + at, shown - at);

		words_add(words, "%.*s", (int)n, (const char *)value + at);
		at += n;
		if (at < shown)
			words_put(words, escape_of(value[at++]));
	}
	words_put(words, shown < length ? "\" …" : "\"");
}

void tlv_put_text(struct words *words, const uint8_t *value, size_t length)
{
	put_text(words, value, length, false);
}

void tlv_put_lines(struct words *words, const uint8_t *value, size_t length)
{
	put_text(words, value, length, true);
}
