/* The files of DF.CDMA of an R-UIM and of a CSIM: what each contains. */
#include "apdu/sim/sim_file_table.h"

#include "apdu/sim/sim_services.h"
#include "base/bytes.h"
#include "names/file_id.h"

/* Clauses are those of 3GPP2 C.S0065; C.S0023 has the same files in 3.4. */

enum {
	IMSI_BYTES = 10,
	IDENTIFIER_BYTES = 8,
	EUIMID_BYTES = 7,
	DIRECTORY_NUMBER_BYTES = 11,
	NUMBER_BYTES = 8
};

/* 3GPP2 C.S0005, 2.3.1: each digit is less by one than the decimal digit of the number that stands
 * in its place; 0 counts as 10. place is the power of ten of the first one. */
static void put_digits(struct words *words, unsigned number, unsigned place)
{
	for (; place > 0; place /= 10)
		words_add(words, "%u", (number / place + 1) % 10);
}

/* The ten digits of a MIN, in IMSI_S2 and IMSI_S1, which begin with the lowest byte. */
static bool put_min(struct words *words, const uint8_t *s2, const uint8_t *s1)
{
	unsigned first = s2[0] | (s2[1] & 3u) << 8, second = (s1[1] | (unsigned)s1[2] << 8) >> 6;
	unsigned fourth = s1[1] >> 2 & 15u, last = s1[0] | (s1[1] & 3u) << 8;

	if (first > 999 || second > 999 || last > 999 || fourth == 0 || fourth > 10)
		return false;
	put_digits(words, first, 100);
	put_digits(words, second, 100);
	words_add(words, "%u", fourth % 10);
	put_digits(words, last, 100);
	return true;
}

/* 5.2.2, 5.2.3; an IMSI of class 1 has fewer than 15 digits (C.S0005, 2.3.1) */
static bool describe_cdma_imsi(const struct data_context *context)
{
	const uint8_t *b = context->data->bytes;
	struct words class = {0}, min = {0}, network = {0}, country = {0}, imsi = {0};

	if (context->data->length != IMSI_BYTES)
		return false;
	unsigned mcc = b[8] | (b[9] & 3u) << 8, mnc = b[6] & 0x7Fu;
	bool programmed = (b[7] & 0x80) != 0, whole = (b[0] & 1) == 0 && mcc <= 999 && mnc <= 99;

	words_add(&class, "%u", b[0] & 1u);
	if (mcc <= 999)
		put_digits(&country, mcc, 100);
	if (mnc <= 99)
		put_digits(&network, mnc, 10);
	if (put_min(&min, b + 1, b + 3) && whole && programmed)
		words_add(&imsi, "IMSI %s%s%s", country.text, network.text, min.text);
	node_id field = data_field(context, imsi.text);
	data_part(context, field, 0, 1, "class", class.text);
	data_part(context, field, 1, 5, "MIN", min.text);
	data_part(context, field, 6, 1, "11th and 12th digit", network.text);
	data_part(context, field, 7, 1, "state", programmed ? "programmed" : "not programmed");
	data_part(context, field, 8, 2, "MCC", country.text);
	return true;
}

/* A number whose lowest byte is the first one. */
static void put_low_first(struct words *words, const uint8_t *bytes, size_t length)
{
	while (length > 0)
		words_add(words, "%02X", bytes[--length]);
}

/* 5.2.17, 5.2.24: UIM_ID; ESN or MEID */
static bool describe_identifier(const struct data_context *context)
{
	const uint8_t *b = context->data->bytes;
	struct words count = {0}, identifier = {0};

	if (context->data->length != IDENTIFIER_BYTES || b[0] == 0 || b[0] >= IDENTIFIER_BYTES)
		return false;
	words_add(&count, "%u", b[0]);
	put_low_first(&identifier, b + 1, b[0]);
	node_id field = data_field(context, "");
	data_part(context, field, 0, 1, "length", count.text);
	data_part(context, field, 1, b[0], "identifier", identifier.text);
	if (b[0] + 1 < IDENTIFIER_BYTES)
		data_part(context, field, 1u + b[0], IDENTIFIER_BYTES - 1u - b[0], "unused", "");
	return true;
}

static bool describe_euimid(const struct data_context *context)
{
	struct words identifier = {0};

	if (context->data->length != EUIMID_BYTES)
		return false;
	put_low_first(&identifier, context->data->bytes, EUIMID_BYTES);
	data_field(context, identifier.text);
	return true;
}

