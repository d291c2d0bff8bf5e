#include "tlv/network_value.h"

#include "tlv/basic_value.h"
#include "tlv/gsm_text.h"
#include "tlv/tlv_text.h"
#include "tlv/toolkit.h"

enum { PLMN_BYTES = 3, FILLER = 15 };

static bool is_filled(const struct tlv_data *data, uint8_t filling)
{
	size_t i = 0;

	while (i < data->length && data->bytes[i] == filling)
		i++;
	return i == data->length;
}

void plmn_text(struct words *words, const struct tlv_data *data)
{
	const uint8_t *b = data->bytes;

	if (data->length != PLMN_BYTES)
		return;
	if (is_filled(data, 0xFF)) {
		words_put(words, "none");
		return;
	}
	words_add(words, "%X%X%X-%X%X", b[0] & 15u, (unsigned)b[0] >> 4, b[1] & 15u, b[2] & 15u,
	          (unsigned)b[2] >> 4);
	if (b[1] >> 4 != FILLER)
		words_add(words, "%X", (unsigned)b[1] >> 4);
}

void optional_text(struct words *words, const struct tlv_data *data)
{
	if (is_filled(data, 0xFF))
		words_put(words, "none");
	else
		number_text(words, data);
}

void record_text(struct words *words, const struct tlv_data *data)
{
	if (is_filled(data, 0x00))
		words_put(words, "none");
	else
		optional_text(words, data);
}

void price_text(struct words *words, const struct tlv_data *data)
{
	unsigned long long price, unit = 1;

	if (data->length != 2)
		return;
	price = (unsigned)data->bytes[0] << 4 | (data->bytes[1] & 15u);
	unsigned digits = data->bytes[1] >> 5;
	for (unsigned i = 0; i < digits; i++)
		unit *= 10;
	if ((data->bytes[1] & 0x10) == 0 || digits == 0)
		words_add(words, "%llu", price * unit);
	else
		words_add(words, "%llu.%0*llu", price / unit, (int)digits, price % unit);
}

static void put_span(struct words *words, unsigned count, const char *unit)
{
	words_add(words, "%u %s%s", count, unit, count == 1 ? "" : "s");
}

void validity_text(struct words *words, const struct tlv_data *data)
{
	if (data->length != 1)
		return;
	unsigned value = data->bytes[0],
		 minutes = value <= 143 ? (value + 1) * 5 : (value - 119) * 30;
	if (value > 196)
		put_span(words, value - 192, "week");
	else if (value > 167)
		put_span(words, value - 166, "day");
	else if (minutes % 60 == 0)
		put_span(words, minutes / 60, "hour");
	else
		put_span(words, minutes, "minute");
}

void network_name_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 0)
		return;
	unsigned coding = data->bytes[0] >> 4 & 7;
	if (coding == 0)
		gsm_text_packed(words, data->bytes + 1, data->length - 1);
	else if (coding == 1)
		gsm_text_ucs2(words, data->bytes + 1, data->length - 1);
}

void server_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 0)
		return;
	struct tlv_data address = {data->bytes + 1, data->length - 1};
	if (data->bytes[0] == 0)
		tlv_put_text(words, address.bytes, address.length);
	else if (data->bytes[0] <= 2)
		ip_address_text(words, &address);
}
