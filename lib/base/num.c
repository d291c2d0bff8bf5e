#include "base/num.h"

#include "base/bytes.h"

static bool digits_of(struct span text, unsigned radix, uint64_t max, uint64_t *out)
{
	uint64_t value = 0;

	for (size_t i = 0; i < text.length; i++) {
		int digit = hex_digit(text.text[i]);

		if (digit < 0 || (unsigned)digit >= radix)
			return false;
		if (value > max / radix || (uint64_t)digit > max - value * radix)
			return false;
		value = value * radix + (uint64_t)digit;
	}
	if (text.length > 0)
		*out = value;
	return text.length > 0;
}

bool num_decimal(struct span text, uint64_t max, uint64_t *out)
{
	return digits_of(text, 10, max, out);
}

bool num_any(struct span text, uint64_t max, uint64_t *out)
{
	if (span_starts(text, "0x") || span_starts(text, "0X"))
		return digits_of(span_from(text, 2), 16, max, out);
	return digits_of(text, 10, max, out);
}

bool num_seconds(struct span text, uint64_t max_ms, uint64_t *out_ms)
{
	uint64_t value = 0;
	int places = -1; /* before the point */
	size_t count = 0;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.text[i];

		if (c == '.' && places < 0 && count > 0) {
			places = 0;
			count = 0;
			continue;
		}
		if (c < '0' || c > '9' || places == 3 || value > max_ms)
			return false;
		value = value * 10 + (uint64_t)(c - '0');
		count++;
		if (places >= 0)
			places++;
	}
	if (count == 0)
		return false;
	for (places = places < 0 ? 0 : places; places < 3; places++)
		value = value > max_ms ? max_ms + 1 : value * 10;
	if (value > max_ms)
		return false;
	*out_ms = value;
	return true;
}
