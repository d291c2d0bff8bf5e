#include "base/bytes.h"

#include "base/span.h"

#include <stdbool.h>

int hex_digit(char c)
{
	/* The value plus 1: all that is not named is 0. */
	static const uint8_t values[256] = {
		['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
		['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12,
		['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16, ['a'] = 11, ['b'] = 12,
		['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
	};

	return values[(uint8_t)c] - 1;
}

/* Length of the "0x" at at that stands before a digit and after none. */
static size_t prefix_length(const char *text, size_t length, size_t at)
{
	bool prefix = text[at] == '0' && length - at > 2 && (text[at + 1] | 0x20) == 'x' &&
		hex_digit(text[at + 2]) >= 0;

	return prefix && (at == 0 || hex_digit(text[at - 1]) < 0) ? 2 : 0;
}

/* source: as the source of a program writes bytes, too. */
static struct hex_result read_hex(const char *text, size_t length, uint8_t *out, size_t max,
                                  bool source)
{
	struct hex_result r = {.status = HEX_OK, .count = 0, .at = 0};
	bool after_pair = false; /* a colon may only follow a pair */

	for (; r.at < length; r.at++) {
		if (source)
			r.at += prefix_length(text, length, r.at);
		int high = hex_digit(text[r.at]);

		if (high < 0) {
			bool colon = text[r.at] == ':' && after_pair && r.at + 1 < length;
			colon = colon || (source && text[r.at] == ',' && after_pair);
			if (!colon && !is_blank(text[r.at])) {
				r.status = HEX_NOT_HEX;
				return r;
			}
			after_pair = after_pair && !colon;
			continue;
		}
		int low = r.at + 1 < length ? hex_digit(text[r.at + 1]) : -1;
		if (low < 0) {
			bool end = r.at + 1 == length || is_blank(text[r.at + 1]) ||
				text[r.at + 1] == ':' || text[r.at + 1] == ',';
			r.status = end ? HEX_ODD : HEX_NOT_HEX;
			r.at += end ? 0 : 1;
			return r;
		}
		if (r.count == max) {
			r.status = HEX_TOO_LONG;
			return r;
		}
		out[r.count++] = (uint8_t)(high << 4 | low);
		r.at++;
		after_pair = true;
	}
	if (r.count == 0)
		r.status = HEX_EMPTY;
	return r;
}

struct hex_result hex_read(const char *text, size_t length, uint8_t *out, size_t max)
{
	return read_hex(text, length, out, max, false);
}

struct hex_result hex_read_source(const char *text, size_t length, uint8_t *out, size_t max)
{
	return read_hex(text, length, out, max, true);
}

const char *hex_status_text(enum hex_status status)
{
	switch (status) {
	case HEX_OK:
		return "hex digits";
	case HEX_EMPTY:
		return "no hex digits";
	case HEX_NOT_HEX:
		return "not a hex digit";
	case HEX_ODD:
		return "a hex digit without its second";
	case HEX_TOO_LONG:
		return "too many bytes";
	}
	return "";
}

static const char digits[] = "0123456789ABCDEF";

size_t hex_write(char *out, const uint8_t *bytes, size_t count)
{
	char *p = out;

	for (size_t i = 0; i < count; i++) {
		*p++ = digits[bytes[i] >> 4];
		*p++ = digits[bytes[i] & 15];
	}
	*p = '\0';
	return (size_t)(p - out);
}

size_t hex_write_spaced(char *out, const uint8_t *bytes, size_t count)
{
	char *p = out;

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			*p++ = ' ';
		*p++ = digits[bytes[i] >> 4];
		*p++ = digits[bytes[i] & 15];
	}
	*p = '\0';
	return (size_t)(p - out);
}

int hex_quotable(const char *word, size_t length)
{
	enum { LONGEST = 40, HEADER_DIGITS = 8 };
	size_t count = 0, at = 0;

	if (length >= 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X'))
		at = 2;
	for (; at < length && (hex_digit(word[at]) >= 0 || word[at] == ':'); at++) {
		count += word[at] != ':';
		if (count == HEADER_DIGITS)
			return (int)at + 1;
	}
	return length > LONGEST ? LONGEST : (int)length;
}
