/* A pattern against an ATR: the first byte says how many bytes the ATR has, the rest is the pattern. */
#include "decode/pattern.h"

#include "base/bytes.h"
#include "../helpers/pattern_reference.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { ATR_MAX = 33 };
	struct pattern_subject subject;
	char text[3 * ATR_MAX + 1];
	uint8_t head[8];

	if (size < 1)
		return 0;
	size_t length = data[0] % (ATR_MAX + 1);
	if (size < 1 + length || size > 4096)
		return 0;
	const uint8_t *atr = data + 1;
	const char *pattern = (const char *)data + 1 + length;
	size_t count = size - 1 - length;
	hex_write_spaced(text, atr, length);
	pattern_subject(&subject, atr, length);
	bool is = pattern_match(pattern, count, &subject);
	if (is != reference_match(pattern, count, text))
		abort();
	if ((pattern_check(pattern, count).status == PATTERN_OK) != reference_reads(pattern, count))
		abort();
	size_t heads = pattern_head(pattern, count, head, sizeof head);
	if (is && (heads > length || memcmp(head, atr, heads) != 0))
		abort();
	return 0;
}
