#include "apdu/describe_desfire.h"

#include <stdio.h>

/* NXP's data sheets MF3DHx2, MF3DHx3, NT4H2421: 2 to the power of b8 to b2; if b1 is set, more than
 * that */
static const struct tlv_bits sizes[] = {
	{0, 0xFF, 0x0E, "128 bytes"},
	{0, 0xFF, 0x0F, "128 to 256 bytes"},
	{0, 0xFF, 0x11, "256 to 512 bytes"},
	{0, 0xFF, 0x13, "512 bytes to 1 KB"},
	{0, 0xFF, 0x16, "2 KB"},
	{0, 0xFF, 0x18, "4 KB"},
	{0, 0xFF, 0x1A, "8 KB"},
	{0, 0xFF, 0x1C, "16 KB"},
	{0, 0xFF, 0x1E, "32 KB"},
	{0, 0x00, 0x00, "other size"},
	{0},
};

static const struct tlv_bits vendors[] = {{0, 0xFF, 0x04, "NXP"}, {0, 0, 0, "other"}, {0}};

/* The first frame of GetVersion describes the hardware, the second the software. */
static const struct tlv_part version[] = {
	{1, VALUE_CODE, "vendor", vendors}, {1, VALUE_OPAQUE, "type"},
	{1, VALUE_OPAQUE, "subtype"},       {1, VALUE_NUMBER, "major version"},
	{1, VALUE_NUMBER, "minor version"}, {1, VALUE_CODE, "storage", sizes},
	{1, VALUE_OPAQUE, "protocol"},      {0},
};

static const struct tlv_part production[] = {
	{7, VALUE_OPAQUE, "UID"},
	{5, VALUE_OPAQUE, "batch"},
	{1, VALUE_DIGITS, "week of production"},
	{1, VALUE_DIGITS, "year of production"},
	{0},
};

static void describe_version(const struct data_context *context)
{
	static const struct tlv_part *const frames[] = {version, version, production};
	uint8_t frame = context->command->frame;

	if (frame < 3)
		data_parts(context, frames[frame]);
	else
		data_field(context, "");
}

static const struct tlv_bits settings[] = {
	{0, 0x01, 0x01, "the master key can be changed"},
	{0, 0x02, 0x02, "lists can be read without the master key"},
	{0, 0x04, 0x04, "create and delete without the master key"},
	{0, 0x08, 0x08, "these settings can be changed"},
	{0, 0xF0, 0xE0, "a key is changed with itself"},
	{0, 0xF0, 0xF0, "only the master key can be changed"},
	{0},
};

static const struct tlv_bits keys[] = {
	{0, 0xC0, 0x00, "DES or 3DES with two keys"},
	{0, 0xC0, 0x40, "3DES with three keys"},
	{0, 0xC0, 0x80, "AES"},
	{0, 0x20, 0x20, "file identifiers of two bytes"},
	{0},
};

static const struct tlv_part key_settings[] = {
	{1, VALUE_BITS, "key settings", settings},
	{1, VALUE_BITS, "keys, their number in b4-b1", keys},
	{0},
};

static const struct tlv_part applications[] = {
	{3, VALUE_OPAQUE, "application identifier, lowest byte first", .again = true},
	{0},
};

static const struct tlv_part files[] = {{1, VALUE_NUMBER, "file", .again = true}, {0}};
static const struct tlv_part iso_files[] = {
	{2, VALUE_OPAQUE, "file identifier, lowest byte first", .again = true},
	{0},
};
static const struct tlv_part key_version[] = {{1, VALUE_OPAQUE, "key version"}, {0}};
static const struct tlv_part memory[] = {{3, VALUE_LOW_FIRST, "free memory in bytes"}, {0}};
static const struct tlv_part value[] = {{4, VALUE_LOW_FIRST, "value"}, {0}};

static const struct tlv_bits types[] = {
	{0, 0xFF, 0x00, "standard data"},
	{0, 0xFF, 0x01, "backup data"},
	{0, 0xFF, 0x02, "value"},
	{0, 0xFF, 0x03, "linear records"},
	{0, 0xFF, 0x04, "cyclic records"},
	{0, 0xFF, 0x05, "transaction MAC"},
	{0},
};

static const struct tlv_bits modes[] = {
	{0, 0x03, 0x00, "plain"},
	{0, 0x03, 0x01, "with a MAC"},
	{0, 0x03, 0x02, "plain"},
	{0, 0x03, 0x03, "enciphered"},
	{0},
};

#define RIGHTS VALUE_DESFIRE_RIGHTS, "access rights"

static const struct tlv_part data_settings[] = {
	{1, VALUE_CODE, "file type", types},
	{1, VALUE_CODE, "communication", modes},
	{2, RIGHTS},
	{3, VALUE_LOW_FIRST, "file size"},
	{0, VALUE_OPAQUE, "additional access rights"},
	{0},
};

