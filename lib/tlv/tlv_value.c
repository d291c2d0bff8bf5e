#include "tlv/tlv_value.h"

#include "base/escape.h"
#include "names/aid.h"
#include "names/country.h"
#include "names/file_id.h"
#include "names/status_indicator.h"
#include "names/sw.h"
#include "tlv/toolkit.h"

static unsigned quartet(const uint8_t *value, size_t i)
{
	return i % 2 == 0 ? value[i / 2] >> 4 : value[i / 2] & 15;
}

/* How many decimal digits, with filling F after them; 0 where something else is among them. */
static size_t digit_count(const uint8_t *value, size_t length)
{
	size_t n = 0, rest;

	while (n < 2 * length && quartet(value, n) <= 9)
		n++;
	for (rest = n; rest < 2 * length; rest++)
		if (quartet(value, rest) != 15)
			return 0;
	return n;
}

static void say_digits(struct words *words, const uint8_t *value, size_t length)
{
	size_t count = digit_count(value, length);

	for (size_t i = 0; i < count && i < 40; i++)
		words_add(words, "%u", quartet(value, i));
	if (count > 40)
		words_put(words, " …");
}

static void say_number(struct words *words, const uint8_t *value, size_t length)
{
	unsigned long long number = 0;

	if (length == 0 || length > 8)
		return;
	for (size_t i = 0; i < length; i++)
		number = number << 8 | value[i];
	words_add(words, "%llu", number);
}

/* A date by its digits, where it is one. */
static void put_date(struct words *words, unsigned year, unsigned month, unsigned day)
{
	if (month >= 1 && month <= 12 && day >= 1 && day <= 31)
		words_add(words, "%04u-%02u-%02u", year, month, day);
}

/* The century is not in the data: EMV Book 4, 6.7.3 and TR-03110 take 50 to 99 as 19xx and 20xx. */
static unsigned full_year(unsigned year, bool only_2000)
{
	return year + (year >= 50 && !only_2000 ? 1900 : 2000);
}

static unsigned bcd(uint8_t byte)
{
	return (byte >> 4) * 10u + (byte & 15u);
}

static void say_date6(struct words *words, const uint8_t *value, size_t length)
{
	if (length == 3 && digit_count(value, 3) == 6)
		put_date(words, full_year(bcd(value[0]), false), bcd(value[1]), bcd(value[2]));
}

static void say_date8(struct words *words, const uint8_t *value, size_t length)
{
	if (length == 4 && digit_count(value, 4) == 8)
		put_date(words, bcd(value[0]) * 100 + bcd(value[1]), bcd(value[2]), bcd(value[3]));
	else
		tlv_put_text(words, value, length);
}

/* TR-03110-3, D.2.1.3: six bytes of one digit each */
static void say_date_cvc(struct words *words, const uint8_t *value, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (length != 6 || value[i] > 9)
			return;
	if (length == 6)
		put_date(words, full_year(value[0] * 10u + value[1], true),
		         value[2] * 10u + value[3], value[4] * 10u + value[5]);
}

static void say_country(struct words *words, const uint8_t *value, size_t length)
{
	const char *name;

	if (length != 2 || digit_count(value, 2) != 4)
		return;
	name = country_name(bcd(value[0]) * 100 + bcd(value[1]));
	if (name != NULL)
		words_put(words, name);
}

static void say_amount(struct words *words, const uint8_t *value, size_t length)
{
	size_t count = digit_count(value, length), i = 0;

	while (i + 1 < count && quartet(value, i) == 0)
		i++;
	for (; i < count && count <= 12; i++)
		words_add(words, "%u", quartet(value, i));
}

/* ISO/IEC 8825-1, 8.19 */
static void say_oid(struct words *words, const uint8_t *value, size_t length)
{
	unsigned long long arc = 0;
	bool first = true;

	if (length == 0 || length > 32 || value[length - 1] & 0x80)
		return;
	for (size_t i = 0; i < length; i++) {
		arc = arc << 7 | (value[i] & 0x7F);
		if (arc >> 56 != 0)
			return;
		if (value[i] & 0x80)
			continue;
		if (first)
			words_add(words, "%u.%llu", arc < 80 ? (unsigned)(arc / 40) : 2,
			          arc < 80 ? arc % 40 : arc - 80);
		else
			words_add(words, ".%llu", arc);
		first = false;
		arc = 0;
	}
}

static void say_files(struct words *words, const uint8_t *value, size_t length, enum family family)
{
	for (size_t i = 0; length % 2 == 0 && i < length && i < 16; i += 2) {
		uint16_t id = (uint16_t)(value[i] << 8 | value[i + 1]);
		const char *name = file_id_name(id, family);

		words_put(words, i > 0 ? " / " : "");
		if (name != NULL)
			words_put(words, name);
		else
			words_add(words, "%04X", id);
	}
}

