#include "tlv/tlv_table.h"

/* Clauses are from the GlobalPlatform Card Specification 2.3. */

/* 11.1.8, table 11-16 */
static const struct tlv_bits key_types[] = {
	{0, 0xFF, 0x80, "DES, mode known implicitly"},
	{0, 0xFF, 0x82, "3DES in CBC mode"},
	{0, 0xFF, 0x83, "DES in ECB mode"},
	{0, 0xFF, 0x84, "DES in CBC mode"},
	{0, 0xFF, 0x85, "pre-shared key for TLS"},
	{0, 0xFF, 0x88, "AES"},
	{0, 0xFF, 0x90, "HMAC-SHA1"},
	{0, 0xFF, 0x91, "HMAC-SHA1-160"},
	{0, 0xFF, 0xA0, "RSA public exponent"},
	{0, 0xFF, 0xA1, "RSA public modulus"},
	{0, 0xFF, 0xA2, "RSA private modulus"},
	{0, 0xFF, 0xA3, "RSA private exponent"},
	{0, 0xFF, 0xA4, "RSA private key, P"},
	{0, 0xFF, 0xA5, "RSA private key, Q"},
	{0, 0xFF, 0xA6, "RSA private key, PQ"},
	{0, 0xFF, 0xA7, "RSA private key, DP1"},
	{0, 0xFF, 0xA8, "RSA private key, DQ1"},
	{0, 0xFF, 0xB0, "ECC public key"},
	{0, 0xFF, 0xB1, "ECC private key"},
	{0, 0xFF, 0xB2, "ECC field parameter P"},
	{0, 0xFF, 0xB3, "ECC curve parameter A"},
	{0, 0xFF, 0xB4, "ECC curve parameter B"},
	{0, 0xFF, 0xB5, "ECC generator G"},
	{0, 0xFF, 0xB6, "ECC order N"},
	{0, 0xFF, 0xB7, "ECC cofactor K"},
	{0, 0xFF, 0xF0, "ECC key parameters reference"},
	{0, 0xFF, 0xFF, "extended format"},
	{0},
};

/* 11.3.3.1, table 11-28 */
static const struct tlv_part key_information[] = {
	{1, VALUE_NUMBER, "key identifier"},
	{1, VALUE_NUMBER, "key version"},
	{0, VALUE_KEY_COMPONENTS, "components", key_types},
	{0},
};

/* 11.1.1, table 11-6 */
static const struct tlv_bits card_states[] = {
	{0, 0xFF, 0x01, "OP_READY"},    {0, 0xFF, 0x07, "INITIALIZED"}, {0, 0xFF, 0x0F, "SECURED"},
	{0, 0xFF, 0x7F, "CARD_LOCKED"}, {0, 0xFF, 0xFF, "TERMINATED"},  {0},
};

/* Tables 11-4 and 11-5 */
static const struct tlv_bits application_states[] = {
	{0, 0x80, 0x80, "LOCKED"},
	{0, 0xFF, 0x03, "INSTALLED"},
	{0, 0xFF, 0x07, "SELECTABLE"},
	{0, 0xFF, 0x0F, "PERSONALIZED"},
	{0, 0x07, 0x07, "application specific state"},
	{0},
};

/* Table 11-3 */
static const struct tlv_bits load_file_states[] = {
	{0, 0xFF, 0x01, "LOADED"},
	{0},
};

/* Tables 11-3 to 11-6, if it is unknown whose state it is */
static const struct tlv_bits any_states[] = {
	{0, 0xFF, 0x01, "LOADED (load file) or OP_READY (card)"},
	{0, 0xFF, 0x03, "INSTALLED"},
	{0, 0xFF, 0x07, "SELECTABLE (application) or INITIALIZED (card)"},
	{0, 0xFF, 0x0F, "PERSONALIZED (security domain) or SECURED (card)"},
	{0, 0xFF, 0x7F, "CARD_LOCKED"},
	{0, 0xFF, 0xFF, "LOCKED (application) or TERMINATED (card)"},
	{0, 0x80, 0x80, "LOCKED"},
	{0, 0x07, 0x07, "application specific state"},
	{0},
};