/* 5.2.35: up to 15 digits, low nibble first, 0 as A */
static bool describe_directory_number(const struct data_context *context)
{
	const uint8_t *b = context->data->bytes;
	struct words count = {0}, digits = {0};

	if (context->data->length != DIRECTORY_NUMBER_BYTES)
		return false;
	words_add(&count, "%u", b[0] & 15u);
	for (size_t i = 0; i < (b[0] & 15u) && nibble_at(b + 1, i ^ 1) <= 10; i++)
		words_add(&digits, "%u", nibble_at(b + 1, i ^ 1) % 10);
	node_id field = data_field(context, "");
	data_part(context, field, 0, 1, "digits", count.text);
	data_part(context, field, 1, NUMBER_BYTES, "mobile directory number", digits.text);
	data_part(context, field, 1 + NUMBER_BYTES, 2, "type, plan and presentation", "");
	return true;
}

/* 5.2.8 */
static const struct tlv_part home[] = {
	{2, VALUE_LOW_FIRST, "SID"},
	{2, VALUE_LOW_FIRST, "NID"},
	{1, VALUE_NUMBER, "band class"},
	{0},
};

/* C.S0023, 3.4.27: as in GSM, except for the message */
static const struct tlv_bits message_status[] = {
	{0, 0x01, 0x00, "free"},
	{0, 0x07, 0x01, "received, read"},
	{0, 0x07, 0x03, "received, to be read"},
	{0, 0x07, 0x05, "sent"},
	{0, 0x07, 0x07, "to be sent"},
	{0},
};
static const struct tlv_part message[] = {
	{1, VALUE_CODE, "status", message_status},
	{1, VALUE_NUMBER, "length"},
	{0, VALUE_OPAQUE, "transport layer message"},
	{0},
};

/* C.S0023, 3.4.31; 3GPP2 C.R1001, 9.1 and 9.2 */
static const struct tlv_bits name_display[] = {
	{0, 0x01, 0x00, "need not be shown in the home service area"},
	{0, 0x01, 0x01, "must be shown in the home service area"},
	{0},
};
static const struct tlv_bits encodings[] = {
	{0, 0x1F, 0x00, "octets"},
	{0, 0x1F, 0x01, "extended protocol message"},
	{0, 0x1F, 0x02, "ASCII"},
	{0, 0x1F, 0x03, "IA5"},
	{0, 0x1F, 0x04, "Unicode"},
	{0, 0x1F, 0x05, "Shift-JIS"},
	{0, 0x1F, 0x06, "Korean"},
	{0, 0x1F, 0x07, "Latin/Hebrew"},
	{0, 0x1F, 0x08, "Latin"},
	{0, 0x1F, 0x09, "GSM default alphabet"},
	{0},
};
static const struct tlv_bits name_languages[] = {
	{0, 0xFF, 0x00, "unspecified"}, {0, 0xFF, 0x01, "English"},  {0, 0xFF, 0x02, "French"},
	{0, 0xFF, 0x03, "Spanish"},     {0, 0xFF, 0x04, "Japanese"}, {0, 0xFF, 0x05, "Korean"},
	{0, 0xFF, 0x06, "Chinese"},     {0, 0xFF, 0x07, "Hebrew"},   {0},
};
static const struct tlv_part provider_name[] = {
	{1, VALUE_BITS, "display condition", name_display},
	{1, VALUE_CODE, "character encoding", encodings},
	{1, VALUE_CODE, "language", name_languages},
	{32, VALUE_TEXT, "service provider name"},
	{0},
};

/* Which identifiers the mobile station uses. */
static const struct tlv_bits usages[] = {
	{0, 0x01, 0x00, "ESN_ME for CAVE and identification"},
	{0, 0x01, 0x01, "UIM_ID for CAVE and identification"},
	{0, 0x02, 0x00, "MEID_ME for identification"},
	{0, 0x02, 0x02, "SF_EUIMID for identification"},
	{0},
};
static const struct tlv_part usage[] = {{1, VALUE_BITS, "identifiers used", usages}, {0}};

static const struct tlv_part languages[] = {
	{2, VALUE_TEXT, "language", .again = true},
	{0},
};

const struct sim_file sim_files_3gpp2[] = {
	{0x6F22, FAMILY_CSIM, .describe = describe_cdma_imsi},
	{0x6F23, FAMILY_CSIM, .describe = describe_cdma_imsi},
	{0x6F28, FAMILY_CSIM, home},
	{0x6F31, FAMILY_CSIM, .describe = describe_identifier},
	{0x6F32, FAMILY_CSIM, .describe = describe_ruim_services, .directory = DF_CDMA},
	{0x6F32, FAMILY_CSIM, .describe = describe_csim_services},
	{0x6F38, FAMILY_CSIM, .describe = describe_identifier},
	{0x6F3A, FAMILY_CSIM, languages, .directory = ADF},
	{0x6F3C, FAMILY_CSIM, message},
	{0x6F41, FAMILY_CSIM, provider_name},
	{0x6F42, FAMILY_CSIM, usage},
	{0x6F44, FAMILY_CSIM, .describe = describe_directory_number},
	{0x6F74, FAMILY_CSIM, .describe = describe_euimid},
	{0},
};
