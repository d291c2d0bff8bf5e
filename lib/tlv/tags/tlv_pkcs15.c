#include "tlv/tlv_table.h"

/* PKCS #15, which ISO/IEC 7816-15 continues: the files that a reader of the card begins with. A bit
 * string begins with the number of its unused bits (ISO/IEC 8825-1, 8.6). */
enum { EF_OD = 0x5031, EF_TOKEN_INFO = 0x5032 };

/* PKCS #15, 6.11 */
static const struct tlv_bits token_flags[] = {
	{1, 0x80, 0x80, "read-only"},
	{1, 0x40, 0x40, "login required"},
	{1, 0x20, 0x20, "random number generator"},
	{1, 0x10, 0x10, "follows the profile for electronic identification"},
	{0},
};

static const struct tlv_row rows[] = {
	/* EF.DIR: 5.4.1 */
	{0x30, 0x73, FAMILY_NONE, VALUE_BYTES, "EF.OD", .above = 0x61},
	{0xA0, 0x73, FAMILY_NONE, VALUE_BYTES, "EF.TokenInfo", .above = 0x61},
	{0xA1, 0x73, FAMILY_NONE, VALUE_BYTES, "EF.UnusedSpace", .above = 0x61},
	{0x04, 0x30, FAMILY_NONE, VALUE_PATH, "path", .above = 0x73},
	{0x04, 0xA0, FAMILY_NONE, VALUE_PATH, "path", .above = 0x73},
	{0x04, 0xA1, FAMILY_NONE, VALUE_PATH, "path", .above = 0x73},

	/* 6.2 */
	{0xA0, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "private keys", .above = EF_OD},
	{0xA1, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "public keys", .above = EF_OD},
	{0xA2, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "trusted public keys", .above = EF_OD},
	{0xA3, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "secret keys", .above = EF_OD},
	{0xA4, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "certificates", .above = EF_OD},
	{0xA5, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "trusted certificates", .above = EF_OD},
	{0xA6, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "useful certificates", .above = EF_OD},
	{0xA7, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "data objects", .above = EF_OD},
	{0xA8, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "authentication objects", .above = EF_OD},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_PATH, "path", .above = 0xA0},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_PATH, "path", .above = 0xA1},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_PATH, "path", .above = 0xA2},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_PATH, "path", .above = 0xA3},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_PATH, "path", .above = 0xA4},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_PATH, "path", .above = 0xA5},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_PATH, "path", .above = 0xA6},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_PATH, "path", .above = 0xA7},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_PATH, "path", .above = 0xA8},

	/* 6.11 */
	{0x30, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "TokenInfo", .above = EF_TOKEN_INFO},
	{0x02, 0x30, FAMILY_PKCS15, VALUE_INTEGER, "version", .above = EF_TOKEN_INFO},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_BYTES, "serial number", .above = EF_TOKEN_INFO},
	{0x0C, 0x30, FAMILY_PKCS15, VALUE_TEXT, "manufacturer", .above = EF_TOKEN_INFO},
	{0x80, 0x30, FAMILY_PKCS15, VALUE_TEXT, "label", .above = EF_TOKEN_INFO},
	{0x03, 0x30, FAMILY_PKCS15, VALUE_BITS, "flags", token_flags, .above = EF_TOKEN_INFO},
	{0x30, 0x30, FAMILY_PKCS15, VALUE_BYTES, "security environments", .above = EF_TOKEN_INFO},
	{0xA1, 0x30, FAMILY_PKCS15, VALUE_BYTES, "lengths of records", .above = EF_TOKEN_INFO},
	{0xA2, 0x30, FAMILY_PKCS15, VALUE_BYTES, "algorithms supported", .above = EF_TOKEN_INFO},
	{0x83, 0x30, FAMILY_PKCS15, VALUE_TEXT, "issuer", .above = EF_TOKEN_INFO},
	{0x84, 0x30, FAMILY_PKCS15, VALUE_TEXT, "holder", .above = EF_TOKEN_INFO},
	{0xA5, 0x30, FAMILY_PKCS15, VALUE_BYTES, "last update", .above = EF_TOKEN_INFO},
	{0x13, 0x30, FAMILY_PKCS15, VALUE_TEXT, "preferred language", .above = EF_TOKEN_INFO},
};

const struct tlv_table tlv_pkcs15 = {rows, sizeof rows / sizeof *rows};
