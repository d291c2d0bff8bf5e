#include "tlv/card_value.h"

#include "base/bytes.h"
#include "tlv/basic_value.h"

#include <string.h>

/* Five bits per character, four data bits with the least significant first, and odd parity (PACS
 * 2.3, 2.1). */
static unsigned fascn_character(const uint8_t *bytes, size_t i)
{
	unsigned value = 0;

	for (size_t bit = 0; bit < 4; bit++) {
		size_t at = 5 * i + bit;

		value |= ((unsigned)bytes[at / 8] >> (7 - at % 8) & 1u) << bit;
	}
	return value;
}

void fascn_text(struct words *words, const struct tlv_data *data)
{
	/* offsets in the 40 characters */
	static const struct {
		uint8_t at, count;
		const char *name;
	} fields[] = {
		{1, 4, "agency"},
		{6, 4, "system"},
		{11, 6, "credential"},
		{22, 10, "person"},
	};

	if (data->length != 25)
		return;
	for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
		words_add(words, "%s%s ", f > 0 ? ", " : "", fields[f].name);
		for (size_t i = 0; i < fields[f].count; i++)
			words_add(words, "%X", fascn_character(data->bytes, fields[f].at + i));
	}
}

/* OpenPGP card 3.4, 4.4.3.10: curves by object identifier */
static const struct {
	uint8_t length;
	const char *oid, *name;
} curves[] = {
	{8, "\x2A\x86\x48\xCE\x3D\x03\x01\x07", "NIST P-256"},
	{5, "\x2B\x81\x04\x00\x22", "NIST P-384"},
	{5, "\x2B\x81\x04\x00\x23", "NIST P-521"},
	{5, "\x2B\x81\x04\x00\x0A", "secp256k1"},
	{9, "\x2B\x24\x03\x03\x02\x08\x01\x01\x07", "brainpoolP256r1"},
	{9, "\x2B\x24\x03\x03\x02\x08\x01\x01\x0B", "brainpoolP384r1"},
	{9, "\x2B\x24\x03\x03\x02\x08\x01\x01\x0D", "brainpoolP512r1"},
	{9, "\x2B\x06\x01\x04\x01\xDA\x47\x0F\x01", "Ed25519"},
	{10, "\x2B\x06\x01\x04\x01\x97\x55\x01\x05\x01", "X25519"},
	{3, "\x2B\x65\x70", "Ed25519"},
	{3, "\x2B\x65\x6E", "X25519"},
	{3, "\x2B\x65\x71", "Ed448"},
	{3, "\x2B\x65\x6F", "X448"},
};

const char *curve_name(const uint8_t *oid, size_t length)
{
	for (size_t i = 0; i < sizeof curves / sizeof *curves; i++)
		if (length >= curves[i].length && length <= curves[i].length + 1u &&
		    memcmp(oid, curves[i].oid, curves[i].length) == 0)
			return curves[i].name;
	return "unknown curve";
}

void algorithm_text(struct words *words, const struct tlv_data *data)
{
	static const struct {
		uint8_t id;
		const char *name;
	} curved[] = {{0x12, "ECDH"}, {0x13, "ECDSA"}, {0x16, "EdDSA"}};
	static const char *const imports[] = {"e p q", "e p q n", "e p q and CRT",
	                                      "e p q n and CRT"};
	const uint8_t *v = data->bytes;

	if (data->length < 2)
		return;
	if (v[0] == 0x01 && data->length >= 5) {
		words_add(words, "RSA %u, exponent of %u bits", (unsigned)(v[1] << 8 | v[2]),
		          (unsigned)(v[3] << 8 | v[4]));
		if (data->length > 5 && v[5] < 4)
			words_add(words, ", import of %s", imports[v[5]]);
	}
	for (size_t i = 0; i < sizeof curved / sizeof *curved; i++)
		if (curved[i].id == v[0])
			words_add(words, "%s %s", curved[i].name,
			          curve_name(v + 1, data->length - 1));
}

