#include "apdu/sim/sim_records.h"

#include "base/bytes.h"
#include "tlv/short_message.h"
#include "tlv/user_data.h"

/* Clauses are those of 3GPP TS 31.102. */

/* Parts whose lengths depend on the data. */
struct built {
	struct tlv_part parts[12];
	size_t count;
};

static void build(struct built *built, size_t length, enum tlv_value value, const char *name,
                  const struct tlv_bits *bits)
{
	if (length > 0)
		built->parts[built->count++] =
			(struct tlv_part){(uint8_t)length, value, name, bits, false};
}

/* 4.4.2.3: a telephone number of bytes bytes and the length before it, of which count are used. */
static void build_number(struct built *built, size_t count, size_t bytes, const char *name)
{
	bool used = count > 0 && count <= bytes;

	build(built, 1, VALUE_OPAQUE, "length", NULL);
	build(built, used ? count : 0, VALUE_DIAL_NUMBER, name, NULL);
	build(built, used ? bytes - count : bytes, VALUE_OPAQUE, "unused", NULL);
}

enum { NUMBER_BYTES = 11, DIALLING_BYTES = 14, CALL_BYTES = 13, RECORD_MAX = 255 };

/* 4.4.2.3, 4.2.24, 4.2.26, 4.2.29, 4.2.60: an alpha identifier of any length, a number, references
 * to other records */
static bool build_dialling(struct built *built, const struct data *data, size_t more)
{
	if (data->length < DIALLING_BYTES + more || data->length > RECORD_MAX)
		return false;
	size_t at = data->length - more - DIALLING_BYTES;
	build(built, at, VALUE_ALPHA, "alpha identifier", NULL);
	build_number(built, data->bytes[at], NUMBER_BYTES, "dialling number");
	build(built, 1, VALUE_RECORD, "EF.CCP record", NULL);
	build(built, 1, VALUE_RECORD, "extension record", NULL);
	return true;
}

bool describe_dialling(const struct data_context *context)
{
	struct built built = {0};

	if (!build_dialling(&built, context->data, 0))
		return false;
	data_parts(context, built.parts);
	return true;
}

/* 4.2.44: the same, with a reference to EF.CMI */
bool describe_barred(const struct data_context *context)
{
	struct built built = {0};

	if (!build_dialling(&built, context->data, 1))
		return false;
	build(&built, 1, VALUE_RECORD, "comparison method record", NULL);
	data_parts(context, built.parts);
	return true;
}

/* 4.2.33, 4.2.34: the same, with the time of the call */
static bool describe_call(const struct data_context *context, size_t status_bytes)
{
	struct built built = {0};

	if (!build_dialling(&built, context->data, CALL_BYTES + status_bytes))
		return false;
	build(&built, 7, VALUE_TIMESTAMP, "date, time and time zone", NULL);
	build(&built, 3, VALUE_OPTIONAL, "duration in seconds", NULL);
	build(&built, status_bytes, VALUE_OPAQUE, "status", NULL);
	build(&built, 3, VALUE_OPAQUE, "entry of the phone book", NULL);
	data_parts(context, built.parts);
	return true;
}

bool describe_incoming_call(const struct data_context *context)
{
	return describe_call(context, 1);
}

bool describe_outgoing_call(const struct data_context *context)
{
	return describe_call(context, 0);
}

/* 4.2.64 */
static const struct tlv_bits forwarding[] = {
	{0, 0x01, 0x01, "voice"},
	{0, 0x02, 0x02, "fax"},
	{0, 0x04, 0x04, "data"},
	{0},
};

enum { FORWARDING_BYTES = 16 };

bool describe_forwarding(const struct data_context *context)
{
	struct built built = {0};

	if (context->data->length != FORWARDING_BYTES)
		return false;
	build(&built, 1, VALUE_NUMBER, "subscriber profile", NULL);
	build(&built, 1, VALUE_BITS, "calls forwarded", forwarding);
	build_number(&built, context->data->bytes[2], NUMBER_BYTES, "forwarded to");
	build(&built, 1, VALUE_RECORD, "EF.CCP record", NULL);
	build(&built, 1, VALUE_RECORD, "extension record", NULL);
	data_parts(context, built.parts);
	return true;
}

/* 4.2.21 */
static const struct tlv_bits emergency_services[] = {
	{0, 0x01, 0x01, "police"},
	{0, 0x02, 0x02, "ambulance"},
	{0, 0x04, 0x04, "fire brigade"},
	{0, 0x08, 0x08, "marine guard"},
	{0, 0x10, 0x10, "mountain rescue"},
	{0, 0x20, 0x20, "manually initiated eCall"},
	{0, 0x40, 0x40, "automatically initiated eCall"},
	{0},
};