/* 11.1.2, tables 11-7 to 11-9 */
static const struct tlv_bits gp_privileges[] = {
	{0, 0x80, 0x80, "security domain"},
	{0, 0xC1, 0xC0, "DAP verification"},
	{0, 0xC1, 0xC1, "mandated DAP verification"},
	{0, 0x20, 0x20, "delegated management"},
	{0, 0x10, 0x10, "card lock"},
	{0, 0x08, 0x08, "card terminate"},
	{0, 0x04, 0x04, "card reset (default selected)"},
	{0, 0x02, 0x02, "CVM management"},
	{1, 0x80, 0x80, "trusted path"},
	{1, 0x40, 0x40, "authorized management"},
	{1, 0x20, 0x20, "token management"},
	{1, 0x10, 0x10, "global delete"},
	{1, 0x08, 0x08, "global lock"},
	{1, 0x04, 0x04, "global registry"},
	{1, 0x02, 0x02, "final application"},
	{1, 0x01, 0x01, "global service"},
	{2, 0x80, 0x80, "receipt generation"},
	{2, 0x40, 0x40, "ciphered load file data block"},
	{2, 0x20, 0x20, "contactless activation"},
	{2, 0x10, 0x10, "contactless self-activation"},
	{0},
};

/* 11.1.7, table 11-15 */
static const struct tlv_bits implicit[] = {
	{0, 0x80, 0x80, "contactless interface"},
	{0, 0x40, 0x40, "contact interface"},
	{0, 0x1F, 0x00, "basic logical channel"},
	{0},
};

/* Visa GlobalPlatform 2.1.1 card implementation requirements, table 2-1 */
static const struct tlv_part production[] = {
	{2, VALUE_BYTES, "IC fabricator"},
	{2, VALUE_BYTES, "IC type"},
	{2, VALUE_BYTES, "operating system identifier"},
	{2, VALUE_DAY, "operating system release date"},
	{2, VALUE_BYTES, "operating system release level"},
	{2, VALUE_DAY, "IC fabrication date"},
	{4, VALUE_BYTES, "IC serial number"},
	{2, VALUE_BYTES, "IC batch identifier"},
	{2, VALUE_BYTES, "IC module fabricator"},
	{2, VALUE_DAY, "IC module packaging date"},
	{2, VALUE_BYTES, "ICC manufacturer"},
	{2, VALUE_DAY, "IC embedding date"},
	{2, VALUE_BYTES, "IC pre-personalizer"},
	{2, VALUE_DAY, "pre-personalization date"},
	{4, VALUE_BYTES, "pre-personalization equipment"},
	{2, VALUE_BYTES, "IC personalizer"},
	{2, VALUE_DAY, "personalization date"},
	{4, VALUE_BYTES, "personalization equipment"},
	{0},
};

/* H.4, tables H-6 to H-8 */
static const struct tlv_bits aes_keys[] = {
	{0, 0x01, 0x01, "AES-128"},
	{0, 0x02, 0x02, "AES-192"},
	{0, 0x04, 0x04, "AES-256"},
	{0},
};
static const struct tlv_bits hashes[] = {
	{0, 0xFF, 0x01, "SHA-1"},
	{0, 0xFF, 0x02, "SHA-256"},
	{0, 0xFF, 0x03, "SHA-384"},
	{0, 0xFF, 0x04, "SHA-512"},
	{0},
};
static const struct tlv_bits ciphers[] = {
	{0, 0x01, 0x01, "3DES with 16-byte keys"},
	{0, 0x02, 0x02, "AES-128"},
	{0, 0x04, 0x04, "AES-192"},
	{0, 0x08, 0x08, "AES-256"},
	{0, 0x80, 0x80, "ICV of the load file data block"},
	{0},
};

/* Tables H-9 and H-10 */
static const struct tlv_bits signatures[] = {
	{0, 0x01, 0x01, "RSA-1024 with SHA-1"},
	{0, 0x02, 0x02, "RSASSA-PSS with SHA-256"},
	{0, 0x04, 0x04, "single DES with final 3DES"},
	{0, 0x08, 0x08, "CMAC with AES-128"},
	{0, 0x10, 0x10, "CMAC with AES-192"},
	{0, 0x20, 0x20, "CMAC with AES-256"},
	{0, 0x40, 0x40, "ECDSA with ECC-256 and SHA-256"},
	{0, 0x80, 0x80, "ECDSA with ECC-384 and SHA-384"},
	{1, 0x01, 0x01, "ECDSA with ECC-512 and SHA-512"},
	{1, 0x02, 0x02, "ECDSA with ECC-521 and SHA-512"},
	{0},
};

