/* A pattern and an ATR: the first byte is the length of the ATR, the rest is the pattern. */
#include "cards/pattern.h"
#include "cards/pattern_explain.h"

#include "base/bytes.h"
#include "../helpers/pattern_reference.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The parts of a pattern that matches the ATR contain each byte once, and lie within the
 * pattern. */
static void check_parts(const char *pattern, size_t length, const uint8_t *atr, size_t atr_length,
                        bool is)
{
	static struct pattern_part parts[PATTERN_PARTS_MAX];
	size_t count, next = 0;

	if (!pattern_explain(parts, &count, pattern, length, atr, atr_length) ||
	    count > PATTERN_PARTS_MAX || (count > 0 && !is))
		abort();
	/* A repeat count makes more atoms than it has characters. */
	if (is && atr_length > 0 && count == 0 && length <= PATTERN_ATOMS_MAX &&
	    memchr(pattern, '{', length) == NULL)
		abort();
	for (size_t i = 0; i < count; i++) {
		if (parts[i].first != next || parts[i].at + parts[i].length > length)
			abort();
		next += parts[i].count;
	}
	if (count > 0 && next != atr_length)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { ATR_MAX = 33 };
	struct pattern_subject subject;
	char text[3 * ATR_MAX + 1];
	uint8_t head[8];

	if (size < 1)
		return 0;
	size_t length = data[0] % (ATR_MAX + 1);
	if (size < 1 + length || size > 1 << 17)
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
	check_parts(pattern, count, atr, length, is);
	return 0;
}
