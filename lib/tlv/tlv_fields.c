#include "tlv/tlv_fields.h"

#include "tlv/tlv_value.h"

static size_t left(const struct tlv_fields *fields)
{
	return fields->data->length - fields->at;
}

static node_id add(struct tlv_fields *fields, size_t length, const char *name, const char *text)
{
	node_id field = tree_add(fields->tree, fields->parent, NODE_FIELD, ROLE_PLAIN, name, text);

	tree_bytes(fields->tree, field, fields->data->offset + fields->at, length);
	fields->at += length;
	return field;
}

static void add_incomplete(struct tlv_fields *fields, size_t length, const char *name)
{
	size_t missing = length - left(fields);

	fields->cut = true;
	if (left(fields) > 0)
		(void)add(fields, left(fields), name, "incomplete");
	if (!fields->goes_on)
		tree_addf(fields->tree, fields->parent, NODE_PROBLEM, ROLE_WARNING, "value-length",
		          "the value is %zu byte%s too short", missing, missing == 1 ? "" : "s");
}

node_id tlv_fields_text(struct tlv_fields *fields, size_t length, const char *name,
                        const char *text)
{
	if (!fields->cut && length <= left(fields))
		return add(fields, length, name, text);
	if (!fields->cut)
		add_incomplete(fields, length, name);
	return 0;
}

node_id tlv_fields_add(struct tlv_fields *fields, const struct tlv_part *part)
{
	size_t length = part->length == 0 ? left(fields) : part->length;
	const struct tlv_data value = {.bytes = fields->data->bytes + fields->at,
	                               .length = length,
	                               .family = fields->data->family,
	                               .offset = fields->data->offset + fields->at,
	                               .bits = part->bits};
	struct words words = {0};

	if (!fields->cut && length <= left(fields))
		tlv_value_text(&words, part->value, &value);
	node_id field = tlv_fields_text(fields, length, part->name, words.text);
	if (field != 0)
		tlv_value_details(fields->tree, field, part->value, &value);
	return field;
}

void tlv_fields_rest(struct tlv_fields *fields, const char *name, const char *text)
{
	if (left(fields) > 0)
		(void)add(fields, left(fields), name, text);
}
