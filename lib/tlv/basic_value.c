#include "tlv/basic_value.h"

void number_text(struct words *words, const struct tlv_data *data)
{
	unsigned long long number = 0;

	if (data->length == 0 || data->length > 8)
		return;
	for (size_t i = 0; i < data->length; i++)
		number = number << 8 | data->bytes[i];
	words_add(words, "%llu", number);
}

static void put_arc(struct words *words, unsigned long long arc, bool first)
{
	if (!first)
		words_add(words, ".%llu", arc);
	else if (arc < 80)
		words_add(words, "%llu.%llu", arc / 40, arc % 40);
	else
		words_add(words, "2.%llu", arc - 80);
}

/* ISO/IEC 8825-1, 8.19 */
void oid_text(struct words *words, const struct tlv_data *data)
{
	unsigned long long arc = 0;
	bool first = true;

	if (data->length == 0 || data->length > 32 || data->bytes[data->length - 1] & 0x80)
		return;
	for (size_t i = 0; i < data->length; i++) {
		arc = arc << 7 | (data->bytes[i] & 0x7F);
		if (arc >> 56 != 0)
			return;
		if (data->bytes[i] & 0x80)
			continue;
		put_arc(words, arc, first);
		first = false;
		arc = 0;
	}
}

static const struct tlv_bits *find_code(const struct tlv_bits *row, const uint8_t *bytes,
                                        size_t length)
{
	while (row != NULL && row->text != NULL &&
	       (row->byte >= length || (bytes[row->byte] & row->mask) != row->bits))
		row++;
	return row != NULL && row->text != NULL ? row : NULL;
}

void code_text(struct words *words, const struct tlv_data *data)
{
	const struct tlv_bits *row = find_code(data->bits, data->bytes, data->length);

	words_put(words, row != NULL ? row->text : data->length > 0 ? "reserved" : "");
}

void codes_text(struct words *words, const struct tlv_data *data)
{
	for (size_t i = 0; i < data->length; i++) {
		const struct tlv_bits *row = find_code(data->bits, data->bytes + i, 1);

		words_put(words, i > 0 ? ", " : "");
		if (row != NULL)
			words_put(words, row->text);
		else
			words_add(words, "%02X", data->bytes[i]);
	}
}
