#include "atr/describe_object.h"

#include "base/bytes.h"
#include "names/aid.h"
#include "names/country.h"
#include "atr/describe_capabilities.h"
#include "atr/hist.h"
#include "names/status_indicator.h"

static void put_status(struct words *words, const uint8_t *value, size_t length)
{
	words_put(words, ": ");
	if (length == 1)
		describe_status(words, value[0], -1);
	else if (length == 2)
		describe_status(words, -1, value[0] << 8 | value[1]);
	else if (length == 3)
		describe_status(words, value[0], value[1] << 8 | value[2]);
	else
		words_put(words, "reserved length");
}

/* Three digits of ISO 3166-1, followed by national data. */
static void put_country(struct words *words, const uint8_t *value, size_t length)
{
	unsigned code = 0;

	for (size_t i = 0; i < 3; i++) {
		if (length < 2 || nibble_at(value, i) > 9) {
			words_put(words, ": invalid, not three decimal digits");
			return;
		}
		code = code * 10 + nibble_at(value, i);
	}
	words_add(words, " %03u: %s", code,
	          country_name(code) != NULL ? country_name(code) : "not assigned");
}

static void more_country(struct tree *tree, node_id field, const uint8_t *value, size_t length)
{
	struct words words = {0};

	for (size_t i = 3; i < 2 * length; i++)
		words_add(&words, "%X", nibble_at(value, i));
	if (length < 2)
		return;
	/* A single nibble of 0 or F is padding. */
	bool filler = length == 2 && (nibble_at(value, 3) == 0x0 || nibble_at(value, 3) == 0xF);
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, filler ? "filler" : "national data",
	         words.text);
}

/* ISO/IEC 7812-1: decimal digits, padded with F if their number is odd. */
static void put_issuer(struct words *words, const uint8_t *value, size_t length)
{
	size_t digits = 0, all = 2 * length;

	while (digits < all && nibble_at(value, digits) <= 9)
		digits++;
	if (all > 0 && digits + 1 == all && nibble_at(value, digits) == 15)
		all--;
	if (digits < all || all == 0) {
		words_put(words, ": invalid, not decimal digits");
		return;
	}
	words_put(words, " ");
	for (size_t i = 0; i < digits; i++)
		words_add(words, "%u", nibble_at(value, i));
}

/* 8.1.1.2.4: the first command to send. */
static void put_access(struct words *words, const uint8_t *value, size_t length)
{
	if (length == 1) {
		words_add(words, ": READ BINARY 00 B0 00 00 %02X", value[0]);
	} else if (length == 2 && value[0] & 0x80) {
		words_add(words, ": READ BINARY 00 B0 %02X 00 %02X", value[0], value[1]);
	} else if (length == 2) {
		words_add(words, ": READ RECORD 00 B2 01 %02X %02X", (value[0] & 0x1Fu) << 3 | 6,
		          value[1]);
		if (value[0] & 0x60)
			words_put(words, "; reserved bits set");
	} else if (length >= 5) {
		words_put(words, ": command ");
		words_hex(words, value, length);
	} else {
		words_put(words, ": reserved length");
	}
}

static void put_data(struct words *words, const uint8_t *value, size_t length)
{
	words_text(words, value, length);
}

static void put_aid(struct words *words, const uint8_t *value, size_t length)
{
	words_put(words, " ");
	words_hex(words, value, length);
	words_put(words, length > 0 ? ", " : "");
	aid_text(words, value, length);
}

static const struct {
	void (*put)(struct words *words, const uint8_t *value, size_t length);
	void (*more)(struct tree *tree, node_id field, const uint8_t *value, size_t length);
} meanings[16] = {
	[0x1] = {put_country, more_country},
	[0x2] = {put_issuer, NULL},
	[0x3] = {describe_service_text, describe_service},
	[0x4] = {put_access, NULL},
	[0x5] = {put_data, NULL},
	[0x6] = {put_data, NULL},
	[0x7] = {describe_capabilities_text, describe_capabilities},
	[0x8] = {put_status, NULL},
	[0xF] = {put_aid, NULL},
};

void describe_object_text(struct words *words, unsigned tag, const uint8_t *value, size_t length)
{
	const char *name = hist_tag_name(tag);

	if (name == NULL && tag == 0 && length == 0)
		words_put(words, "padding");
	else if (name == NULL)
		words_add(words, "undefined tag %X", tag);
	else
		words_put(words, name);
	if (meanings[tag & 15].put != NULL)
		meanings[tag & 15].put(words, value, length);
	else
		words_text(words, value, length);
}

void describe_object_details(struct tree *tree, node_id field, unsigned tag, const uint8_t *value,
                             size_t length)
{
	if (meanings[tag & 15].more != NULL)
		meanings[tag & 15].more(tree, field, value, length);
}