bool describe_emergency_call(const struct data_context *context)
{
	struct built built = {0};

	if (context->data->length < 4 || context->data->length > RECORD_MAX)
		return false;
	build(&built, 3, VALUE_SWAPPED_DIGITS, "emergency call code", NULL);
	build(&built, context->data->length - 4, VALUE_ALPHA, "alpha identifier", NULL);
	build(&built, 1, VALUE_BITS, "service category", emergency_services);
	data_parts(context, built.parts);
	return true;
}

/* 4.2.25 */
static const struct tlv_bits message_status[] = {
	{0, 0x01, 0x00, "free"},
	{0, 0x07, 0x01, "received, read"},
	{0, 0x07, 0x03, "received, to be read"},
	{0, 0x07, 0x07, "to be sent"},
	{0, 0x1F, 0x05, "sent, no status report requested"},
	{0, 0x1F, 0x0D, "sent, status report not yet received"},
	{0, 0x1F, 0x15, "sent, status report received but not stored"},
	{0, 0x1F, 0x1D, "sent, status report received and stored"},
	{0},
};

enum { FROM_MOBILE = 4 };

bool describe_message(const struct data_context *context)
{
	const struct data *data = context->data;
	struct built built = {0};

	if (data->length < 2 || data->length > RECORD_MAX)
		return false;
	build(&built, 1, VALUE_CODE, "status", message_status);
	if ((data->bytes[0] & 1) == 0) {
		build(&built, data->length - 1, VALUE_OPAQUE, "unused", NULL);
	} else if (data->bytes[1] <= data->length - 2) {
		build_number(&built, data->bytes[1], data->bytes[1], "service centre");
		build(&built, data->length - 2 - data->bytes[1],
		      data->bytes[0] & FROM_MOBILE ? VALUE_SENT_MESSAGE : VALUE_RECEIVED_MESSAGE,
		      "TPDU", NULL);
	} else {
		return false;
	}
	data_parts(context, built.parts);
	return true;
}

/* 4.2.27: a bit is 0 if its parameter is present */
static const struct tlv_bits message_parameters[] = {
	{0, 0x01, 0x00, "destination address"}, {0, 0x02, 0x00, "service centre address"},
	{0, 0x04, 0x00, "protocol identifier"}, {0, 0x08, 0x00, "data coding scheme"},
	{0, 0x10, 0x00, "validity period"},     {0},
};

enum { PARAMETER_BYTES = 28, DESTINATION_AT = 1, CENTRE_AT = 13 };

bool describe_parameters(const struct data_context *context)
{
	const struct data *data = context->data;
	struct built built = {0};

	if (data->length < PARAMETER_BYTES || data->length > RECORD_MAX)
		return false;
	size_t at = data->length - PARAMETER_BYTES;
	/* The length of a destination is in digits, without the type of number. */
	unsigned digits = data->bytes[at + DESTINATION_AT];
	build(&built, at, VALUE_ALPHA, "alpha identifier", NULL);
	build(&built, 1, VALUE_BITS, "parameters present", message_parameters);
	build_number(&built, digits == 0 || digits > 20 ? 0 : 1 + (digits + 1) / 2, NUMBER_BYTES,
	             "destination address");
	build_number(&built, data->bytes[at + CENTRE_AT], NUMBER_BYTES, "service centre address");
	build(&built, 1, VALUE_CODE, "protocol identifier", protocol_identifiers);
	build(&built, 1, VALUE_BITS, "data coding scheme", coding_schemes);
	build(&built, 1, VALUE_VALIDITY, "validity period", NULL);
	data_parts(context, built.parts);
	return true;
}

/* 4.2.48: the number of APNs, then an object for each, none of which belongs to the toolkit */
bool describe_access_points(const struct data_context *context)
{
	const struct data *data = context->data;
	const struct tlv_place place = {TLV_BER, TLV_NOWHERE, 0x6F57, FAMILY_NONE,
	                                data->offset + 1};
	struct words count = {0};

	if (data->length < 2 ||
	    (data->bytes[0] != 0 && !tlv_is_whole(data->bytes + 1, data->length - 1)))
		return false;
	words_add(&count, "%u", data->bytes[0]);
	node_id field = data_field(context, "");
	data_part(context, field, 0, 1, "number of APNs", count.text);
	describe_tlv(context->tree, field, data->bytes + 1, data->length - 1, &place);
	return true;
}

/* 4.2.2: the length, followed by digits, low nibble first; the first nibble contains a parity bit
 * and no digit. */
bool describe_imsi(const struct data_context *context)
{
	const uint8_t *b = context->data->bytes;
	size_t length = context->data->length;
	node_id field = data_field(context, "");
	struct words digits = {0}, count = {0};

	words_add(&count, "%u", b[0]);
	for (size_t i = 3; i <= 2u * b[0] + 1 && i / 2 < length; i++) {
		unsigned digit = nibble_at(b, i ^ 1);

		if (digit < 10)
			words_add(&digits, "%u", digit);
	}
	data_part(context, field, 0, 1, "length", count.text);
	if (length > 1)
		data_part(context, field, 1, length - 1, "IMSI", digits.text);
	return true;
}
