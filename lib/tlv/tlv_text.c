#include "tlv/tlv_text.h"

#include "base/escape.h"

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

void tlv_put_text(struct words *words, const uint8_t *value, size_t length)
{
	while (length > 0 && (value[length - 1] == 0x00 || value[length - 1] == 0xFF))
		length--;
	if (length == 0 || text_run(value, length) < length)
		return;
	size_t shown = length <= TEXT_MOST ? length : text_run(value, TEXT_MOST);
	words_add(words, "\"%.*s\"%s", (int)shown, (const char *)value, shown < length ? " …" : "");
}
