/* Encodes a typed PIN in the format that the card expects. */
#include "script/value.h"

#include "base/bytes.h"

#include <string.h>

enum { PIN_BYTES = 255, ISO2_BYTES = 8, ISO2_DIGITS = 12, ISO2_LEAST = 4 };

static bool all_digits(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < '0' || text[i] > '9')
			return false;
	return length > 0;
}

/* Packs two digits per byte and fills the last one with F. */
static size_t pack_bcd(const char *digits, size_t count, uint8_t *out)
{
	for (size_t i = 0; i < count; i += 2) {
		unsigned low = i + 1 < count ? (unsigned)(digits[i + 1] - '0') : 0x0F;

		out[i / 2] = (uint8_t)((unsigned)(digits[i] - '0') << 4 | low);
	}
	return (count + 1) / 2;
}

static bool fail(const char **why, const char *reason)
{
	*why = reason;
	return false;
}

static bool take_hex(const char *text, size_t length, uint8_t *out, size_t *count, const char **why)
{
	struct hex_result got = hex_read(text, length, out, PIN_BYTES);

	*count = got.count;
	return got.status == HEX_OK ? true : fail(why, hex_status_text(got.status));
}

static bool convert(enum value_form form, const char *text, size_t length, uint8_t *out,
                    size_t *count, const char **why)
{
	switch (form) {
	case FORM_TEXT:
		memcpy(out, text, length);
		*count = length;
		return true;
	case FORM_HEX:
		return take_hex(text, length, out, count, why);
	case FORM_BCD:
		if (!all_digits(text, length))
			return fail(why, "PIN must be digits");
		*count = pack_bcd(text, length, out);
		return true;
	case FORM_ISO2:
		break;
	}
	if (!all_digits(text, length) || length < ISO2_LEAST || length > ISO2_DIGITS)
		return fail(why, "PIN must have 4 to 12 digits");
	memset(out, 0xFF, ISO2_BYTES);
	out[0] = (uint8_t)(0x20 | length);
	pack_bcd(text, length, out + 1);
	*count = ISO2_BYTES;
	return true;
}

bool value_pin(const struct statement *statement, const char *text, size_t length, uint8_t out[256],
               size_t *count, const char **why)
{
	if (length == 0)
		return fail(why, "nothing entered");
	if (length > PIN_BYTES)
		return fail(why, "PIN longer than 255 characters");
	if (!convert((enum value_form)statement->choice, text, length, out, count, why))
		return false;
	if (!statement->number_given)
		return true;
	if (*count > statement->number)
		return fail(why, "PIN longer than its field");
	memset(out + *count, 0xFF, statement->number - *count);
	*count = statement->number;
	return true;
}
