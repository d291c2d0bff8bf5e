#include "tlv/ndef/ndef_container.h"

#include "tlv/tlv_fields.h"
#include "tlv/tlv_value.h"
#include "words/words.h"

#include <stdio.h>

/* Clauses are those of NFC Forum Type 4 Tag 3.0. */

enum {
	CONTAINER_HEADER = 7, /* CCLEN, mapping version, MLe, MLc */
	CONTROL = 0x04,       /* tags of control TLVs */
	PROPRIETARY_CONTROL = 0x05,
	EXTENDED_CONTROL = 0x06,
};

/* 4.3.2 */
static const struct tlv_bits read_access[] = {
	{0, 0xFF, 0x00, "without security"},
	{0, 0xFF, 0xFF, "reserved"},
	{0, 0x80, 0x80, "proprietary"},
	{0},
};
static const struct tlv_bits write_access[] = {
	{0, 0xFF, 0x00, "without security"},
	{0, 0xFF, 0xFF, "none: read-only"},
	{0, 0x80, 0x80, "proprietary"},
	{0},
};

static const struct tlv_part control[] = {
	{2, VALUE_FILE_ID, "file identifier"},
	{2, VALUE_NUMBER, "maximum size"},
	{1, VALUE_CODE, "read access", read_access},
	{1, VALUE_CODE, "write access", write_access},
	{0},
};
static const struct tlv_part extended_control[] = {
	{2, VALUE_FILE_ID, "file identifier"},
	{4, VALUE_NUMBER, "maximum size"},
	{1, VALUE_CODE, "read access", read_access},
	{1, VALUE_CODE, "write access", write_access},
	{0},
};

static const struct control_row {
	uint8_t tag;
	const char *name;
	const struct tlv_part *parts;
} controls[] = {
	{CONTROL, "NDEF file control", control},
	{PROPRIETARY_CONTROL, "proprietary file control", control},
	{EXTENDED_CONTROL, "extended NDEF file control", extended_control},
};

static const struct control_row *find_control(uint8_t tag)
{
	for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
		if (controls[i].tag == tag)
			return &controls[i];
	return NULL;
}

/* Reads the length of a TLV at the start of the bytes: one byte, or FF and two more (4.3.1).
 * Returns the number of bytes of tag and length, 0 if they are incomplete. */
static size_t read_header(const uint8_t *bytes, size_t length, size_t *value)
{
	if (length < 2 || (bytes[1] == 0xFF && length < 4))
		return 0;
	*value = bytes[1] == 0xFF ? (size_t)bytes[2] << 8 | bytes[3] : bytes[1];
	return bytes[1] == 0xFF ? 4 : 2;
}

/* Adds the TLV at the start of what is left; returns false if nothing can be read after it. */
static bool add_control(struct tlv_fields *fields)
{
	const struct tlv_data *data = fields->data;
	const uint8_t *bytes = data->bytes + fields->at;
	const struct control_row *row = find_control(bytes[0]);
	size_t left = data->length - fields->at, length = 0;
	size_t header = read_header(bytes, left, &length), at = fields->at + header;
	char name[8];

	if (header == 0)
		return false;
	bool whole = length <= left - header;
	length = whole ? length : left - header;
	(void)snprintf(name, sizeof name, "%02X", bytes[0]);
	node_id field = tlv_fields_text(fields, header + length, name,
	                                row != NULL ? row->name : "unknown TLV");
	tree_header(fields->tree, field, header);
	const struct tlv_data value = {.bytes = bytes + header,
	                               .length = length,
	                               .family = FAMILY_NDEF,
	                               .offset = data->offset + at,
	                               .parts = row != NULL ? row->parts : NULL};
	if (row != NULL)
		tlv_value_details(fields->tree, field, VALUE_PARTS, &value);
	if (!whole)
		tree_add(fields->tree, field, NODE_PROBLEM, ROLE_WARNING, "value-length",
		         "the value is incomplete");
	return whole;
}

static void add_version(struct tlv_fields *fields)
{
	struct words words = {0};

	if (fields->at < fields->data->length)
		words_add(&words, "%u.%u", fields->data->bytes[fields->at] >> 4,
		          fields->data->bytes[fields->at] & 15u);
	(void)tlv_fields_text(fields, 1, "mapping version", words.text);
}

void ndef_container_details(struct tree *tree, node_id field, const struct tlv_data *data)
{
	static const struct tlv_part length = {2, VALUE_NUMBER, "length (CCLEN)"};
	static const struct tlv_part limits[] = {
		{2, VALUE_NUMBER, "maximum response data (MLe)"},
		{2, VALUE_NUMBER, "maximum command data (MLc)"},
	};
	struct tlv_fields fields = {.tree = tree, .parent = field, .data = data};

	(void)tlv_fields_add(&fields, &length);
	if (fields.at < data->length)
		add_version(&fields);
	for (size_t i = 0; i < 2 && fields.at < data->length; i++)
		(void)tlv_fields_add(&fields, &limits[i]);
	size_t stated = data->length >= 2 ? (size_t)data->bytes[0] << 8 | data->bytes[1] : 0;
	while (fields.at < data->length && fields.at < stated && add_control(&fields))
		;
	tlv_fields_rest(&fields, "", fields.at < stated ? "incomplete" : "unused");
}

bool ndef_container_file(const uint8_t *bytes, size_t length, uint16_t *file, size_t *length_bytes)
{
	const uint8_t *tlv = bytes + CONTAINER_HEADER;

	if (length < CONTAINER_HEADER + 4 || (tlv[0] != CONTROL && tlv[0] != EXTENDED_CONTROL))
		return false;
	*file = (uint16_t)(tlv[2] << 8 | tlv[3]);
	*length_bytes = tlv[0] == EXTENDED_CONTROL ? 4 : 2;
	return true;
}
