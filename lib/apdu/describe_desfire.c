#include "apdu/describe_desfire.h"

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
	static const struct tlv_part *const forms[] = {data_settings, data_settings, value_settings,
	                                               record_settings, record_settings};
	uint8_t type = context->data->bytes[0];

	if (type < sizeof forms / sizeof *forms)
		data_parts(context, forms[type]);
	else
		data_field(context, "");
}

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
