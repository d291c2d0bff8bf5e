#include "base/escape.h"

#include <string.h>

size_t utf8_next(const char *text, size_t length, uint32_t *point)
{
	const uint8_t *p = (const uint8_t *)text;
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t n;

	if (length == 0)
		return 0;
	if (p[0] < 0x80) {
		*point = p[0];
		return 1;
	}
	if (p[0] >= 0xC2 && p[0] < 0xE0)
		n = 2;
	else if (p[0] >= 0xE0 && p[0] < 0xF0)
		n = 3;
	else if (p[0] >= 0xF0 && p[0] < 0xF5)
		n = 4;
	else
		return 0;
	if (n > length)
		return 0;
	uint32_t c = p[0] & (0xFFu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3Fu);
	}
	if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*point = c;
	return n;
}

bool escape_is_active(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
		(c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static size_t escape_bytes(char *out, const char *text, size_t n)
{
	static const char digits[] = "0123456789ABCDEF";
	char *p = out;

	for (size_t i = 0; i < n; i++) {
		*p++ = '\\';
		*p++ = 'x';
		*p++ = digits[(uint8_t)text[i] >> 4];
		*p++ = digits[(uint8_t)text[i] & 15];
	}
	return (size_t)(p - out);
}

size_t escape_plain(const char *text, size_t length)
{
	size_t n = 0;

	while (n < length && (uint8_t)(text[n] - 0x20) < 0x7F - 0x20)
		n++;
	return n;
}

size_t escape_terminal(char *out, size_t size, const char *text, size_t length)
{
	size_t wrote = escape_plain(text, length < size ? length : size > 0 ? size - 1 : 0);

	if (wrote > 0)
		memcpy(out, text, wrote);
	for (size_t at = wrote; at < length;) {
		char piece[16];
		size_t n = 0;
		uint32_t c = 0;
		size_t taken = utf8_next(text + at, length - at, &c);

		if (taken == 0 || (c != '\t' && escape_is_active(c))) {
			taken = taken == 0 ? 1 : taken;
			n = escape_bytes(piece, text + at, taken);
		} else if (c == '\t') {
			piece[n++] = ' ';
		} else {
			memcpy(piece, text + at, taken);
			n = taken;
		}
		if (wrote + n + 1 > size)
			break;
		memcpy(out + wrote, piece, n);
		wrote += n;
		at += taken;
	}
	if (size > 0)
		out[wrote] = '\0';
	return wrote;
}

size_t escape_piece(const char *text, size_t length, size_t most)
{
	size_t n = length < most ? length : most;

	for (size_t back = 0; n < length && back < 3; back++)
		if (((uint8_t)text[n - back] & 0xC0) != 0x80)
			return n - back;
	return n;
}

bool escape_is_clean(const char *text, size_t length)
{
	for (size_t at = escape_plain(text, length); at < length;
	     at += escape_plain(text + at, length - at)) {
		uint32_t c = 0;
		size_t taken = utf8_next(text + at, length - at, &c);

		if (taken == 0 || escape_is_active(c))
			return false;
		at += taken;
	}
	return true;
}

size_t utf8_repair(char *out, size_t size, const char *text, size_t length)
{
	static const char replacement[] = "\xEF\xBF\xBD";
	size_t wrote = escape_plain(text, length < size ? length : size > 0 ? size - 1 : 0);

	if (wrote > 0)
		memcpy(out, text, wrote);
	for (size_t at = wrote; at < length;) {
		uint32_t c = 0;
		size_t taken = utf8_next(text + at, length - at, &c);
		const char *piece = taken > 0 && c != 0 ? text + at : replacement;
		size_t n = taken > 0 && c != 0 ? taken : 3;

		if (wrote + n + 1 > size)
			break;
		memcpy(out + wrote, piece, n);
		wrote += n;
		at += taken > 0 ? taken : 1;
	}
	if (size > 0)
		out[wrote] = '\0';
	return wrote;
}
