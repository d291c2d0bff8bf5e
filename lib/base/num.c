#include "base/num.h"

#include "base/bytes.h"

#include <stddef.h>

static bool digits_of(const char *text, unsigned radix, uint64_t max, uint64_t *out)
{
	uint64_t value = 0;

	if (*text == '\0')
		return false;
	for (; *text != '\0'; text++) {
		int digit = hex_digit(*text);

		if (digit < 0 || (unsigned)digit >= radix)
			return false;
		if (value > max / radix || (uint64_t)digit > max - value * radix)
			return false;
		value = value * radix + (uint64_t)digit;
	}
	*out = value;
	return true;
}

bool num_decimal(const char *text, uint64_t max, uint64_t *out)
{
	return digits_of(text, 10, max, out);
}

bool num_any(const char *text, uint64_t max, uint64_t *out)
{
	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
		return digits_of(text + 2, 16, max, out);
	return digits_of(text, 10, max, out);
}

bool num_seconds(const char *text, uint64_t max_ms, uint64_t *out_ms)
{
	uint64_t value = 0;
	int places = -1; /* before the point */
	size_t count = 0;

	for (; *text != '\0'; text++) {
		if (*text == '.' && places < 0 && count > 0) {
			places = 0;
			count = 0;
			continue;
		}
		if (*text < '0' || *text > '9' || places == 3 || value > max_ms)
			return false;
		value = value * 10 + (uint64_t)(*text - '0');
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
