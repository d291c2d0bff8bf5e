#include "tlv/network_value.h"

#include "tlv/gsm_text.h"
#include "tlv/tlv_text.h"
#include "tlv/toolkit.h"

enum { PLMN_BYTES = 3, FILLER = 15 };

void plmn_text(struct words *words, const struct tlv_data *data)
{
	const uint8_t *b = data->bytes;

	if (data->length != PLMN_BYTES)
		return;
	if (b[0] == 0xFF && b[1] == 0xFF && b[2] == 0xFF) {
		words_put(words, "none");
		return;
	}
	words_add(words, "%X%X%X-%X%X", b[0] & 15u, (unsigned)b[0] >> 4, b[1] & 15u, b[2] & 15u,
	          (unsigned)b[2] >> 4);
	if (b[1] >> 4 != FILLER)
		words_add(words, "%X", (unsigned)b[1] >> 4);
}

void record_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 1 && data->bytes[0] == 0xFF)
		words_put(words, "none");
	else if (data->length == 1)
		words_add(words, "%u", data->bytes[0]);
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
