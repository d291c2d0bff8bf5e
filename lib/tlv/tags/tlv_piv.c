#include "tlv/tlv_table.h"

/* Clauses are from NIST SP 800-73-4, part 1. */

/* Appendix A, table 10: b1 and b2 are the compression, b3 is IsX509 */
static const struct tlv_bits certificate_information[] = {
	{0, 0x03, 0x00, "not compressed"},
	{0, 0x03, 0x01, "compressed (gzip)"},
	{0},
};

/* 3.3.2 */
static const struct tlv_bits pin_policy[] = {
	{0, 0x40, 0x40, "the PIV application PIN satisfies the access rules"},
	{0, 0x20, 0x20, "the global PIN satisfies the access rules"},
	{0, 0x10, 0x10, "on-card biometric comparison satisfies the access rules"},
	{0, 0x08, 0x08, "virtual contact interface implemented"},
	{0, 0x0C, 0x08, "pairing code required for it"},
	{0, 0x0C, 0x0C, "no pairing code required for it"},
	{1, 0xFF, 0x10, "the PIV application PIN is the primary one"},
	{1, 0xFF, 0x20, "the global PIN is the primary one"},
	{0},
};

/* Yubico's PIV extensions: GET METADATA */
static const struct tlv_bits pin_policies[] = {
	{0, 0xFF, 0x00, "default"},
	{0, 0xFF, 0x01, "never"},
	{0, 0xFF, 0x02, "once"},
	{0, 0xFF, 0x03, "always"},
	{0, 0xFF, 0x04, "match once"},
	{0, 0xFF, 0x05, "match always"},
	{0},
};
static const struct tlv_bits touch_policies[] = {
	{0, 0xFF, 0x00, "default"},
	{0, 0xFF, 0x01, "never"},
	{0, 0xFF, 0x02, "always"},
	{0, 0xFF, 0x03, "cached for 15 s"},
	{0},
};
static const struct tlv_part policies[] = {
	{1, VALUE_CODE, "PIN policy", pin_policies},
	{1, VALUE_CODE, "touch policy", touch_policies},
	{0},
};
static const struct tlv_bits origins[] = {
	{0, 0xFF, 0x01, "generated on the device"},
	{0, 0xFF, 0x02, "imported"},
	{0},
};
static const struct tlv_bits default_values[] = {
	{0, 0xFF, 0x00, "no"},
	{0, 0xFF, 0x01, "yes"},
	{0},
};
static const struct tlv_part tries[] = {
	{1, VALUE_NUMBER, "total tries"},
	{1, VALUE_NUMBER, "tries left"},
	{0},
};

/* ykman's management data */
static const struct tlv_bits management_flags[] = {
	{0, 0x01, 0x01, "PUK blocked"},
	{0, 0x02, 0x02, "management key stored, protected by the PIN"},
	{0},
};