static const struct tlv_part value_settings[] = {
	{1, VALUE_CODE, "file type", types},
	{1, VALUE_CODE, "communication", modes},
	{2, RIGHTS},
	{4, VALUE_LOW_FIRST, "lower limit"},
	{4, VALUE_LOW_FIRST, "upper limit"},
	{4, VALUE_LOW_FIRST, "limited credit"},
	{1, VALUE_OPAQUE, "options"},
	{0, VALUE_OPAQUE, "additional access rights"},
	{0},
};

static const struct tlv_part record_settings[] = {
	{1, VALUE_CODE, "file type", types},
	{1, VALUE_CODE, "communication", modes},
	{2, RIGHTS},
	{3, VALUE_LOW_FIRST, "record size"},
	{3, VALUE_LOW_FIRST, "maximum number of records"},
	{3, VALUE_LOW_FIRST, "current number of records"},
	{0, VALUE_OPAQUE, "additional access rights"},
	{0},
};

static void describe_settings(const struct data_context *context)
{
	static const struct tlv_part *const of_type[] = {
		data_settings, data_settings, value_settings, record_settings, record_settings};
	uint8_t type = context->data->bytes[0];

	if (type < sizeof of_type / sizeof *of_type)
		data_parts(context, of_type[type]);
	else
		data_field(context, "");
}

static const struct tlv_part create_data[] = {
	{1, VALUE_NUMBER, "file"},
	{1, VALUE_CODE, "communication", modes},
	{2, RIGHTS},
	{3, VALUE_LOW_FIRST, "file size"},
	{0},
};

static const struct tlv_part create_iso_data[] = {
	{1, VALUE_NUMBER, "file"},
	{2, VALUE_OPAQUE, "file identifier, lowest byte first"},
	{1, VALUE_CODE, "communication", modes},
	{2, RIGHTS},
	{3, VALUE_LOW_FIRST, "file size"},
	{0},
};

static const struct tlv_part create_records[] = {
	{1, VALUE_NUMBER, "file"},
	{1, VALUE_CODE, "communication", modes},
	{2, RIGHTS},
	{3, VALUE_LOW_FIRST, "record size"},
	{3, VALUE_LOW_FIRST, "maximum number of records"},
	{0},
};

static const struct tlv_part create_iso_records[] = {
	{1, VALUE_NUMBER, "file"},
	{2, VALUE_OPAQUE, "file identifier, lowest byte first"},
	{1, VALUE_CODE, "communication", modes},
	{2, RIGHTS},
	{3, VALUE_LOW_FIRST, "record size"},
	{3, VALUE_LOW_FIRST, "maximum number of records"},
	{0},
};

static const struct tlv_part create_value[] = {
	{1, VALUE_NUMBER, "file"},
	{1, VALUE_CODE, "communication", modes},
	{2, RIGHTS},
	{4, VALUE_LOW_FIRST, "lower limit"},
	{4, VALUE_LOW_FIRST, "upper limit"},
	{4, VALUE_LOW_FIRST, "value"},
	{1, VALUE_OPAQUE, "options"},
	{0},
};

static const struct tlv_part application[] = {
	{3, VALUE_OPAQUE, "application identifier, lowest byte first"},
	{0},
};

static const struct tlv_part create_application[] = {
	{3, VALUE_OPAQUE, "application identifier, lowest byte first"},
	{1, VALUE_BITS, "key settings", settings},
	{1, VALUE_BITS, "keys, their number in b4-b1", keys},
	{2, VALUE_OPAQUE, "file identifier, lowest byte first"},
	{0, VALUE_TEXT, "DF name"},
	{0},
};

/* MF3DHx2: b5 of the keys announces a third byte, which announces key sets. */
static const struct tlv_part create_extended[] = {
	{3, VALUE_OPAQUE, "application identifier, lowest byte first"},
	{1, VALUE_BITS, "key settings", settings},
	{1, VALUE_BITS, "keys, their number in b4-b1", keys},
	{1, VALUE_OPAQUE, "more key settings"},
	{0, VALUE_OPAQUE, "key sets, file identifier, DF name"},
	{0},
};

static const struct tlv_part file[] = {{1, VALUE_NUMBER, "file"}, {0}};
static const struct tlv_part key[] = {{1, VALUE_NUMBER, "key number"}, {0}};
static const struct tlv_part amount[] = {
	{1, VALUE_NUMBER, "file"}, {4, VALUE_LOW_FIRST, "amount"}, {0}};
static const struct tlv_part ev2_first[] = {
	{1, VALUE_NUMBER, "key number"},
	{1, VALUE_NUMBER, "length of the capabilities"},
	{0, VALUE_OPAQUE, "capabilities"},
	{0},
};

/* What the commands have in the clear. The lengths tell the forms apart; data of other lengths have
 * a MAC or are enciphered. */
