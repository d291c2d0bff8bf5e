#include "names/aid.h"

#include "base/bytes.h"
#include "base/fold.h"
#include "names/country.h"

#include <string.h>

static bool matches(const struct aid_row *row, const char *hex, size_t digits)
{
	size_t length = strlen(row->hex);

	return length <= digits && memcmp(row->hex, hex, length) == 0 &&
		(row->match != AID_WHOLE || length == digits);
}

const struct aid_row *aid_find(const uint8_t *aid, size_t length)
{
	const struct aid_row *best = NULL;
	char hex[2 * AID_MAX + 1];

	if (length > AID_MAX)
		return NULL;
	size_t digits = hex_write(hex, aid, length);
	for (size_t i = 0; i < aid_row_count; i++)
		if (matches(&aid_rows[i], hex, digits) &&
		    (best == NULL || strlen(aid_rows[i].hex) > strlen(best->hex)))
			best = &aid_rows[i];
	return best;
}

/* ISO/IEC 7816-5, 8.2.1.3: D is followed by the three digits of the country (ISO 3166-1). */
static void put_national(struct words *words, const uint8_t *aid, size_t length)
{
	const char *country = NULL;

	if (length >= 2 && (aid[0] & 15) <= 9 && aid[1] >> 4 <= 9 && (aid[1] & 15) <= 9)
		country = country_name((aid[0] & 15u) * 100 + (aid[1] >> 4) * 10u + (aid[1] & 15u));
	words_put(words, "national application, ");
	words_put(words, country != NULL ? country : "unknown country");
}

/* Standards of ISO/IEC rather than of ISO alone. */
static const unsigned joint[] = {7816, 10536, 14443, 15693, 18013, 18092, 19785, 19794, 24727};

/* Reads the next arc of an object identifier (ISO/IEC 8825-1, 8.19); returns false if there is
 * none. */
static bool next_arc(const uint8_t *bytes, size_t length, size_t *at, unsigned *arc)
{
	for (*arc = 0; *at < length && *arc <= UINT16_MAX;) {
		uint8_t byte = bytes[(*at)++];

		*arc = *arc << 7 | (byte & 0x7F);
		if (!(byte & 0x80))
			return true;
	}
	return false;
}

/* E8 is followed by an object identifier: 28 is { iso(1) standard(0) }, followed by the number and
 * part of the standard (ISO/IEC 7816-4:2013, 12.2.3.4). */
static void put_standard(struct words *words, const uint8_t *aid, size_t length)
{
	unsigned number, part;
	size_t at = 2;
	bool known = false;

	words_put(words, "application of ");
	if (length < 2 || aid[0] != 0xE8 || aid[1] != 0x28 ||
	    !next_arc(aid, length, &at, &number)) {
		words_put(words, "a standard, by object identifier");
		return;
	}
	for (size_t i = 0; i < sizeof joint / sizeof *joint; i++)
		known = known || joint[i] == number;
	words_add(words, "%s %u", known ? "ISO/IEC" : "ISO", number);
	if (next_arc(aid, length, &at, &part))
		words_add(words, "-%u", part);
}

/* ISO/IEC 7816-5, 8.2.1, table 3: the first nibble is the category. */
static void put_category(struct words *words, const uint8_t *aid, size_t length)
{
	unsigned category = aid[0] >> 4;

	if (category == 0xD)
		put_national(words, aid, length);
	else if (category == 0xA)
		words_put(words, "internationally registered application");
	else if (category == 0xE)
		put_standard(words, aid, length);
	else if (category == 0xF)
		words_put(words, "proprietary application, not registered");
	else if (category <= 9)
		words_put(words, "application by issuer identification number");
	else
		words_put(words, "reserved category of identifiers");
}

void aid_text(struct words *words, const uint8_t *aid, size_t length)
{
	const struct aid_row *row = aid_find(aid, length);

	if (row != NULL)
		words_add(words, "%s%s", row->match == AID_RID ? "application of " : "", row->name);
	else if (length > AID_MAX)
		words_put(words, "too long for an application identifier (16 bytes)");
	else if (length > 0)
		put_category(words, aid, length);
}

const struct aid_row *aid_by_name(const char *text, size_t *next)
{
	size_t length = strlen(text);

	while (*next < aid_row_count) {
		const struct aid_row *row = &aid_rows[(*next)++];

		if (fold_has(row->name, strlen(row->name), text, length) ||
		    (strlen(row->hex) >= length && fold_has(row->hex, length, text, length)))
			return row;
	}
	return NULL;
}
