#include "atr/describe_capabilities.h"

#include <stdio.h>

/* A bit that stands for yes or no. */
struct flag {
	uint8_t mask;
	const char *label;
	const char *meaning;
};

static void add_flags(struct tree *tree, node_id parent, const struct flag *flag, uint8_t value)
{
	for (; flag->mask != 0; flag++)
		tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, flag->label, "%s: %s",
		          flag->meaning, value & flag->mask ? "yes" : "no");
}

/* Table 85 */
static const struct flag services[] = {
	{0x80, "b8", "application selection by full DF name"},
	{0x40, "b7", "application selection by partial DF name"},
	{0x20, "b6", "BER-TLV data objects in EF.DIR"},
	{0x10, "b5", "BER-TLV data objects in EF.ATR"},
	{0},
};

static const char *access_service(uint8_t value)
{
	switch (value >> 1 & 7) {
	case 4:
		return "READ BINARY (transparent)";
	case 0:
		return "READ RECORD (records)";
	case 2:
		return "GET DATA (TLV)";
	default:
		return "a reserved method";
	}
}

void describe_service_text(struct words *words, const uint8_t *value, size_t length)
{
	const char *files = "";

	if (length != 1) {
		words_put(words, ": reserved length");
		return;
	}
	words_put(words, value[0] & 0xC0 ? ": selection by " : ": no selection by DF name");
	if (value[0] & 0xC0)
		words_add(words, "%s%s%s DF name", value[0] & 0x80 ? "full" : "",
		          (value[0] & 0xC0) == 0xC0 ? " and " : "",
		          value[0] & 0x40 ? "partial" : "");
	if (value[0] & 0x30)
		files = (value[0] & 0x30) == 0x30 ? "EF.DIR and EF.ATR" :
			value[0] & 0x20           ? "EF.DIR" :
						    "EF.ATR";
	if (*files != '\0')
		words_add(words, ", %s by %s", files, access_service(value[0]));
	words_put(words, value[0] & 1 ? ", without MF" : ", with MF");
}

void describe_service(struct tree *tree, node_id field, const uint8_t *value, size_t length)
{
	if (length != 1)
		return;
	add_flags(tree, field, services, value[0]);
	tree_addf(tree, field, NODE_DETAIL, ROLE_PLAIN, "b4 b3 b2", "%s%s",
	          value[0] & 0x30 ? "EF.DIR and EF.ATR read by " :
	                            "no meaning without EF.DIR and EF.ATR; ",
	          access_service(value[0]));
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "b1",
	         value[0] & 1 ? "without MF" : "with MF");
}

/* Table 86 */
static const struct flag selections[] = {
	{0x80, "b8", "DF selection by full DF name"},
	{0x40, "b7", "DF selection by partial DF name"},
	{0x20, "b6", "DF selection by path"},
	{0x10, "b5", "DF selection by file identifier"},
	{0x08, "b4", "implicit DF selection"},
	{0x04, "b3", "short EF identifiers"},
	{0x02, "b2", "record numbers"},
	{0x01, "b1", "record identifiers"},
	{0},
};

/* Table 87: the data unit has 2^n quartets. */
static void put_unit(struct words *words, unsigned n)
{
	if (n == 0)
		words_put(words, "half a byte");
	else
		words_add(words, "%u byte%s", 1u << (n - 1), n == 1 ? "" : "s");
}

static void add_coding(struct tree *tree, node_id parent, uint8_t value)
{
	static const struct flag structure[] = {{0x80, "b8", "EFs of TLV structure"}, {0}};
	static const char *const writes[] = {"one-time write", "proprietary", "write OR",
	                                     "write AND"};
	struct words unit = {0};

	add_flags(tree, parent, structure, value);
	tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "b7 b6", "write functions: %s",
	          writes[value >> 5 & 3]);
	tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "b5",
	          "FF as first byte of a BER-TLV tag: %s",
	          value & 0x10 ? "valid (long private tag)" : "invalid (padding)");
	put_unit(&unit, value & 15);
	tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "b4 to b1", "data unit: %s", unit.text);
}

/* Table 88; b6 since the 2013 edition. */
static const struct flag transmissions[] = {
	{0x80, "b8", "command chaining"},
	{0x40, "b7", "extended Lc and Le"},
	{0x20, "b6", "lengths in EF.ATR/INFO (reserved before 2013)"},
	{0},
};

static void put_channels(struct words *words, uint8_t value)
{
	unsigned most = (value & 7) + 1u;

	if ((value & 7) == 7)
		words_put(words, "8 or more logical channels");
	else
		words_add(words, "%u logical channel%s", most, most == 1 ? "" : "s");
}

static void add_transmission(struct tree *tree, node_id parent, uint8_t value)
{
	static const char *const assigned[] = {
		"no logical channels",
		"channel numbers assigned by the reader",
		"channel numbers assigned by the card",
		"channel numbers assigned by the card and by the reader",
	};
	struct words channels = {0};

	add_flags(tree, parent, transmissions, value);
	tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "b5 b4", "%s", assigned[value >> 3 & 3]);
	put_channels(&channels, value);
	tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "b3 to b1", "%s%s",
	          (value & 7) == 7 ? "" : "at most ", channels.text);
}

void describe_capabilities_text(struct words *words, const uint8_t *value, size_t length)
{
	if (length < 1 || length > 3) {
		words_put(words, ": reserved length");
		return;
	}
	words_add(words, ": short EF identifiers %s", value[0] & 0x04 ? "yes" : "no");
	if (length < 3)
		return;
	words_add(words, ", chaining %s, extended length %s, ", value[2] & 0x80 ? "yes" : "no",
	          value[2] & 0x40 ? "yes" : "no");
	put_channels(words, value[2]);
}

static node_id add_table(struct tree *tree, node_id field, const char *name, uint8_t value)
{
	return tree_addf(tree, field, NODE_DETAIL, ROLE_PLAIN, name, "%02X", value);
}

void describe_capabilities(struct tree *tree, node_id field, const uint8_t *value, size_t length)
{
	if (length < 1 || length > 3)
		return;
	add_flags(tree, add_table(tree, field, "selection methods", value[0]), selections,
	          value[0]);
	if (length > 1)
		add_coding(tree, add_table(tree, field, "data coding", value[1]), value[1]);
	if (length > 2)
		add_transmission(tree, add_table(tree, field, "transmission", value[2]), value[2]);
}
