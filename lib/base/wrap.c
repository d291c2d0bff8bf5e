#include "base/wrap.h"

#include "base/columns.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LEAST_WIDTH = 20 };

void wrap(char *out, size_t size, const char *text, size_t column, size_t width)
{
	size_t at = column, written = 0;
	size_t limit = width < column + LEAST_WIDTH ? SIZE_MAX : width;

	for (*out = '\0'; *text != '\0';) {
		size_t blanks = strspn(text, " "), length = blanks + strcspn(text + blanks, " ");
		const char *before = "";
		int indent = 0;

		at += utf8_columns(text, length);
		if (at > limit && written > 0) {
			text += blanks;
			length -= blanks;
			before = "\n";
			indent = (int)column;
			at = column + utf8_columns(text, length);
		}
		written += (size_t)snprintf(out + written, size - written, "%s%*s%.*s", before,
		                            indent, "", (int)length, text);
		if (written >= size)
			return;
		text += length;
	}
}