static const struct tlv_row rows[] = {
	/* NIST SP 800-73-4 part 1, table 3 */
	{0x53, TLV_NOWHERE, FAMILY_PIV, VALUE_TEMPLATE, "data object"},
	{0x7E, TLV_OUTERMOST, FAMILY_PIV, VALUE_BYTES, "discovery object"},
	{0x7F61, TLV_NOWHERE, FAMILY_PIV, VALUE_BYTES, "biometric information templates group"},
	{0x5FC101, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for card authentication (9E)"},
	{0x5FC102, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "card holder unique identifier (CHUID)"},
	{0x5FC103, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "fingerprints"},
	{0x5FC105, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for PIV authentication (9A)"},
	{0x5FC106, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "security object"},
	{0x5FC107, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "card capability container"},
	{0x5FC108, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "facial image"},
	{0x5FC109, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "printed information"},
	{0x5FC10A, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for digital signature (9C)"},
	{0x5FC10B, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for key management (9D)"},
	{0x5FC10C, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "key history object"},
	{0x5FC10D, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 1 (82)"},
	{0x5FC10E, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 2 (83)"},
	{0x5FC10F, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 3 (84)"},
	{0x5FC110, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 4 (85)"},
	{0x5FC111, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 5 (86)"},
	{0x5FC112, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 6 (87)"},
	{0x5FC113, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 7 (88)"},
	{0x5FC114, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 8 (89)"},
	{0x5FC115, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 9 (8A)"},
	{0x5FC116, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 10 (8B)"},
	{0x5FC117, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 11 (8C)"},
	{0x5FC118, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 12 (8D)"},
	{0x5FC119, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 13 (8E)"},
	{0x5FC11A, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 14 (8F)"},
	{0x5FC11B, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 15 (90)"},
	{0x5FC11C, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 16 (91)"},
	{0x5FC11D, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 17 (92)"},
	{0x5FC11E, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 18 (93)"},
	{0x5FC11F, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 19 (94)"},
	{0x5FC120, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES,
         "X.509 certificate for retired key management 20 (95)"},
	{0x5FC121, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "iris images"},
	{0x5FC122, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "secure messaging certificate signer"},
	{0x5FC123, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "pairing code reference data"},
	/* Yubico's PIV extensions */
	{0x5FFF00, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "YubiKey: management data"},
	{0x5FFF01, TLV_IN_DATA_ID, FAMILY_PIV, VALUE_BYTES, "YubiKey: attestation certificate"},
	{0x80, 0x53, FAMILY_PIV, VALUE_TEMPLATE, "management data", .above = 0x5FFF00},
	{0x81, 0x80, FAMILY_PIV, VALUE_BITS, "flags", management_flags},
	{0x82, 0x80, FAMILY_PIV, VALUE_BYTES, "salt of the management key"},
	{0x83, 0x80, FAMILY_PIV, VALUE_TIME32, "time of the PIN's last change"},
	{0x88, 0x53, FAMILY_PIV, VALUE_TEMPLATE, "YubiKey: protected data", .above = 0x5FC109},
	{0x89, 0x88, FAMILY_PIV, VALUE_OPAQUE, "management key"},

	{0x01, TLV_IN_METADATA, FAMILY_PIV, VALUE_PIV_ALGORITHM, "algorithm"},
	{0x02, TLV_IN_METADATA, FAMILY_PIV, VALUE_PARTS, "policy", .parts = policies},
	{0x03, TLV_IN_METADATA, FAMILY_PIV, VALUE_CODE, "origin", origins},
	{0x04, TLV_IN_METADATA, FAMILY_PIV, VALUE_TEMPLATE, "public key"},
	{0x86, 0x04, FAMILY_PIV, VALUE_OPAQUE, "public point"},
	{0x81, 0x04, FAMILY_PIV, VALUE_OPAQUE, "modulus"},
	{0x82, 0x04, FAMILY_PIV, VALUE_OPAQUE, "public exponent"},
	{0x05, TLV_IN_METADATA, FAMILY_PIV, VALUE_CODE, "default value", default_values},
	{0x06, TLV_IN_METADATA, FAMILY_PIV, VALUE_PARTS, "retry counter", .parts = tries},

	/* Appendix A, table 9: CHUID */
	{0x30, 0x53, FAMILY_PIV, VALUE_FASCN, "FASC-N"},
	{0x31, 0x53, FAMILY_PIV, VALUE_OPAQUE, "agency code"},
	{0x32, 0x53, FAMILY_PIV, VALUE_OPAQUE, "organization identifier"},
	{0x33, 0x53, FAMILY_PIV, VALUE_OPAQUE, "DUNS"},
	{0x34, 0x53, FAMILY_PIV, VALUE_OPAQUE, "GUID"},
	{0x35, 0x53, FAMILY_PIV, VALUE_DATE, "expiration date"},
	{0x36, 0x53, FAMILY_PIV, VALUE_OPAQUE, "cardholder UUID"},
	{0x3D, 0x53, FAMILY_PIV, VALUE_OPAQUE, "authentication key map"},
	{0x3E, 0x53, FAMILY_PIV, VALUE_OPAQUE, "issuer's asymmetric signature"},
	{0xEE, 0x53, FAMILY_PIV, VALUE_NUMBER, "buffer length"},
	{0xFE, 0x53, FAMILY_PIV, VALUE_OPAQUE, "error detection code"},

	/* Tables 10, 15 to 17 and 20: certificates */
	{0x70, 0x53, FAMILY_PIV, VALUE_CERTIFICATE, "X.509 certificate"},
	{0x71, 0x53, FAMILY_PIV, VALUE_BITS, "certificate information", certificate_information},
	{0x72, 0x53, FAMILY_PIV, VALUE_OPAQUE, "MSCUID"},
	{0x7F21, 0x53, FAMILY_PIV, VALUE_BYTES, "intermediate card verifiable certificate"},

	/* Tables 11, 13 and 41: biometrics */
	{0xBC, 0x53, FAMILY_PIV, VALUE_OPAQUE, "biometric data"},

	/* Table 12: security object */
	{0xBA, 0x53, FAMILY_PIV, VALUE_OPAQUE, "mapping of data groups"},
	{0xBB, 0x53, FAMILY_PIV, VALUE_OPAQUE, "security object"},

	/* Table 8: card capability container */
	{0xF0, 0x53, FAMILY_PIV, VALUE_OPAQUE, "card identifier"},
	{0xF1, 0x53, FAMILY_PIV, VALUE_OPAQUE, "capability container version"},
	{0xF2, 0x53, FAMILY_PIV, VALUE_OPAQUE, "capability grammar version"},
	{0xF3, 0x53, FAMILY_PIV, VALUE_OPAQUE, "application CardURL", .above = 0x5FC107},
	{0xF4, 0x53, FAMILY_PIV, VALUE_OPAQUE, "PKCS#15"},
	{0xF5, 0x53, FAMILY_PIV, VALUE_OPAQUE, "registered data model number"},
	{0xF6, 0x53, FAMILY_PIV, VALUE_OPAQUE, "access control rule table"},
	{0xF7, 0x53, FAMILY_PIV, VALUE_OPAQUE, "card APDUs"},
	{0xFA, 0x53, FAMILY_PIV, VALUE_OPAQUE, "redirection tag"},
	{0xFB, 0x53, FAMILY_PIV, VALUE_OPAQUE, "capability tuples"},
	{0xFC, 0x53, FAMILY_PIV, VALUE_OPAQUE, "status tuples"},
	{0xFD, 0x53, FAMILY_PIV, VALUE_OPAQUE, "next capability container"},
	{0xE3, 0x53, FAMILY_PIV, VALUE_OPAQUE, "extended application CardURL"},
	{0xB4, 0x53, FAMILY_PIV, VALUE_OPAQUE, "security object buffer"},

	/* Table 14: printed information */
	{0x01, 0x53, FAMILY_PIV, VALUE_TEXT, "name"},
	{0x02, 0x53, FAMILY_PIV, VALUE_TEXT, "employee affiliation"},
	{0x04, 0x53, FAMILY_PIV, VALUE_TEXT, "expiration date"},
	{0x05, 0x53, FAMILY_PIV, VALUE_TEXT, "agency card serial number"},
	{0x06, 0x53, FAMILY_PIV, VALUE_TEXT, "issuer identification"},
	{0x07, 0x53, FAMILY_PIV, VALUE_TEXT, "organization affiliation, first line"},
	{0x08, 0x53, FAMILY_PIV, VALUE_TEXT, "organization affiliation, second line"},

	/* Table 19: key history */
	{0xC1, 0x53, FAMILY_PIV, VALUE_NUMBER, "keys with certificates on the card"},
	{0xC2, 0x53, FAMILY_PIV, VALUE_NUMBER, "keys with certificates elsewhere"},
	{0xF3, 0x53, FAMILY_PIV, VALUE_TEXT, "URL of the certificates elsewhere",
         .above = 0x5FC10C},

	/* Table 43: pairing code */
	{0x99, 0x53, FAMILY_PIV, VALUE_OPAQUE, "pairing code"},

	/* Table 18 and part 2, 3.1.1 */
	{0x4F, 0x7E, FAMILY_PIV, VALUE_AID, "application identifier"},
	{0x5F2F, 0x7E, FAMILY_PIV, VALUE_BITS, "PIN usage policy", pin_policy},
	{0x4F, 0x61, FAMILY_PIV, VALUE_BYTES, "application identifier, or its extension (PIX)"},
	{0x79, 0x61, FAMILY_PIV, VALUE_BYTES, "coexistent tag allocation authority"},
	{0xAC, 0x61, FAMILY_PIV, VALUE_BYTES, "cryptographic algorithms supported"},
	{0x80, 0xAC, FAMILY_PIV, VALUE_PIV_ALGORITHM, "cryptographic algorithm"},
	{0x06, 0xAC, FAMILY_PIV, VALUE_OID, "object identifier"},
	{0x81, 0xAC, FAMILY_PIV, VALUE_BYTES, "parameter"},
	{0x85, 0x7C, FAMILY_PIV, VALUE_BYTES, "exponentiation"},
	{0x86, 0x7F49, FAMILY_PIV, VALUE_BYTES, "public point"},
	{0x81, 0x7F49, FAMILY_PIV, VALUE_BYTES, "modulus"},
	{0x82, 0x7F49, FAMILY_PIV, VALUE_BYTES, "public exponent"},
};

const struct tlv_table tlv_piv = {rows, sizeof rows / sizeof *rows};
