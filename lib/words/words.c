#include "words/words.h"

#include "base/bytes.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

void words_put(struct words *words, const char *text)
{
	while (*text != '\0' && words->length + 1 < sizeof words->text)
		words->text[words->length++] = *text++;
	words->text[words->length] = '\0';
}

void words_add(struct words *words, const char *format, ...)
{
	size_t room = sizeof words->text - words->length;
	va_list args;

	va_start(args, format);
	int n = vsnprintf(words->text + words->length, room, format, args);
	va_end(args);
	if (n > 0)
		words->length += (size_t)n < room ? (size_t)n : room - 1;
}

void words_item(struct words *words, size_t i, size_t count, const char *item)
{
	if (i > 0)
		words_put(words, i + 1 == count ? " and " : ", ");
	words_put(words, item);
}

void words_hex(struct words *words, const uint8_t *bytes, size_t count)
{
	char digits[3 * 32 + 1];

	if (count > 32)
		count = 32;
	if (count == 0) {
		words_put(words, "none");
		return;
	}
	(void)hex_write_spaced(digits, bytes, count);
	words_put(words, digits);
}

void words_figure(struct words *words, double value, const char *unit)
{
	if (isnan(value))
		words_put(words, "unknown");
	else
		words_add(words, "%.6g %s", value, unit);
}

static size_t printable_run(const uint8_t *bytes, size_t count)
{
	size_t n = 0;

	while (n < count && bytes[n] >= 0x20 && bytes[n] <= 0x7E)
		n++;
	return n;
}

void words_text(struct words *words, const uint8_t *bytes, size_t count)
{
	size_t start = 0, length = 0;

	for (size_t i = 0; i < count; i++) {
		size_t run = printable_run(bytes + i, count - i);

		if (run > length) {
			start = i;
			length = run;
		}
	}
	if (length >= 4 || (length >= 2 && length == count))
		words_add(words, ", \"%.*s\"", (int)length, (const char *)bytes + start);
}
