/* for wcwidth(), an X/Open extension of POSIX */
#define _XOPEN_SOURCE 700

#include "sys/terminal/editor_columns.h"

enum { TAB_STOP = 8 };

size_t columns_after_wide(size_t from, const wchar_t *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		int width = wcwidth(text[i]);

		if (text[i] == L'\t')
			from += TAB_STOP - from % TAB_STOP;
		else
			from += width < 0 ? 2 : (size_t)width;
	}
	return from;
}

size_t columns_after(size_t from, const char *text, size_t length)
{
	mbstate_t state = {0};

	for (size_t at = 0, n; at < length; at += n) {
		wchar_t character;

		n = mbrtowc(&character, text + at, length - at, &state);
		if (n > length - at) { /* invalid */
			state = (mbstate_t){0};
			n = 1;
			from++;
			continue;
		}
		n += n == 0;
		from = columns_after_wide(from, &character, 1);
	}
	return from;
}
