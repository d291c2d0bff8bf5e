#include "tlv/tlv_value.h"

#include "tlv/tlv.h"

#include <stdio.h>

/* EMV 4.3 Book 3, 5.4: tags and lengths; ISO/IEC 7816-4:2005, 8.5.1: tags alone. */
static void add_tags(struct tree *tree, node_id field, const uint8_t *value, size_t length,
                     bool lengths, enum family family)
{
	struct cursor cursor = cursor_start(value, length);
	uint32_t tag;

	while (cursor_left(&cursor) > 0) {
		char name[TLV_TAG_TEXT];
		uint8_t count = 0;
		bool guess;

		if (!tlv_read_tag(&cursor, &tag) || (lengths && !cursor_u8(&cursor, &count))) {
			tree_add(tree, field, NODE_PROBLEM, ROLE_WARNING, "tag-list",
			         "the list ends in the middle of an entry");
			return;
		}
		const struct tlv_row *row = tlv_tag_find(tag, TLV_IN_DATA_ID, family, &guess);
		tlv_write_tag(name, tag);
		if (lengths)
			tree_addf(tree, field, NODE_DETAIL, ROLE_PLAIN, name, "%s, %u byte%s",
			          row != NULL ? row->name : "not known", count,
			          count == 1 ? "" : "s");
		else
			tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, name,
			         row != NULL ? row->name : "not known");
	}
}

/* EMV 4.3 Book 3, 10.2: four bytes an entry. */
static void add_afl(struct tree *tree, node_id field, const uint8_t *value, size_t length)
{
	for (size_t i = 0; i + 4 <= length; i += 4) {
		const uint8_t *e = value + i;
		char name[16];

		(void)snprintf(name, sizeof name, "SFI %u", e[0] >> 3);
		tree_addf(tree, field, NODE_DETAIL, ROLE_PLAIN, name,
		          "records %u to %u, %u of them signed", e[1], e[2], e[3]);
	}
	if (length % 4 != 0)
		tree_add(tree, field, NODE_PROBLEM, ROLE_WARNING, "afl-length",
		         "the list's length is no multiple of four");
}

/* EMV 4.3 Book 3, annex C1 */
static const struct {
	uint8_t mask;
	const char *bit, *meaning;
} profile[] = {
	{0x40, "b7", "static data authentication (SDA)"},
	{0x20, "b6", "dynamic data authentication (DDA)"},
	{0x10, "b5", "cardholder verification"},
	{0x08, "b4", "terminal risk management is to be done"},
	{0x04, "b3", "issuer authentication by EXTERNAL AUTHENTICATE"},
	{0x01, "b1", "combined data authentication (CDA)"},
};

static void add_aip(struct tree *tree, node_id field, const uint8_t *value, size_t length)
{
	if (length != 2)
		return;
	for (size_t i = 0; i < sizeof profile / sizeof *profile; i++)
		if (value[0] & profile[i].mask)
			tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, profile[i].bit,
			         profile[i].meaning);
}

/* EMV 4.3 Book 3, 6.5.8.4, format 1 */
static void add_gpo(struct tree *tree, node_id field, const uint8_t *value, size_t length)
{
	if (length < 2)
		return;
	add_aip(tree, field, value, 2);
	add_afl(tree, field, value + 2, length - 2);
}

static void add_hex(struct tree *tree, node_id field, const char *name, const uint8_t *value,
                    size_t length)
{
	struct words words = {0};

	words_hex(&words, value, length);
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, name, words.text);
}

/* EMV 4.3 Book 3, 6.5.5.4, format 1 */
static void add_ac(struct tree *tree, node_id field, const uint8_t *value, size_t length)
{
	struct words kind = {0};

	if (length < 11)
		return;
	tlv_value_text(&kind, VALUE_CRYPTOGRAM_KIND, value, 1, FAMILY_EMV);
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "cryptogram information data", kind.text);
	tree_addf(tree, field, NODE_DETAIL, ROLE_PLAIN, "application transaction counter", "%u",
	          (unsigned)(value[1] << 8 | value[2]));
	add_hex(tree, field, "application cryptogram", value + 3, 8);
	add_hex(tree, field, "issuer application data", value + 11, length - 11);
}

void tlv_value_details(struct tree *tree, node_id field, enum tlv_value kind, const uint8_t *value,
                       size_t length, enum family family)
{
	if (kind == VALUE_TAGS || kind == VALUE_DOL)
		add_tags(tree, field, value, length, kind == VALUE_DOL, family);
	else if (kind == VALUE_AFL)
		add_afl(tree, field, value, length);
	else if (kind == VALUE_AIP)
		add_aip(tree, field, value, length);
	else if (kind == VALUE_GPO)
		add_gpo(tree, field, value, length);
	else if (kind == VALUE_AC)
		add_ac(tree, field, value, length);
}
