#include "tlv/tlv_table.h"

/* Calypso specification, rev. 3: facts about the card in the FCI of an application */
static const struct tlv_part startup[] = {
	{1, VALUE_OPAQUE, "session modifications"}, {1, VALUE_OPAQUE, "platform"},
	{1, VALUE_OPAQUE, "application type"},      {1, VALUE_OPAQUE, "application subtype"},
	{1, VALUE_OPAQUE, "software issuer"},       {1, VALUE_OPAQUE, "software version"},
	{1, VALUE_OPAQUE, "software revision"},     {0},
};

static const struct tlv_row rows[] = {
	{0xBF0C, 0xA5, FAMILY_CALYPSO, VALUE_BYTES, "FCI issuer discretionary data"},
	{0xC7, 0xBF0C, FAMILY_CALYPSO, VALUE_OPAQUE, "application serial number"},
	{0x53, 0xBF0C, FAMILY_CALYPSO, VALUE_PARTS, "startup information", .parts = startup},
};

const struct tlv_table tlv_calypso = {rows, sizeof rows / sizeof *rows};