/* Amendment E, 4.5, key parameter reference values */
static const struct tlv_bits curves[] = {
	{0, 0xFF, 0x00, "NIST P-256"},
	{0, 0xFF, 0x01, "NIST P-384"},
	{0, 0xFF, 0x02, "NIST P-521"},
	{0, 0xFF, 0x03, "brainpoolP256r1"},
	{0, 0xFF, 0x04, "brainpoolP256t1"},
	{0, 0xFF, 0x05, "brainpoolP384r1"},
	{0, 0xFF, 0x06, "brainpoolP384t1"},
	{0, 0xFF, 0x07, "brainpoolP512r1"},
	{0, 0xFF, 0x08, "brainpoolP512t1"},
	{0, 0xFF, 0x40, "FRP256v1"},
	{0},
};

/* 10.6, table 10-1 */
static const struct tlv_bits security_level[] = {
	{0, 0x80, 0x80, "authenticated"},
	{0, 0xC0, 0x40, "authenticated by any means"},
	{0, 0x20, 0x20, "R-ENCRYPTION"},
	{0, 0x10, 0x10, "R-MAC"},
	{0, 0x02, 0x02, "C-DECRYPTION"},
	{0, 0x01, 0x01, "C-MAC"},
	{0, 0xFF, 0x00, "no secure messaging expected"},
	{0},
};

/* GlobalPlatform Secure Element Access Control 1.1, table 6-9 */
static const struct tlv_bits access[] = {
	{0, 0xFF, 0x00, "never"},
	{0, 0xFF, 0x01, "always"},
	{0},
};

/* Android's UICC carrier privileges */
static const struct tlv_bits permissions[] = {
	{7, 0x01, 0x01, "carrier privileges"},
	{0},
};

