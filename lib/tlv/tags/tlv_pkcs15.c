#include "tlv/pkcs15.h"
#include "tlv/tlv_table.h"

/* PKCS #15 v1.1, which ISO/IEC 7816-15 continues. A bit string begins with the number of its unused
 * bits (ISO/IEC 8825-1, 8.6). */

/* 6.1 */
static const struct tlv_bits object_flags[] = {
	{1, 0x80, 0x80, "private"},
	{1, 0x40, 0x40, "modifiable"},
	{0},
};

static const struct tlv_bits key_usage[] = {
	{1, 0x80, 0x80, "encrypt"},
	{1, 0x40, 0x40, "decrypt"},
	{1, 0x20, 0x20, "sign"},
	{1, 0x10, 0x10, "sign with message recovery"},
	{1, 0x08, 0x08, "wrap keys"},
	{1, 0x04, 0x04, "unwrap keys"},
	{1, 0x02, 0x02, "verify"},
	{1, 0x01, 0x01, "verify with message recovery"},
	{2, 0x80, 0x80, "derive keys"},
	{2, 0x40, 0x40, "non-repudiation"},
	{0},
};

static const struct tlv_bits key_access[] = {
	{1, 0x80, 0x80, "sensitive"},
	{1, 0x40, 0x40, "extractable"},
	{1, 0x20, 0x20, "always sensitive"},
	{1, 0x10, 0x10, "never extractable"},
	{1, 0x08, 0x08, "generated on the card"},
	{0},
};

/* 6.8 */
static const struct tlv_bits pin_flags[] = {
	{1, 0x80, 0x80, "case-sensitive"},
	{1, 0x40, 0x40, "local"},
	{1, 0x20, 0x20, "cannot be changed"},
	{1, 0x10, 0x10, "cannot be unblocked"},
	{1, 0x08, 0x08, "initialized"},
	{1, 0x04, 0x04, "needs padding"},
	{1, 0x02, 0x02, "unblocks another PIN"},
	{1, 0x01, 0x01, "PIN of the security officer"},
	{2, 0x80, 0x80, "can be disabled"},
	{2, 0x40, 0x40, "integrity protected"},
	{2, 0x20, 0x20, "confidentiality protected"},
	{2, 0x10, 0x10, "exchange of reference data"},
	{0},
};

static const struct tlv_bits pin_types[] = {
	{0, 0xFF, 0, "BCD"},        {0, 0xFF, 1, "ASCII digits"},
	{0, 0xFF, 2, "UTF-8"},      {0, 0xFF, 3, "BCD, upper half of each byte F"},
	{0, 0xFF, 4, "ISO 9564-1"}, {0},
};

/* 6.9 */
static const struct tlv_bits token_flags[] = {
	{1, 0x80, 0x80, "read-only"},
	{1, 0x40, 0x40, "login required"},
	{1, 0x20, 0x20, "random number generator"},
	{1, 0x10, 0x10, "follows the profile for electronic identification"},
	{0},
};

/* 6.1 */
static const struct tlv_row path[] = {
	{0x04, .value = VALUE_PATH, .name = "path"},
	{0x02, .value = VALUE_INTEGER, .name = "offset, or number of the record"},
	{0x80, .value = VALUE_INTEGER, .name = "length"},
	{0},
};

static const struct tlv_row value[] = {{0x30, .name = "value", .fields = path}, {0}};

static const struct tlv_row common[] = {
	{0x0C, .value = VALUE_TEXT, .name = "label"},
	{0x03, .value = VALUE_BITS, .name = "flags", .bits = object_flags},
	{0x04, .name = "identifier of the PIN or key that protects it"},
	{0x02, .value = VALUE_INTEGER, .name = "uses after an authentication"},
	{0x30, .name = "access control rules"},
	{0},
};

static const struct tlv_row key[] = {
	{0x04, .name = "identifier"},
	{0x03, .value = VALUE_BITS, .name = "usage", .bits = key_usage},
	{0x01, .name = "native algorithms"},
	{0x03, .value = VALUE_BITS, .name = "access", .bits = key_access},
	{0x02, .value = VALUE_INTEGER, .name = "key reference"},
	{0x18, .value = VALUE_TEXT, .name = "valid from"},
	{0x80, .value = VALUE_TEXT, .name = "valid until"},
	{0},
};

/* 6.3, 6.4 */
static const struct tlv_row rsa_attributes[] = {
	{0x30, .name = "value", .fields = path},
	{0x02, .value = VALUE_INTEGER, .name = "length of the modulus in bits"},
	{0},
};
static const struct tlv_row rsa_type[] = {{0x30, .name = "key", .fields = rsa_attributes}, {0}};
static const struct tlv_row rsa_key[] = {
	{0x30, .name = "object", .fields = common},
	{0x30, .name = "use", .fields = key},
	{0xA0, .name = "attributes of the class"},
	{0xA1, .name = "attributes of the type", .fields = rsa_type},
	{0},
};
static const struct tlv_row ec_type[] = {{0x30, .name = "key", .fields = value}, {0}};
static const struct tlv_row ec_key[] = {
	{0x30, .name = "object", .fields = common},
	{0x30, .name = "use", .fields = key},
	{0xA0, .name = "attributes of the class"},
	{0xA1, .name = "attributes of the type", .fields = ec_type},
	{0},
};

/* 6.6 */
static const struct tlv_row certificate[] = {
	{0x04, .name = "identifier, that of its key"},
	{0x01, .name = "of a certification authority"},
	{0},
};
static const struct tlv_row certificate_type[] = {{0x30, .name = "certificate", .fields = value},
                                                  {0}};
