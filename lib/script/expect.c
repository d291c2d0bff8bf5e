#include "script/expect.h"

#include "base/bytes.h"

static bool nibble_fits(char pattern, unsigned nibble)
{
	return pattern == 'X' || (unsigned)hex_digit(pattern) == nibble;
}

bool expect_status_word(const struct script *script, struct range sw, uint16_t status_word)
{
	const char *pattern = script_text(script, sw).text;

	for (uint32_t at = 0; at < sw.count; at += 4) {
		bool fits = true;

		for (unsigned i = 0; i < 4; i++)
			fits = fits &&
				nibble_fits(pattern[at + i], status_word >> (12 - 4 * i) & 15);
		if (fits)
			return true;
	}
	return false;
}

/* Compares data with a pattern of nibbles, in which X matches any nibble and a final * any further
 * data. */
static bool data_matches(const char *pattern, size_t pattern_length, const uint8_t *data,
                         size_t length)
{
	bool any_rest = pattern_length > 0 && pattern[pattern_length - 1] == '*';
	size_t nibbles = any_rest ? pattern_length - 1 : pattern_length;

	if (nibbles > length * 2 || (!any_rest && nibbles != length * 2))
		return false;
	for (size_t i = 0; i < nibbles; i++)
		if (!nibble_fits(pattern[i], nibble_at(data, i)))
			return false;
	return true;
}

/* Truncates long data: the whole response is on standard output anyway. */
static void add_cut(struct text *why, const char *text, size_t length)
{
	enum { MOST = 64 };

	text_add(why, text, length > MOST ? MOST : length);
	if (length > MOST)
		text_printf(why, "... (%zu nibbles)", length);
}

static void add_data_mismatch(struct text *why, const char *pattern, size_t pattern_length,
                              const uint8_t *data, size_t length)
{
	struct text got = {0};

	text_hex(&got, data, length, '\0');
	text_puts(why, "expected data [");
	add_cut(why, pattern, pattern_length);
	text_puts(why, "], got [");
	add_cut(why, got.data == NULL ? "" : got.data, got.length);
	text_puts(why, "]");
	text_free(&got);
}

static void next(struct text *why)
{
	if (why->length > 0)
		text_puts(why, "; ");
}

bool expect_met(const struct script *script, const struct expect *expect, const uint8_t *data,
                size_t length, uint16_t status_word, double ms, struct text *why)
{
	const char *pattern = script_text(script, expect->data).text;
	bool met = true;

	if (expect->data_given && !data_matches(pattern, expect->data.count, data, length)) {
		met = false;
		add_data_mismatch(why, pattern, expect->data.count, data, length);
	}
	if (expect->sw.count > 0 && !expect_status_word(script, expect->sw, status_word)) {
		const char *sw = script_text(script, expect->sw).text;

		met = false;
		next(why);
		text_puts(why, "expected status ");
		for (uint32_t i = 0; i < expect->sw.count; i += 4)
			text_printf(why, "%s%.4s", i > 0 ? " or " : "", sw + i);
		text_printf(why, ", got %04X", (unsigned)status_word);
	}
	if (expect->time_given && ms >= expect->ms) {
		met = false;
		next(why);
		text_printf(why, "expected less than %u ms, took %.3f ms", (unsigned)expect->ms,
		            ms);
	}
	return met;
}