static const struct {
	uint8_t ins, length; /* 0: any */
	const struct tlv_part *parts;
} forms[] = {
	{0x0A, 1, key},
	{0x1A, 1, key},
	{0xAA, 1, key},
	{0x77, 1, key},
	{0x64, 1, key},
	{0x71, 0, ev2_first},
	{0x5A, 3, application},
	{0xDA, 3, application},
	{0xCD, 7, create_data},
	{0xCD, 9, create_iso_data},
	{0xCB, 7, create_data},
	{0xCB, 9, create_iso_data},
	{0xC1, 10, create_records},
	{0xC1, 12, create_iso_records},
	{0xC0, 10, create_records},
	{0xC0, 12, create_iso_records},
	{0xCC, 17, create_value},
	{0x0C, 5, amount},
	{0x1C, 5, amount},
	{0xDC, 5, amount},
	{0xF5, 1, file},
	{0xF6, 1, file},
	{0x6C, 1, file},
	{0xDF, 1, file},
	{0xEB, 1, file},
};

static uint32_t lowest_first(const uint8_t *b)
{
	return (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

/* ReadData, WriteData and the commands for records: numbers have three bytes, least significant
 * first. */
static void describe_access(const struct data_context *context)
{
	const uint8_t *b = context->data->bytes;
	node_id field = data_field(context, "");
	char offset[24], length[24];

	if (context->data->length < 7)
		return;
	(void)snprintf(offset, sizeof offset, "%u", (unsigned)lowest_first(b + 1));
	(void)snprintf(length, sizeof length, "%u%s", (unsigned)lowest_first(b + 4),
	               lowest_first(b + 4) == 0 ? ": all" : "");
	data_part(context, field, 0, 1, "file", "");
	data_part(context, field, 1, 3, "offset", offset);
	data_part(context, field, 4, 3, "length", length);
	if (context->data->length > 7)
		data_part(context, field, 7, context->data->length - 7, "value", "");
}

static void describe_create_application(const struct data_context *context)
{
	enum { KEYS_AT = 4, MORE_SETTINGS = 0x10 };
	const struct data *data = context->data;
	bool extended = data->length > KEYS_AT && (data->bytes[KEYS_AT] & MORE_SETTINGS) != 0;

	data_parts(context, extended ? create_extended : create_application);
}

static void describe_command(const struct data_context *context)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (forms[i].ins == context->command->apdu.ins &&
		    (forms[i].length == 0 || forms[i].length == context->data->length)) {
			data_parts(context, forms[i].parts);
			return;
		}
	/* native data never consist of objects */
	data_field(context, "");
}

const struct data_row commands_of_desfire[] = {
	{INS_DESFIRE, 0xBD, ALL, FAMILY_DESFIRE, .describe = describe_access},
	{INS_DESFIRE, 0xAD, ALL, FAMILY_DESFIRE, .describe = describe_access},
	{INS_DESFIRE, 0x3D, ALL, FAMILY_DESFIRE, .describe = describe_access},
	{INS_DESFIRE, 0x8D, ALL, FAMILY_DESFIRE, .describe = describe_access},
	{INS_DESFIRE, 0xBB, ALL, FAMILY_DESFIRE, .describe = describe_access},
	{INS_DESFIRE, 0xAB, ALL, FAMILY_DESFIRE, .describe = describe_access},
	{INS_DESFIRE, 0x3B, ALL, FAMILY_DESFIRE, .describe = describe_access},
	{INS_DESFIRE, 0x8B, ALL, FAMILY_DESFIRE, .describe = describe_access},
	{INS_DESFIRE, 0xCA, ALL, FAMILY_DESFIRE, .describe = describe_create_application},
	{INS_DESFIRE, 0x00, 0x00, FAMILY_DESFIRE, .describe = describe_command},
	{0},
};

const struct data_row responses_of_desfire[] = {
	{INS_DESFIRE, 0x60, ALL, FAMILY_DESFIRE, .describe = describe_version},
	{INS_DESFIRE, 0x45, ALL, FAMILY_DESFIRE, .parts = key_settings},
	{INS_DESFIRE, 0x64, ALL, FAMILY_DESFIRE, .parts = key_version},
	{INS_DESFIRE, 0x6A, ALL, FAMILY_DESFIRE, .parts = applications},
	{INS_DESFIRE, 0x6F, ALL, FAMILY_DESFIRE, .parts = files},
	{INS_DESFIRE, 0x61, ALL, FAMILY_DESFIRE, .parts = iso_files},
	{INS_DESFIRE, 0x6E, ALL, FAMILY_DESFIRE, .parts = memory},
	{INS_DESFIRE, 0x6C, ALL, FAMILY_DESFIRE, .parts = value},
	{INS_DESFIRE, 0xF5, ALL, FAMILY_DESFIRE, .describe = describe_settings},
	/* native data never consist of objects */
	{INS_DESFIRE, 0x00, 0x00, FAMILY_DESFIRE, ""},
	{0},
};
