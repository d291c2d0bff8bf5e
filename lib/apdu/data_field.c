#include "apdu/data_field.h"

#include "tlv/tlv_text.h"

node_id data_field(const struct data_context *context, const char *text)
{
	node_id field =
		tree_add(context->tree, context->parent, NODE_FIELD, ROLE_PLAIN, "data", text);

	tree_bytes(context->tree, field, context->data->offset, context->data->length);
	return field;
}

node_id data_part(const struct data_context *context, node_id field, size_t at, size_t length,
                  const char *name, const char *text)
{
	node_id part = tree_add(context->tree, field, NODE_FIELD, ROLE_PLAIN, name, text);

	tree_bytes(context->tree, part, context->data->offset + at, length);
	return part;
}

void data_parts_counted(const struct data_context *context, node_id field, size_t at,
                        const char *const *names, size_t count)
{
	for (size_t i = 0; i < count && at < context->data->length; i++) {
		size_t length = context->data->bytes[at];

		if (length > context->data->length - at - 1)
			break;
		tree_header(context->tree, data_part(context, field, at, 1 + length, names[i], ""),
		            1);
		at += 1 + length;
	}
	if (at < context->data->length)
		data_part(context, field, at, context->data->length - at, "", "unexpected");
}

void data_objects(const struct data_context *context, enum tlv_form form, int64_t parent,
                  enum family family)
{
	const struct tlv_place place = {form, parent, context->command->asked, family,
	                                context->data->offset};

	describe_tlv(context->tree, data_field(context, ""), context->data->bytes,
	             context->data->length, &place);
}

void data_parts(const struct data_context *context, const struct tlv_part *parts)
{
	const struct tlv_data value = {context->data->bytes, context->data->length,
	                               context->command->family, context->data->offset,
	                               .parts = parts};

	tlv_value_details(context->tree, data_field(context, ""), VALUE_PARTS, &value);
}

/* Describes the data as text if it is text, else as bytes. */
static void data_bytes(const struct data_context *context)
{
	struct words words = {0};

	if (context->data->length >= 4)
		tlv_put_text(&words, context->data->bytes, context->data->length);
	data_field(context, words.text);
}

void data_objects_if_likely(const struct data_context *context, int64_t parent, enum family family)
{
	if (tlv_is_whole(context->data->bytes, context->data->length) ||
	    tlv_is_likely(context->data->bytes, context->data->length, family))
		data_objects(context, TLV_BER, parent, family);
	else
		data_bytes(context);
}

void data_unknown(const struct data_context *context)
{
	if (tlv_is_likely(context->data->bytes, context->data->length, context->command->family))
		data_objects(context, TLV_BER, TLV_NOWHERE, context->command->family);
	else
		data_bytes(context);
}

bool data_row_is_last(const struct data_row *row)
{
	return row->describe == NULL && row->parts == NULL && row->text == NULL;
}

const struct data_row *data_row_find(const struct data_row *rows, const struct command *command)
{
	while (!data_row_is_last(rows) &&
	       !command_is(command, rows->group, rows->ins, rows->mask, rows->family))
		rows++;
	return rows;
}

bool data_by_row(const struct data_context *context, const struct data_row *rows)
{
	const struct data_row *row = data_row_find(rows, context->command);

	if (row->describe != NULL)
		row->describe(context);
	else if (row->parts != NULL)
		data_parts(context, row->parts);
	else if (row->text != NULL)
		data_field(context, row->text);
	return !data_row_is_last(row);
}
