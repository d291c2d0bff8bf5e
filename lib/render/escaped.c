#include "render/escaped.h"

#include "base/escape.h"
#include "base/stream.h"

void put_escaped(FILE *out, struct span text)
{
	if (escape_is_clean(text.text, text.length)) {
		stream_write(out, text.text, text.length);
		return;
	}
	for (size_t at = 0; at < text.length;) {
		char safe[20]; /* one character: at most 4 bytes, escaped as 4 characters each */
		uint32_t point;
		size_t taken = utf8_next(text.text + at, text.length - at, &point);

		taken = taken == 0 ? 1 : taken;
		size_t n = escape_terminal(safe, sizeof safe, text.text + at, taken);
		stream_write(out, safe, n);
		at += taken;
	}
}