static const struct tlv_row rows[] = {
	/* H.4: card capability information */
	{0x67, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "card capability information"},
	{0x67, 0x67, FAMILY_GP, VALUE_BYTES, "card capability information"},
	{0xA0, 0x67, FAMILY_GP, VALUE_BYTES, "secure channel protocol"},
	{0x80, 0xA0, FAMILY_GP, VALUE_NUMBER, "number", .above = 0x67},
	{0x81, 0xA0, FAMILY_GP, VALUE_BYTES, "options supported", .above = 0x67},
	{0x82, 0xA0, FAMILY_GP, VALUE_BITS, "AES keys supported", aes_keys, .above = 0x67},
	{0x83, 0xA0, FAMILY_GP, VALUE_BYTES, "TLS cipher suites supported", .above = 0x67},
	{0x81, 0x67, FAMILY_GP, VALUE_BITS, "privileges for security domains", gp_privileges},
	{0x82, 0x67, FAMILY_GP, VALUE_BITS, "privileges for applications", gp_privileges},
	{0x83, 0x67, FAMILY_GP, VALUE_CODES, "load file data block hashes", hashes},
	{0x84, 0x67, FAMILY_GP, VALUE_BITS, "load file data block ciphers", ciphers},
	{0x85, 0x67, FAMILY_GP, VALUE_BITS, "token algorithms", signatures},
	{0x86, 0x67, FAMILY_GP, VALUE_BITS, "receipt algorithms", signatures},
	{0x87, 0x67, FAMILY_GP, VALUE_BITS, "DAP algorithms", signatures},
	{0x88, 0x67, FAMILY_GP, VALUE_CODES, "key parameter references", curves},

	/* GlobalPlatform Card Specification 2.3, 11.3, 11.4 and annex H */
	{0x42, TLV_NOWHERE, FAMILY_GP, VALUE_BYTES, "issuer identification number"},
	{0x45, TLV_NOWHERE, FAMILY_GP, VALUE_BYTES, "card image number"},
	{0x66, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "card data"},
	{0x73, TLV_NOWHERE, FAMILY_GP, VALUE_BYTES, "card recognition data"},
	{0xA5, TLV_NOWHERE, FAMILY_GP, VALUE_BYTES, "proprietary data"},
	{0x9F65, TLV_NOWHERE, FAMILY_GP, VALUE_NUMBER, "maximum length of a command's data"},
	{0x9F6E, TLV_NOWHERE, FAMILY_GP, VALUE_BYTES, "application production life cycle data"},
	{0x9F70, TLV_NOWHERE, FAMILY_GP, VALUE_CODE, "life cycle state", any_states},
	{0x9F7F, TLV_NOWHERE, FAMILY_GP, VALUE_PARTS, "card production life cycle (CPLC)",
         .parts = production},
	{0xC1, TLV_OUTERMOST, FAMILY_GP, VALUE_NUMBER,
         "sequence counter of the default key version"},
	{0xC2, TLV_OUTERMOST, FAMILY_GP, VALUE_NUMBER, "confirmation counter"},
	{0xCF, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "key diversification data"},
	{0xD3, TLV_OUTERMOST, FAMILY_GP, VALUE_BITS, "current security level", security_level},
	{0x5F50, TLV_OUTERMOST, FAMILY_GP, VALUE_TEXT, "URL of the security domain's manager"},
	{0xE0, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "key information template"},
	{0xE3, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "registry entry"},
	{0x2F00, TLV_NOWHERE, FAMILY_GP, VALUE_BYTES, "list of applications"},
	/* Amendment F: SCP11 */
	{0xBF21, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "certificate store"},
	{0xFF33, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "CA identifiers of the KLOC"},
	{0xFF34, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "CA identifiers of the KLCC"},
	{0xA6, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "control reference for key agreement"},
	{0x80, 0xA6, FAMILY_GP, VALUE_OPAQUE, "key type"},
	{0x81, 0xA6, FAMILY_GP, VALUE_NUMBER, "key length"},
	{0x83, 0xA6, FAMILY_GP, VALUE_OPAQUE, "key identifier and version"},
	{0x90, 0xA6, FAMILY_GP, VALUE_OPAQUE, "protocol and its parameters"},
	{0x95, 0xA6, FAMILY_GP, VALUE_OPAQUE, "key usage"},
	{0x5F49, TLV_OUTERMOST, FAMILY_GP, VALUE_OPAQUE, "ephemeral public key"},
	{0x86, TLV_OUTERMOST, FAMILY_GP, VALUE_OPAQUE, "receipt"},
	{0xFF20, TLV_NOWHERE, FAMILY_GP, VALUE_BYTES, "card resources"},
	{0xFF21, TLV_NOWHERE, FAMILY_GP, VALUE_BYTES, "extended card resources"},
	{0x81, 0xFF21, FAMILY_GP, VALUE_NUMBER, "number of installed applications"},
	{0x82, 0xFF21, FAMILY_GP, VALUE_NUMBER, "free non-volatile memory"},
	{0x83, 0xFF21, FAMILY_GP, VALUE_NUMBER, "free volatile memory"},
	{0xC9, TLV_IN_INSTALL, FAMILY_GP, VALUE_BYTES, "application specific parameters"},
	{0xCA, TLV_IN_INSTALL, FAMILY_GP, VALUE_BYTES, "UICC toolkit parameters"},
	{0xCB, TLV_IN_INSTALL, FAMILY_GP, VALUE_BYTES, "service parameters"},
	{0xEA, TLV_IN_INSTALL, FAMILY_GP, VALUE_BYTES, "UICC system specific parameters"},
	{0xEF, TLV_IN_INSTALL, FAMILY_GP, VALUE_BYTES, "system specific parameters"},
	{0xB6, TLV_IN_INSTALL, FAMILY_GP, VALUE_BYTES, "control reference for digital signature"},
	{0xC6, 0xEF, FAMILY_GP, VALUE_NUMBER, "non-volatile code minimum"},
	{0xC7, 0xEF, FAMILY_GP, VALUE_NUMBER, "volatile memory quota"},
	{0xC8, 0xEF, FAMILY_GP, VALUE_NUMBER, "non-volatile memory quota"},
	{0xCA, 0xEF, FAMILY_GP, VALUE_BYTES, "TS 102 226 SIM file access and toolkit parameters"},
	{0xCD, 0xEF, FAMILY_GP, VALUE_BYTES, "load file data block format"},
	{0xDD, 0xEF, FAMILY_GP, VALUE_BYTES, "load file data block parameters"},
	{0xCF, 0xEF, FAMILY_GP, VALUE_BITS, "implicit selection parameter", implicit},
	{0xD7, 0xEF, FAMILY_GP, VALUE_NUMBER, "volatile reserved memory"},
	{0xD8, 0xEF, FAMILY_GP, VALUE_NUMBER, "non-volatile reserved memory"},
	{0x73, 0x66, FAMILY_GP, VALUE_BYTES, "card recognition data"},
	{0x06, 0x73, FAMILY_GP, VALUE_GP_OID, "object identifier"},
	{0x60, 0x73, FAMILY_GP, VALUE_BYTES, "card management type and version"},
	{0x06, 0x60, FAMILY_GP, VALUE_GP_OID, "object identifier", .above = 0x73},
	{0x63, 0x73, FAMILY_GP, VALUE_BYTES, "card identification scheme"},
	{0x06, 0x63, FAMILY_GP, VALUE_GP_OID, "object identifier", .above = 0x73},
	{0x64, 0x73, FAMILY_GP, VALUE_BYTES, "secure channel protocol"},
	{0x06, 0x64, FAMILY_GP, VALUE_GP_OID, "object identifier", .above = 0x73},
	{0x65, 0x73, FAMILY_GP, VALUE_BYTES, "card configuration details"},
	{0x06, 0x65, FAMILY_GP, VALUE_GP_OID, "object identifier", .above = 0x73},
	{0x66, 0x73, FAMILY_GP, VALUE_BYTES, "card or chip details"},
	{0x06, 0x66, FAMILY_GP, VALUE_GP_OID, "object identifier", .above = 0x73},
	{0x67, 0x73, FAMILY_GP, VALUE_BYTES, "issuer security domain's trust point"},
	{0x68, 0x73, FAMILY_GP, VALUE_BYTES, "issuer security domain certificate"},
	{0xC0, 0xE0, FAMILY_GP, VALUE_PARTS, "key", .parts = key_information},
	/* Card Specification 2.3, 11.6.2.3: before the load file */
	{0xE2, TLV_IN_INSTALL, FAMILY_GP, VALUE_BYTES, "DAP block"},
	{0x4F, 0xE2, FAMILY_GP, VALUE_AID, "security domain AID"},
	{0xC3, 0xE2, FAMILY_GP, VALUE_OPAQUE, "load file data block signature"},
	{0x4F, 0xE3, FAMILY_GP, VALUE_AID, "AID"},
	{0x9F70, 0xE3, FAMILY_GP, VALUE_CODE, "life cycle state", any_states},
	/* P1 of GET STATUS shows whose state it is */
	{0x9F70, 0xE3, FAMILY_GP, VALUE_CODE, "life cycle state", card_states, .above = 0x80},
	{0x9F70, 0xE3, FAMILY_GP, VALUE_CODE, "life cycle state", application_states,
         .above = 0x40},
	{0x9F70, 0xE3, FAMILY_GP, VALUE_CODE, "life cycle state", load_file_states, .above = 0x20},
	{0x9F70, 0xE3, FAMILY_GP, VALUE_CODE, "life cycle state", load_file_states, .above = 0x10},
	{0x84, 0xE3, FAMILY_GP, VALUE_AID, "executable module AID"},
	{0xC4, 0xE3, FAMILY_GP, VALUE_AID, "executable load file AID"},
	{0xC5, 0xE3, FAMILY_GP, VALUE_BITS, "privileges", gp_privileges},
	{0xCC, 0xE3, FAMILY_GP, VALUE_AID, "associated security domain AID"},
	{0xCE, 0xE3, FAMILY_GP, VALUE_BYTES, "executable load file version"},
	{0xCF, 0xE3, FAMILY_GP, VALUE_BITS, "implicit selection parameter", implicit},

	/* GlobalPlatform Secure Element Access Control 1.1, 4 to 6: what an ARA-M is asked, told
         * and answers */
	{0xFF40, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "all access rules"},
	{0xFF50, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "specific access rule"},
	{0xDF20, TLV_OUTERMOST, FAMILY_GP, VALUE_OPAQUE, "refresh tag"},
	{0xDF21, TLV_OUTERMOST, FAMILY_GP, VALUE_TEMPLATE, "configuration data"},
	{0xFF70, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "AIDs of the ARA client"},
	{0xFF7F, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "device configuration"},
	{0xF0, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "store access rule"},
	{0xF1, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "delete access rules"},
	{0xF2, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "update refresh tag"},
	{0xF3, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "get access rules"},
	{0xF4, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "get all access rules"},
	{0xF5, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "get next access rules"},
	{0xF6, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "get AIDs of the ARA client"},
	{0xF7, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "register AIDs of an ARA client"},
	{0xF8, TLV_OUTERMOST, FAMILY_GP, VALUE_BYTES, "get device configuration"},
	{0xE2, 0xFF40, FAMILY_GP, VALUE_BYTES, "REF-AR-DO"},
	{0xE2, 0xF0, FAMILY_GP, VALUE_BYTES, "REF-AR-DO"},
	{0xE2, 0xF1, FAMILY_GP, VALUE_BYTES, "REF-AR-DO"},
	{0xE3, 0xFF50, FAMILY_GP, VALUE_BYTES, "AR-DO"},
	{0xE1, 0xE2, FAMILY_GP, VALUE_BYTES, "REF-DO"},
	{0xE1, 0xF1, FAMILY_GP, VALUE_BYTES, "REF-DO"},
	{0x4F, 0xE1, FAMILY_GP, VALUE_AID, "AID"},
	{0xC0, 0xE1, FAMILY_GP, VALUE_NULL, "AID: the application selected implicitly"},
	{0x4F, 0xF1, FAMILY_GP, VALUE_AID, "AID"},
	{0xC0, 0xF1, FAMILY_GP, VALUE_NULL, "AID: the application selected implicitly"},
	{0x4F, 0xF3, FAMILY_GP, VALUE_AID, "AID"},
	{0xC0, 0xF3, FAMILY_GP, VALUE_NULL, "AID: the application selected implicitly"},
	{0x4F, 0xF7, FAMILY_GP, VALUE_AID, "AID"},
	{0xC0, 0xF7, FAMILY_GP, VALUE_NULL, "AID: the application selected implicitly"},
	{0x4F, 0xFF70, FAMILY_GP, VALUE_AID, "AID"},
	{0xC0, 0xFF70, FAMILY_GP, VALUE_NULL, "AID: the application selected implicitly"},
	{0xC1, 0xE1, FAMILY_GP, VALUE_OPAQUE, "hash of the application's certificate"},
	{0xCA, 0xE1, FAMILY_GP, VALUE_TEXT, "package name"},
	{0xE3, 0xE2, FAMILY_GP, VALUE_BYTES, "AR-DO"},
	{0xD0, 0xE3, FAMILY_GP, VALUE_OPAQUE,
         "access by APDUs: never (00), always (01), or filters with masks"},
	{0xD1, 0xE3, FAMILY_GP, VALUE_CODE, "access to NFC events", access},
	{0xDB, 0xE3, FAMILY_GP, VALUE_BITS, "permissions", permissions},
	{0xE5, 0xDF21, FAMILY_GP, VALUE_BYTES, "ARA-M configuration"},
	{0xE4, 0xFF7F, FAMILY_GP, VALUE_BYTES, "device configuration"},
	{0xE6, 0xE5, FAMILY_GP, VALUE_VERSION, "version of the device interface"},
	{0xE6, 0xE4, FAMILY_GP, VALUE_VERSION, "version of the device interface"},
	{0x80, 0xEA, FAMILY_GP, VALUE_BYTES, "UICC toolkit application parameters"},
	{0x81, 0xEA, FAMILY_GP, VALUE_BYTES, "UICC access application parameters"},
	{0x82, 0xEA, FAMILY_GP, VALUE_BYTES, "UICC administrative access parameters"},
};

const struct tlv_table tlv_gp = {rows, sizeof rows / sizeof *rows};
