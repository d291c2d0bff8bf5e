#include "tlv/date.h"

#include "base/bytes.h"
#include "base/day.h"

/* Reads the digits of a date in any of its encodings; returns their number, 0 if the date is
 * invalid. */
static size_t read_digits(const struct tlv_data *data, uint8_t digits[8], bool *unpacked)
{
	size_t n = data->length, text = 0, small = 0;

	for (size_t i = 0; i < n; i++) {
		text += data->bytes[i] >= '0' && data->bytes[i] <= '9';
		small += data->bytes[i] <= 9;
	}
	*unpacked = n == 6 && small == n;
	if (n <= 8 && n > 0 && (text == n || *unpacked)) {
		for (size_t i = 0; i < n; i++)
			digits[i] = data->bytes[i] & 15;
		return n;
	}
	for (size_t i = 0; i < 2 * n && n <= 4; i++) {
		digits[i] = (uint8_t)nibble_at(data->bytes, i);
		if (digits[i] > 9)
			return 0;
	}
	return n <= 4 ? 2 * n : 0;
}

static unsigned pair(const uint8_t *digits)
{
	return digits[0] * 10u + digits[1];
}

/* The data do not contain the century. EMV Book 4, 6.7.3: 50 to 99 are 19xx. Certificates of
 * TR-03110-3, D.2.1.3, with one digit per byte, are always 20xx. */
static unsigned full_year(unsigned year, bool only_2000)
{
	return year + (year >= 50 && !only_2000 ? 1900 : 2000);
}

static unsigned days_in(unsigned year, unsigned month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month < 1 || month > 12 ? 0 : days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

void date_text(struct words *words, const struct tlv_data *data)
{
	uint8_t d[8];
	bool unpacked;
	size_t count = read_digits(data, d, &unpacked);
	bool whole = count == 8, day = count >= 6;

	if (data->length == 0)
		return;
	if (count != 4 && count != 6 && count != 8) {
		words_put(words, "not a valid date");
		return;
	}
	unsigned year = whole ? pair(d) * 100 + pair(d + 2) : full_year(pair(d), unpacked);
	unsigned month = pair(d + (whole ? 4 : 2));
	unsigned number = day ? pair(d + (whole ? 6 : 4)) : 1;
	if (number < 1 || number > days_in(year, month))
		words_put(words, "not a valid date");
	else
		words_add(words, day ? "%04u-%02u-%02u" : "%04u-%02u", year, month, number);
}

void time_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 3)
		words_add(words, "%02X:%02X:%02X", data->bytes[0], data->bytes[1], data->bytes[2]);
}

void time32_text(struct words *words, const struct tlv_data *data)
{
	uint32_t seconds = 0;
	char day[DAY_TEXT_SIZE];

	if (data->length != 4)
		return;
	for (size_t i = 0; i < 4; i++)
		seconds = seconds << 8 | data->bytes[i];
	if (seconds == 0) {
		words_put(words, "not set");
		return;
	}
	day_text(day, seconds);
	words_add(words, "%s %02u:%02u:%02u UTC", day, seconds / 3600 % 24, seconds / 60 % 60,
	          seconds % 60);
}
