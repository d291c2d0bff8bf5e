#include "tlv/tlv_table.h"

/* Yubico's OATH application protocol: some tags look constructed but have plain values. */
static const struct tlv_bits algorithms[] = {
	{0, 0x0F, 0x01, "HMAC-SHA1"},
	{0, 0x0F, 0x02, "HMAC-SHA256"},
	{0, 0x0F, 0x03, "HMAC-SHA512"},
	{0},
};

static const struct tlv_bits types[] = {
	{0, 0xF0, 0x10, "HOTP"},        {0, 0xF0, 0x20, "TOTP"},
	{0, 0x0F, 0x01, "HMAC-SHA1"},   {0, 0x0F, 0x02, "HMAC-SHA256"},
	{0, 0x0F, 0x03, "HMAC-SHA512"}, {0},
};

static const struct tlv_bits properties[] = {
	{0, 0x01, 0x01, "increasing challenges only"},
	{0, 0x02, 0x02, "touch required"},
	{0},
};

static const struct tlv_part credential[] = {
	{1, VALUE_BITS, "type", types},
	{0, VALUE_TEXT, "name"},
	{0},
};

static const struct tlv_part code[] = {
	{1, VALUE_NUMBER, "digits"},
	{4, VALUE_OPAQUE, "truncated response"},
	{0},
};

static const struct tlv_row rows[] = {
	{0x71, TLV_NOWHERE, FAMILY_OATH, VALUE_TEXT, "name"},
	{0x72, TLV_NOWHERE, FAMILY_OATH, VALUE_PARTS, "credential", .parts = credential},
	{0x73, TLV_NOWHERE, FAMILY_OATH, VALUE_OPAQUE, "key"},
	{0x74, TLV_NOWHERE, FAMILY_OATH, VALUE_OPAQUE, "challenge"},
	{0x75, TLV_NOWHERE, FAMILY_OATH, VALUE_OPAQUE, "response"},
	{0x76, TLV_NOWHERE, FAMILY_OATH, VALUE_PARTS, "code", .parts = code},
	{0x77, TLV_NOWHERE, FAMILY_OATH, VALUE_OPAQUE, "no code: HOTP"},
	{0x78, TLV_NOWHERE, FAMILY_OATH, VALUE_BITS, "properties", properties},
	{0x79, TLV_NOWHERE, FAMILY_OATH, VALUE_OPAQUE, "version"},
	{0x7A, TLV_NOWHERE, FAMILY_OATH, VALUE_OPAQUE, "initial moving factor"},
	{0x7B, TLV_NOWHERE, FAMILY_OATH, VALUE_CODE, "algorithm", algorithms},
	{0x7C, TLV_NOWHERE, FAMILY_OATH, VALUE_OPAQUE, "no code: touch required"},
	/* SELECT: here 71 is the name of the device, in bytes */
	{0x71, TLV_IN_SELECT, FAMILY_OATH, VALUE_OPAQUE, "device identifier"},
};

const struct tlv_table tlv_oath = {rows, sizeof rows / sizeof *rows};
