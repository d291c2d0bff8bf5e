#include "base/text.h"

#include "base/wipe.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(struct text *text, size_t more)
{
	if (text->failed || more > SIZE_MAX / 4 || text->length > SIZE_MAX / 4) {
		text->failed = true;
		return false;
	}
	size_t need = text->length + more + 1;
	if (need <= text->size)
		return true;
	size_t size = text->size < 64 ? 64 : text->size;
	while (size < need)
		size *= 2;
	char *data = malloc(size);
	if (data == NULL) {
		text->failed = true;
		return false;
	}
	if (text->length > 0)
		memcpy(data, text->data, text->length);
	wipe(text->data, text->length);
	free(text->data);
	text->data = data;
	text->size = size;
	return true;
}

void text_free(struct text *text)
{
	wipe(text->data, text->size);
	free(text->data);
	*text = (struct text){0};
}

void text_clear(struct text *text)
{
	wipe(text->data, text->length);
	text->length = 0;
	text->failed = false;
	if (text->data != NULL)
		text->data[0] = '\0';
}

void text_add(struct text *text, const char *data, size_t length)
{
	if (!reserve(text, length))
		return;
	if (length > 0)
		memcpy(text->data + text->length, data, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void text_puts(struct text *text, const char *string)
{
	text_add(text, string, strlen(string));
}

void text_printf(struct text *text, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n >= 0 && reserve(text, (size_t)n)) {
		(void)vsnprintf(text->data + text->length, (size_t)n + 1, format, again);
		text->length += (size_t)n;
	}
	va_end(again);
}

void text_hex(struct text *text, const uint8_t *bytes, size_t count, char blank)
{
	static const char digits[] = "0123456789ABCDEF";

	if (!reserve(text, count * 3))
		return;
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && blank != '\0')
			text->data[text->length++] = blank;
		text->data[text->length++] = digits[bytes[i] >> 4];
		text->data[text->length++] = digits[bytes[i] & 15];
	}
	text->data[text->length] = '\0';
}
