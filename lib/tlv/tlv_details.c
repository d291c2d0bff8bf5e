#include "tlv/tlv_value.h"

#include "tlv/certificate.h"
#include "tlv/file_value.h"
#include "tlv/short_message.h"
#include "tlv/tlv.h"
#include "tlv/tlv_fields.h"
#include "tlv/tlv_tags.h"

#include <stdio.h>

/* EMV 4.3 Book 3, 5.4: tags and lengths; ISO/IEC 7816-4:2005, 8.5.1: tags only. */
static void add_tags(struct tree *tree, node_id field, const struct tlv_data *data, bool lengths)
{
	struct cursor cursor = cursor_start(data->bytes, data->length);
	uint32_t tag;

	while (cursor_left(&cursor) > 0) {
		char name[TLV_TAG_TEXT];
		uint8_t count = 0;

		if (!tlv_read_tag(&cursor, &tag) || (lengths && !cursor_u8(&cursor, &count))) {
			tree_add(tree, field, NODE_PROBLEM, ROLE_WARNING, "tag-list",
			         "the list ends in the middle of an entry");
			return;
		}
		const char *meaning = tlv_tag_name(tag, data->family);
		tlv_write_tag(name, tag);
		meaning = meaning != NULL ? meaning : "unknown object";
		if (lengths)
			tree_addf(tree, field, NODE_DETAIL, ROLE_PLAIN, name, "%s, %u byte%s",
			          meaning, count, count == 1 ? "" : "s");
		else
			tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, name, meaning);
	}
}

/* EMV 4.3 Book 3, 10.2: four bytes per entry. */
static void add_afl(struct tree *tree, node_id field, const struct tlv_data *data)
{
	for (size_t i = 0; i + 4 <= data->length; i += 4) {
		const uint8_t *e = data->bytes + i;
		char name[16], to[16] = "", signed_records[8] = "none";

		(void)snprintf(name, sizeof name, "SFI %u", (unsigned)e[0] >> 3);
		if (e[1] != e[2])
			(void)snprintf(to, sizeof to, " to %u", e[2]);
		if (e[3] != 0)
			(void)snprintf(signed_records, sizeof signed_records, "%u", e[3]);
		tree_addf(tree, field, NODE_DETAIL, ROLE_PLAIN, name,
		          "record%s %u%s, %s for offline data authentication",
		          e[1] != e[2] ? "s" : "", e[1], to, signed_records);
	}
	if (data->length % 4 != 0)
		tree_add(tree, field, NODE_PROBLEM, ROLE_WARNING, "afl-length",
		         "the length of the list is not a multiple of four");
}

/* Adds "b7" for a mask, "b8-b6" for adjacent bits, else "b4 b3 b1". In a value of several bytes
 * "byte 2" is added before that, and stands alone for a whole byte. */
static void put_bit_name(struct words *words, const struct tlv_bits *row, size_t byte, bool several)
{
	unsigned lowest = row->mask & -(unsigned)row->mask;
	bool together = ((row->mask + lowest) & row->mask) == 0;
	const char *between = several ? " " : "";

	if (several)
		words_add(words, "byte %zu", byte + 1);
	if (several && row->mask == 0xFF)
		return;
	for (unsigned bit = 8; bit > 0; bit--) {
		unsigned mask = 1u << (bit - 1);
		bool inner = together && mask != lowest && (row->mask & mask << 1) != 0;

		if ((row->mask & mask) == 0 || inner)
			continue;
		words_add(words, "%sb%u", between, bit);
		between = together ? "-" : " ";
	}
}

/* Returns the number of the byte that has the bits, which is none of the value's if that is too
 * short. */
static size_t byte_of(const struct tlv_bits *row, size_t length)
{
	return row->byte < TLV_FROM_END ? row->byte : length - 1 - (row->byte - TLV_FROM_END);
}

static void add_bits(struct tree *tree, node_id field, const struct tlv_data *data)
{
	for (const struct tlv_bits *row = data->bits; row != NULL && row->text != NULL; row++) {
		struct words name = {0};
		size_t byte = byte_of(row, data->length);

		if (byte >= data->length || (data->bytes[byte] & row->mask) != row->bits)
			continue;
		put_bit_name(&name, row, byte, data->length > 1);
		tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, name.text, row->text);
	}
}

static void add_parts(struct tree *tree, node_id field, const struct tlv_data *data)
{
	struct tlv_fields fields = {.tree = tree, .parent = field, .data = data};
	const struct tlv_part *part = data->parts, *again = NULL;

	while (fields.at < data->length) {
		if (part->name == NULL && again == NULL)
			break;
		part = part->name == NULL ? again : part;
		again = part->again ? part : again;
		(void)tlv_fields_add(&fields, part++);
	}
	tlv_fields_rest(&fields, "", "more than the standard defines");
}

void tlv_value_details(struct tree *tree, node_id field, enum tlv_value kind,
                       const struct tlv_data *data)
{
	if (kind == VALUE_TAGS || kind == VALUE_DOL)
		add_tags(tree, field, data, kind == VALUE_DOL);
	else if (kind == VALUE_AFL)
		add_afl(tree, field, data);
	else if (kind == VALUE_BITS)
		add_bits(tree, field, data);
	else if (kind == VALUE_PARTS)
		add_parts(tree, field, data);
	else if (kind == VALUE_PIN_STATUS)
		pin_status_details(tree, field, data);
	else if (kind == VALUE_ACCESS_COMPACT || kind == VALUE_ACCESS_MODE)
		access_details(tree, field, kind, data);
	else if (kind == VALUE_CERTIFICATE)
		certificate_details(tree, field, data);
	else if (kind == VALUE_RECEIVED_MESSAGE)
		received_message_details(tree, field, data);
	else if (kind == VALUE_SENT_MESSAGE)
		sent_message_details(tree, field, data);
}