static const struct tlv_row certificate_object[] = {
	{0x30, .name = "object", .fields = common},
	{0x30, .name = "use", .fields = certificate},
	{0xA1, .name = "attributes of the type", .fields = certificate_type},
	{0},
};

/* 6.7 */
static const struct tlv_row data[] = {
	{0x0C, .value = VALUE_TEXT, .name = "application"},
	{0x06, .value = VALUE_OID, .name = "application's object identifier"},
	{0},
};
static const struct tlv_row data_object[] = {
	{0x30, .name = "object", .fields = common},
	{0x30, .name = "use", .fields = data},
	{0xA1, .name = "attributes of the type", .fields = value},
	{0},
};

/* 6.8 */
static const struct tlv_row authentication[] = {{0x04, .name = "identifier"}, {0}};
static const struct tlv_row pin_attributes[] = {
	{0x03, .value = VALUE_BITS, .name = "flags", .bits = pin_flags},
	{0x0A, .value = VALUE_CODE, .name = "type", .bits = pin_types},
	{0x02, .value = VALUE_INTEGER, .name = "minimum length"},
	{0x02, .value = VALUE_INTEGER, .name = "stored length"},
	{0x02, .value = VALUE_INTEGER, .name = "maximum length"},
	{0x80, .value = VALUE_INTEGER, .name = "reference"},
	{0x04, .name = "padding"},
	{0x18, .value = VALUE_TEXT, .name = "last change"},
	{0x30, .name = "directory", .fields = path},
	{0},
};
static const struct tlv_row pin_type[] = {{0x30, .name = "PIN", .fields = pin_attributes}, {0}};
static const struct tlv_row pin_object[] = {
	{0x30, .name = "object", .fields = common},
	{0x30, .name = "use", .fields = authentication},
	{0xA1, .name = "attributes of the type", .fields = pin_type},
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
	{0xA0, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "private keys", .above = PKCS15_OD,
         .fields = value},
	{0xA1, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "public keys", .above = PKCS15_OD,
         .fields = value},
	{0xA2, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "trusted public keys", .above = PKCS15_OD,
         .fields = value},
	{0xA3, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "secret keys", .above = PKCS15_OD,
         .fields = value},
	{0xA4, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "certificates", .above = PKCS15_OD,
         .fields = value},
	{0xA5, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "trusted certificates",
         .above = PKCS15_OD, .fields = value},
	{0xA6, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "useful certificates", .above = PKCS15_OD,
         .fields = value},
	{0xA7, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "data objects", .above = PKCS15_OD,
         .fields = value},
	{0xA8, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "authentication objects",
         .above = PKCS15_OD, .fields = value},

	/* 6.3 to 6.8 */
	{0x30, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "private RSA key",
         .above = PKCS15_PRIVATE_KEYS, .fields = rsa_key},
	{0xA0, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "private EC key",
         .above = PKCS15_PRIVATE_KEYS, .fields = ec_key},
	{0x30, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "public RSA key",
         .above = PKCS15_PUBLIC_KEYS, .fields = rsa_key},
	{0xA0, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "public EC key",
         .above = PKCS15_PUBLIC_KEYS, .fields = ec_key},
	{0x30, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "X.509 certificate",
         .above = PKCS15_CERTIFICATES, .fields = certificate_object},
	{0x30, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "data object",
         .above = PKCS15_DATA_OBJECTS, .fields = data_object},
	{0x30, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "PIN",
         .above = PKCS15_AUTHENTICATION_OBJECTS, .fields = pin_object},

	/* 6.9 */
	{0x30, TLV_OUTERMOST, FAMILY_PKCS15, VALUE_BYTES, "TokenInfo", .above = PKCS15_TOKEN_INFO},
	{0x02, 0x30, FAMILY_PKCS15, VALUE_INTEGER, "version", .above = PKCS15_TOKEN_INFO},
	{0x04, 0x30, FAMILY_PKCS15, VALUE_BYTES, "serial number", .above = PKCS15_TOKEN_INFO},
	{0x0C, 0x30, FAMILY_PKCS15, VALUE_TEXT, "manufacturer", .above = PKCS15_TOKEN_INFO},
	{0x80, 0x30, FAMILY_PKCS15, VALUE_TEXT, "label", .above = PKCS15_TOKEN_INFO},
	{0x03, 0x30, FAMILY_PKCS15, VALUE_BITS, "flags", token_flags, .above = PKCS15_TOKEN_INFO},
	{0x30, 0x30, FAMILY_PKCS15, VALUE_BYTES, "security environments",
         .above = PKCS15_TOKEN_INFO},
	{0xA1, 0x30, FAMILY_PKCS15, VALUE_BYTES, "lengths of records", .above = PKCS15_TOKEN_INFO},
	{0xA2, 0x30, FAMILY_PKCS15, VALUE_BYTES, "algorithms supported",
         .above = PKCS15_TOKEN_INFO},
	{0x83, 0x30, FAMILY_PKCS15, VALUE_TEXT, "issuer", .above = PKCS15_TOKEN_INFO},
	{0x84, 0x30, FAMILY_PKCS15, VALUE_TEXT, "holder", .above = PKCS15_TOKEN_INFO},
	{0xA5, 0x30, FAMILY_PKCS15, VALUE_BYTES, "last update", .above = PKCS15_TOKEN_INFO},
	{0x13, 0x30, FAMILY_PKCS15, VALUE_TEXT, "preferred language", .above = PKCS15_TOKEN_INFO},
};

const struct tlv_table tlv_pkcs15 = {rows, sizeof rows / sizeof *rows};