/* GlobalPlatform Card Specification 2.3, annex H.2: below 1.2.840.114283 */
void gp_oid_text(struct words *words, const struct tlv_data *data)
{
	static const uint8_t prefix[] = {0x2A, 0x86, 0x48, 0x86, 0xFC, 0x6B};

	oid_text(words, data);
	if (data->length <= sizeof prefix || memcmp(data->bytes, prefix, sizeof prefix) != 0)
		return;
	const uint8_t *arcs = data->bytes + sizeof prefix;
	size_t count = data->length - sizeof prefix;
	if (arcs[0] == 1)
		words_put(words, ", card recognition data");
	else if (arcs[0] == 3)
		words_put(words, ", GlobalPlatform card identification scheme");
	else if (arcs[0] == 4 && count == 3)
		words_add(words, ", SCP%02X, option %02X", arcs[1], arcs[2]);
	else if (arcs[0] == 2 && count > 1)
		words_put(words, ", GlobalPlatform version");
	for (size_t i = 1; arcs[0] == 2 && i < count && i < 5; i++)
		words_add(words, "%s%u", i > 1 ? "." : " ", arcs[i]);
}

static void put_component(struct words *words, const struct tlv_data *data, size_t at,
                          unsigned length)
{
	const struct tlv_data type = {data->bytes + at, 1, .bits = data->bits};

	words_put(words, words->length > 0 ? "; " : "");
	code_text(words, &type);
	words_add(words, ", %u byte%s", length, length == 1 ? "" : "s");
}

enum { EXTENDED = 0xFF };

/* GlobalPlatform Card Specification 2.3, 11.3.3.1, tables 11-28 and 11-29: type and length; in the
 * extended format FF, type and a length of two bytes, followed by usage and access with their
 * lengths. Some cards omit the FF from the second component on. */
void key_components_text(struct words *words, const struct tlv_data *data)
{
	bool extended = data->length > 0 && data->bytes[0] == EXTENDED;
	size_t at = 0, step = extended ? 3 : 2;

	while (data->length - at >= step && (!extended || data->bytes[at] >= 0x80)) {
		at += extended && data->bytes[at] == EXTENDED;
		const uint8_t *b = data->bytes + at;

		if (data->length - at < step)
			return;
		put_component(words, data, at, extended ? (unsigned)(b[1] << 8 | b[2]) : b[1]);
		at += step;
	}
	if (extended && data->length - at >= 4)
		words_add(words, "; usage %02X, access %02X", data->bytes[at + 1],
		          data->bytes[at + 3]);
}

/* Visa GlobalPlatform 2.1.1 card implementation requirements: YDDD in BCD */
void production_day_text(struct words *words, const struct tlv_data *data)
{
	unsigned digits[4], day;

	if (data->length != 2 || (data->bytes[0] | data->bytes[1]) == 0)
		return;
	for (size_t i = 0; i < 4; i++)
		digits[i] = nibble_at(data->bytes, i);
	day = digits[1] * 100 + digits[2] * 10 + digits[3];
	if (digits[0] > 9 || digits[1] > 9 || digits[2] > 9 || digits[3] > 9 || day < 1 ||
	    day > 366)
		words_put(words, "not a valid date");
	else
		words_add(words, "day %u of a year ending in %u", day, digits[0]);
}

/* NXP's data sheets MF3DHx2, MF3DHx3: four bits for each right: a key number, or E (free) or F
 * (never) */
void desfire_rights_text(struct words *words, const struct tlv_data *data)
{
	static const char *const names[] = {"read", "write", "read and write", "change"};

	if (data->length != 2)
		return;
	for (size_t i = 0; i < 4; i++) {
		unsigned key = nibble_at(data->bytes, i ^ 2);

		words_add(words, "%s%s: ", i > 0 ? ", " : "", names[i]);
		if (key < 14)
			words_add(words, "key %u", key);
		else
			words_put(words, key == 14 ? "always" : "never");
	}
}
