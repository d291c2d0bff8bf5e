#include "cards/atr_line.h"

#include "base/bytes.h"
#include "cards/pattern.h"

#include <string.h>

/* Skips what may separate bytes: blanks, TABs and, in exact ATRs, colons. */
static size_t skip_separators(const struct span *text, size_t at)
{
	while (at < text->length &&
	       (text->text[at] == ' ' || text->text[at] == '\t' || text->text[at] == ':'))
		at++;
	return at;
}

/* Returns the length of the digit, "." or set at this offset, which stands for one character of the
 * ATR's text; 0 if there is none. */
static size_t digit_length(const struct span *text, size_t at)
{
	size_t end = at + 1;

	if (at == text->length)
		return 0;
	if (text->text[at] == '[') {
		const char *close = memchr(text->text + at, ']', text->length - at);
		end = close != NULL ? (size_t)(close - text->text) + 1 : at;
	} else if (hex_digit(text->text[at]) < 0 && text->text[at] != '.') {
		return 0;
	}
	return end < text->length && pattern_is_repeat(text->text[end]) ? 0 : end - at;
}

static void add_byte(struct atr_line *line, struct span high, struct span low)
{
	const int values[] = {hex_digit(*high.text), hex_digit(*low.text)};
	size_t at = line->count++;

	line->digits[at][0] = high;
	line->digits[at][1] = low;
	line->wild[at] = values[0] < 0 || values[1] < 0;
	line->bytes[at] = (uint8_t)(line->wild[at] ? 0 : values[0] << 4 | values[1]);
}

void atr_line_read(struct atr_line *line, const struct span *text)
{
	size_t at = skip_separators(text, 0);

	line->count = 0;
	while (line->count < ATR_KEPT) {
		size_t high = digit_length(text, at);
		size_t low = high > 0 ? digit_length(text, at + high) : 0;

		if (low == 0)
			break;
		add_byte(line, (struct span){text->text + at, high},
		         (struct span){text->text + at + high, low});
		at = skip_separators(text, at + high + low);
	}
	line->open = at < text->length;
}

struct span atr_line_byte(const struct atr_line *line, size_t at)
{
	const struct span *digits = line->digits[at];

	return (struct span){digits[0].text, digits[0].length + digits[1].length};
}

/* Returns the index of the first T0 or TD that is not plain digits, or ATR_LINE_KNOWN. */
static int find_wild(const struct atr_line *line)
{
	size_t at = 1;

	while (at < line->count && !line->wild[at]) {
		unsigned y = line->bytes[at] >> 4;

		if ((y & 8) == 0)
			return ATR_LINE_KNOWN;
		at += (y & 1) + (y >> 1 & 1) + (y >> 2 & 1) + 1;
	}
	return at < line->count ? (int)at : ATR_LINE_KNOWN;
}

int atr_line_walk(const struct atr_line *line, struct atr *atr)
{
	uint8_t bytes[ATR_KEPT];
	int wild = find_wild(line);

	if (line->count > 0)
		memcpy(bytes, line->bytes, line->count);
	if (line->count > 0 && line->wild[0])
		bytes[0] = 0x3B;
	atr_parse(atr, bytes, wild >= 0 ? (size_t)wild : line->count);
	return wild;
}
