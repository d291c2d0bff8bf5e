#include "base/bytes.h"

#include "base/span.h"

#include <stdbool.h>
#include <string.h>

int hex_digit(char c)
{
	/* The value of each digit plus 1, so that all other characters are 0. */
	static const uint8_t values[256] = {
		['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
		['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12,
		['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16, ['a'] = 11, ['b'] = 12,
		['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
	};

	return values[(uint8_t)c] - 1;
}

/* Reads pairs with at most one blank between them, as nearly all text is written. */
static void read_pairs(struct hex_result *r, const char *text, size_t length, uint8_t *out,
                       size_t max)
{
	size_t at = r->at, count = r->count;

	while (length - at >= 2 && count < max) {
		int high = hex_digit(text[at]), low = hex_digit(text[at + 1]);

		if ((high | low) < 0)
			break;
		out[count++] = (uint8_t)(high << 4 | low);
		at += 2;
		at += at < length && text[at] == ' ';
	}
	r->at = at;
	r->count = count;
}

/* Returns true for "0x" or "\\x" before a digit, unless a digit or another "0x" precedes it. */
static bool is_prefix(const char *text, size_t length, size_t at)
{
	bool prefix =
		length - at > 2 && (text[at + 1] | 0x20) == 'x' && hex_digit(text[at + 2]) >= 0;
	char before = at > 0 ? text[at - 1] : ' ';

	return prefix &&
		(text[at] == '\\' ||
	         (text[at] == '0' && hex_digit(before) < 0 && (before | 0x20) != 'x'));
}

/* Returns true for the "h" of "3Bh", directly after a pair. */
static bool is_suffix(const char *text, size_t at)
{
	return (text[at] | 0x20) == 'h' && at > 0 && hex_digit(text[at - 1]) >= 0;
}

/* Returns true if a colon, or in source code a hyphen or comma, separates a pair from the next
 * one. */
static bool is_mark(const char *text, size_t length, size_t at, bool source)
{
	return ((text[at] == ':' || (text[at] == '-' && source)) && at + 1 < length) ||
		(text[at] == ',' && source);
}

static bool is_one_of(char c, const char *characters)
{
	return c != '\0' && strchr(characters, c) != NULL;
}

/* Returns the length of the brackets, quotes and blanks before bytes in source code. */
static size_t opening(const char *text, size_t length)
{
	size_t at = 0;

	while (at < length && is_one_of(text[at], "{[(\"' \t"))
		at++;
	return at;
}

static size_t length_without_closing(const char *text, size_t length, size_t from)
{
	size_t end = length;

	while (end > from && (is_blank(text[end - 1]) || is_one_of(text[end - 1], "}])\"';")))
		if (!is_blank(text[--end]))
			length = end;
	return length;
}

/* Stores why no pair could be read at r->at. */
static void name_fault(struct hex_result *r, const char *text, size_t length)
{
	char next = r->at + 1 < length ? text[r->at + 1] : ' ';

	if (hex_digit(text[r->at]) < 0) {
		r->status = HEX_NOT_HEX;
	} else if (hex_digit(next) >= 0) {
		r->status = HEX_TOO_LONG;
	} else if (is_blank(next) || is_one_of(next, ":,-")) {
		r->status = HEX_ODD;
	} else {
		r->status = HEX_NOT_HEX;
		r->at++;
	}
}

/* source: also accept the notations of source code. */
static struct hex_result read_hex(const char *text, size_t length, uint8_t *out, size_t max,
                                  bool source)
{
	struct hex_result r = {.status = HEX_OK, .count = 0, .at = 0};
	size_t marked = 0; /* pairs before the last mark, which needs another */

	if (source) {
		r.at = opening(text, length);
		length = length_without_closing(text, length, r.at);
	}
	for (;;) {
		read_pairs(&r, text, length, out, max);
		if (r.at == length)
			break;
		if (r.count > marked && is_mark(text, length, r.at, source)) {
			marked = r.count;
			r.at++;
		} else if (source && is_prefix(text, length, r.at)) {
			r.at += 2;
		} else if (is_blank(text[r.at]) || (source && is_suffix(text, r.at))) {
			r.at++;
		} else {
			name_fault(&r, text, length);
			return r;
		}
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
	static const char *const texts[] = {
		[HEX_OK] = "hex digits",           [HEX_EMPTY] = "no hex digits",
		[HEX_NOT_HEX] = "not a hex digit", [HEX_ODD] = "expected two hex digits per byte",
		[HEX_TOO_LONG] = "too many bytes",
	};

	return texts[status];
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
	size_t count = 0;

	for (size_t at = 0; at < length && at < LONGEST; at++) {
		if (hex_digit(word[at]) >= 0)
			count++;
		else if (word[at] != ':')
			count = 0;
		if (count == HEADER_DIGITS)
			return (int)at + 1;
	}
	return length > LONGEST ? LONGEST : (int)length;
}