/* ISO/IEC 7816-4:2005, 5.3.3.3, table 14 */
static void say_file_descriptor(struct words *words, const uint8_t *value, size_t length)
{
	static const char *const structures[] = {
		"no information on the structure",
		"transparent",
		"linear, fixed size",
		"linear, fixed size, TLV",
		"linear, variable size",
		"linear, variable size, TLV",
		"cyclic, fixed size",
		"cyclic, fixed size, TLV",
	};
	uint8_t b = length > 0 ? value[0] : 0x80;

	if (b & 0x80)
		return;
	if ((b & 0xBF) == 0x38)
		words_put(words, "DF");
	else if ((b & 0xBF) == 0x39 || (b & 0xBF) == 0x3A)
		words_put(words, (b & 1) ? "EF of BER-TLV objects" : "EF of SIMPLE-TLV objects");
	else
		words_add(words, "%s EF, %s",
		          (b & 0x38) == 0         ? "working" :
		                  (b & 0x38) == 8 ? "internal" :
		                                    "proprietary",
		          structures[b & 7]);
	words_put(words, b & 0x40 ? ", shareable" : "");
	if (length == 5 || length == 6)
		words_add(words, ", %u records of %u bytes",
		          length == 5 ? value[4] : (unsigned)(value[4] << 8 | value[5]),
		          (unsigned)(value[2] << 8 | value[3]));
	else if (length == 4)
		words_add(words, ", records of %u bytes", (unsigned)(value[2] << 8 | value[3]));
}

static void say_sw(struct words *words, const uint8_t *value, size_t length)
{
	char text[160];

	if (length != 2)
		return;
	uint16_t sw = (uint16_t)(value[0] << 8 | value[1]);
	sw_text(sw_find(sw, NULL), sw, text, sizeof text);
	words_put(words, text);
}

/* EMV 4.3 Book 3, annex C1 names it; 6.5.5.4, table 14 */
static void say_cryptogram_kind(struct words *words, const uint8_t *value, size_t length)
{
	static const char *const kinds[] = {
		"AAC, declined",
		"TC, approved",
		"ARQC, online authorisation requested",
		"reserved",
	};

	if (length == 1)
		words_put(words, kinds[value[0] >> 6]);
}

/* EMV 4.3 Book 3, annex A: the account number, D, expiration YYMM, service code, discretionary data
 */
static void say_track2(struct words *words, const uint8_t *value, size_t length)
{
	size_t d = 0;

	while (d < 2 * length && quartet(value, d) <= 9)
		d++;
	if (d == 0 || d + 8 > 2 * length || quartet(value, d) != 0xD)
		return;
	words_put(words, "account ");
	for (size_t i = 0; i < d && i < 19; i++)
		words_add(words, "%u", quartet(value, i));
	words_add(words, ", expires 20%X%X-%X%X, service code %X%X%X", quartet(value, d + 1),
	          quartet(value, d + 2), quartet(value, d + 3), quartet(value, d + 4),
	          quartet(value, d + 5), quartet(value, d + 6), quartet(value, d + 7));
}

void tlv_value_text(struct words *words, enum tlv_value kind, const uint8_t *value, size_t length,
                    enum family family)
{
	switch (kind) {
	case VALUE_BYTES:
		if (length >= 4)
			tlv_put_text(words, value, length);
		break;
	case VALUE_TEXT:
		tlv_put_text(words, value, length);
		break;
	case VALUE_DIGITS:
		say_digits(words, value, length);
		break;
	case VALUE_NUMBER:
		say_number(words, value, length);
		break;
	case VALUE_DATE6:
		say_date6(words, value, length);
		break;
	case VALUE_DATE8:
		say_date8(words, value, length);
		break;
	case VALUE_DATE_CVC:
		say_date_cvc(words, value, length);
		break;
	case VALUE_COUNTRY:
		say_country(words, value, length);
		break;
	case VALUE_AMOUNT:
		say_amount(words, value, length);
		break;
	case VALUE_AID:
		aid_text(words, value, length);
		break;
	case VALUE_OID:
		say_oid(words, value, length);
		break;
	case VALUE_FILE_ID:
	case VALUE_PATH:
		say_files(words, value, length, family);
		break;
	case VALUE_FILE_DESCRIPTOR:
		say_file_descriptor(words, value, length);
		break;
	case VALUE_LIFE_CYCLE:
		if (length == 1)
			describe_status(words, value[0], -1);
		break;
	case VALUE_SW:
		say_sw(words, value, length);
		break;
	case VALUE_CRYPTOGRAM_KIND:
		say_cryptogram_kind(words, value, length);
		break;
	case VALUE_TRACK2:
		say_track2(words, value, length);
		break;
	case VALUE_LOG_ENTRY:
		if (length == 2)
			words_add(words, "SFI %u, %u records", value[0], value[1]);
		break;
	case VALUE_COMMAND_DETAILS:
	case VALUE_DEVICES:
	case VALUE_TOOLKIT_TEXT:
		toolkit_text(words, kind, value, length);
		break;
	case VALUE_TAGS:
	case VALUE_DOL:
	case VALUE_AFL:
	case VALUE_AIP:
	case VALUE_GPO:
	case VALUE_AC:
		break; /* in details */
	}
}
