/* GSMA SGP.22 2.5, annex H: what the ISD-R of an eUICC exchanges with a local profile assistant, in
 * STORE DATA (5.7.2). A request and its response have the same tag. The ASN.1 module has automatic
 * tags; a bit string begins with the number of its unused bits (ISO/IEC 8825-1, 8.6). */
#include "tlv/tlv_table.h"

#define RESULTS(...) \
	(const struct tlv_bits[]) \
	{ \
		{0, 0xFF, 0x00, "OK"}, __VA_ARGS__, {0, 0xFF, 0x7F, "undefined error"}, {0} \
	}

static const struct tlv_bits profile_states[] = {
	{0, 0xFF, 0x00, "disabled"},
	{0, 0xFF, 0x01, "enabled"},
	{0},
};

static const struct tlv_bits profile_classes[] = {
	{0, 0xFF, 0x00, "test"},
	{0, 0xFF, 0x01, "provisioning"},
	{0, 0xFF, 0x02, "operational"},
	{0},
};

static const struct tlv_bits icon_types[] = {
	{0, 0xFF, 0x00, "JPEG"},
	{0, 0xFF, 0x01, "PNG"},
	{0},
};

static const struct tlv_bits policy_rules[] = {
	{1, 0x80, 0x80, "update control"},
	{1, 0x40, 0x40, "PPR1: disabling is not allowed"},
	{1, 0x20, 0x20, "PPR2: deletion is not allowed"},
	{1, 0x10, 0x10, "PPR3: deletion is required after disabling"},
	{0},
};

static const struct tlv_bits policy_flags[] = {
	{1, 0x80, 0x80, "the end user's consent is required"},
	{0},
};

static const struct tlv_bits operations[] = {
	{1, 0x80, 0x80, "install"},
	{1, 0x40, 0x40, "enable"},
	{1, 0x20, 0x20, "disable"},
	{1, 0x10, 0x10, "delete"},
	{0},
};

static const struct tlv_bits uicc_capabilities[] = {
	{1, 0x80, 0x80, "contactless"},
	{1, 0x40, 0x40, "USIM"},
	{1, 0x20, 0x20, "ISIM"},
	{1, 0x10, 0x10, "CSIM"},
	{1, 0x08, 0x08, "MILENAGE"},
	{1, 0x04, 0x04, "CAVE"},
	{1, 0x02, 0x02, "TUAK with 128-bit keys"},
	{1, 0x01, 0x01, "TUAK with 256-bit keys"},
	{2, 0x20, 0x20, "GBA in the USIM"},
	{2, 0x10, 0x10, "GBA in the ISIM"},
	{2, 0x08, 0x08, "MBMS"},
	{2, 0x04, 0x04, "EAP"},
	{2, 0x02, 0x02, "Java Card"},
	{2, 0x01, 0x01, "MULTOS"},
	{3, 0x80, 0x80, "several USIMs in a profile"},
	{3, 0x40, 0x40, "several ISIMs in a profile"},
	{3, 0x20, 0x20, "several CSIMs in a profile"},
	{3, 0x10, 0x10, "BER-TLV files"},
	{3, 0x08, 0x08, "linked directory files"},
	{3, 0x04, 0x04, "CAT_TP"},
	{3, 0x02, 0x02, "GET IDENTITY"},
	{3, 0x01, 0x01, "SUCI profile A: X25519"},
	{4, 0x80, 0x80, "SUCI profile B: P-256"},
	{4, 0x40, 0x40, "API to calculate a SUCI"},
	{0},
};

static const struct tlv_bits provisioning_capabilities[] = {
	{1, 0x80, 0x80, "an additional profile can be installed"},
	{1, 0x40, 0x40, "certificate revocation lists"},
	{1, 0x20, 0x20, "remote profile management"},
	{1, 0x10, 0x10, "test profiles"},
	{1, 0x08, 0x08, "device information with extensions"},
	{0},
};

static const struct tlv_bits categories[] = {
	{0, 0xFF, 0x00, "other"},
	{0, 0xFF, 0x01, "basic eUICC"},
	{0, 0xFF, 0x02, "medium eUICC"},
	{0, 0xFF, 0x03, "contactless eUICC"},
	{0},
};

static const struct tlv_bits reset_options[] = {
	{1, 0x80, 0x80, "delete operational profiles"},
	{1, 0x40, 0x40, "delete field-loaded test profiles"},
	{1, 0x20, 0x20, "reset the default SM-DP+ address"},
	{0},
};

static const struct tlv_bits tre_properties[] = {
	{1, 0x80, 0x80, "discrete"},
	{1, 0x40, 0x40, "integrated"},
	{1, 0x20, 0x20, "uses remote memory"},
	{0},
};

static const struct tlv_bits lpae_support[] = {
	{1, 0x80, 0x80, "with the card application toolkit"},
	{1, 0x40, 0x40, "with the smart card web server"},
	{0},
};

static const struct tlv_bits download_errors[] = {
	{0, 0xFF, 0x01, "invalid certificate"},
	{0, 0xFF, 0x02, "invalid signature"},
	{0, 0xFF, 0x03, "unsupported curve"},
	{0, 0xFF, 0x04, "no session context"},
	{0, 0xFF, 0x05, "invalid transaction identifier"},
	{0, 0xFF, 0x7F, "undefined error"},
	{0},
};

static const struct tlv_bits authentication_errors[] = {
	{0, 0xFF, 0x01, "invalid certificate"},
	{0, 0xFF, 0x02, "invalid signature"},
	{0, 0xFF, 0x03, "unsupported curve"},
	{0, 0xFF, 0x04, "no session context"},
	{0, 0xFF, 0x05, "invalid object identifier"},
	{0, 0xFF, 0x06, "eUICC challenge does not match"},
	{0, 0xFF, 0x07, "CI key unknown"},
	{0, 0xFF, 0x7F, "undefined error"},
	{0},
};

#define CANCEL_REASONS \
	{0, 0xFF, 0x00, "rejected by the end user"}, {0, 0xFF, 0x01, "postponed"}, \
		{0, 0xFF, 0x02, "timeout"}, {0, 0xFF, 0x03, "profile policy rule not allowed"}, \
		{0, 0xFF, 0x04, "metadata does not match"}

static const struct tlv_bits cancel_reasons[] = {
	CANCEL_REASONS,
	{0, 0xFF, 0x05, "error while loading the profile package"},
	{0, 0xFF, 0x7F, "undefined reason"},
	{0},
};

/* A response has 05 or 7F. */
static const struct tlv_bits cancel_results[] = {
	CANCEL_REASONS,
	{0, 0xFF, 0x05, "error while loading the profile package, or invalid transaction"},
	{0, 0xFF, 0x7F, "undefined"},
	{0},
};

static const struct tlv_bits revocation_errors[] = {
	{0, 0xFF, 0x01, "invalid signature"},        {0, 0xFF, 0x02, "invalid format"},
	{0, 0xFF, 0x03, "not enough memory"},        {0, 0xFF, 0x04, "verification key not found"},
	{0, 0xFF, 0x05, "newer CRL already loaded"}, {0, 0xFF, 0x06, "base CRL missing"},
	{0, 0xFF, 0x7F, "undefined error"},          {0},
};

static const struct tlv_bits installation_commands[] = {
	{0, 0xFF, 0x00, "initialise secure channel"},
	{0, 0xFF, 0x01, "configure ISD-P"},
	{0, 0xFF, 0x02, "store metadata"},
	{0, 0xFF, 0x03, "store metadata, second"},
	{0, 0xFF, 0x04, "replace session keys"},
	{0, 0xFF, 0x05, "load profile elements"},
	{0},
};

static const struct tlv_bits installation_errors[] = {
	{0, 0xFF, 0x01, "incorrect input values"},
	{0, 0xFF, 0x02, "invalid signature"},
	{0, 0xFF, 0x03, "invalid transaction identifier"},
	{0, 0xFF, 0x04, "unsupported control reference template"},
	{0, 0xFF, 0x05, "unsupported remote operation type"},
	{0, 0xFF, 0x06, "unsupported profile class"},
	{0, 0xFF, 0x07, "SCP03t structure error"},
	{0, 0xFF, 0x08, "SCP03t security error"},
	{0, 0xFF, 0x09, "ICCID already exists on the eUICC"},
	{0, 0xFF, 0x0A, "insufficient memory"},
	{0, 0xFF, 0x0B, "interrupted"},
	{0, 0xFF, 0x0C, "profile element cannot be processed"},
	{0, 0xFF, 0x0D, "data does not match"},
	{0, 0xFF, 0x0E, "test profile with an invalid NAA key"},
	{0, 0xFF, 0x0F, "profile policy rule not allowed"},
	{0, 0xFF, 0x7F, "unknown error"},
	{0},
};

static const struct tlv_bits boolean[] = {
	{0, 0xFF, 0x00, "no"},
	{0, 0x00, 0x00, "yes"},
	{0},
};

/* What is known of a profile, in three objects. */
#define METADATA(object) \
	{0x5A, object, FAMILY_UICC, VALUE_SWAPPED_DIGITS, "ICCID"}, \
		{0x91, object, FAMILY_UICC, VALUE_TEXT, "service provider name"}, \
		{0x92, object, FAMILY_UICC, VALUE_TEXT, "profile name"}, \
		{0x93, object, FAMILY_UICC, VALUE_CODE, "icon type", icon_types}, \
		{0x94, object, FAMILY_UICC, VALUE_OPAQUE, "icon"}, \
		{0x95, object, FAMILY_UICC, VALUE_CODE, "profile class", profile_classes}, \
		{0xB6, object, FAMILY_UICC, VALUE_BYTES, "notification configuration"}, \
		{0xB7, object, FAMILY_UICC, VALUE_BYTES, "profile owner"}, \
	{ \
		0x99, object, FAMILY_UICC, VALUE_BITS, "profile policy rules", policy_rules \
	}

#define OPERATOR(parent, ...) \
	{0x80, parent, FAMILY_UICC, VALUE_PLMN, "PLMN", __VA_ARGS__}, \
		{0x81, parent, FAMILY_UICC, VALUE_BYTES, "group identifier level 1", __VA_ARGS__}, \
	{ \
		0x82, parent, FAMILY_UICC, VALUE_BYTES, "group identifier level 2", __VA_ARGS__ \
	}

/* A profile is chosen by its AID or ICCID. */
#define PROFILE(parent, ...) \
	{0x4F, parent, FAMILY_UICC, VALUE_AID, "ISD-P AID", __VA_ARGS__}, \
	{ \
		0x5A, parent, FAMILY_UICC, VALUE_SWAPPED_DIGITS, "ICCID", __VA_ARGS__ \
	}

/* What is signed, and an error, begin with the number of the session. */
#define TRANSACTION(request) \
	{0x80, 0x30, FAMILY_UICC, VALUE_OPAQUE, "transaction identifier", .above = request}, \
	{ \
		0x80, 0xA1, FAMILY_UICC, VALUE_OPAQUE, "transaction identifier", .above = request \
	}

/* GSMA SGP.32 1.2, 5.9.18 */
static const struct tlv_bits eim_types[] = {
	{0, 0xFF, 0x01, "object identifier"},
	{0, 0xFF, 0x02, "domain name"},
	{0, 0xFF, 0x03, "proprietary"},
	{0},
};
static const struct tlv_bits eim_protocols[] = {
	{1, 0x80, 0x80, "retrieval with HTTPS"}, {1, 0x40, 0x40, "retrieval with CoAPs"},
	{1, 0x20, 0x20, "injection with HTTPS"}, {1, 0x10, 0x10, "injection with CoAPs"},
	{1, 0x08, 0x08, "proprietary"},          {0},
};

static const struct tlv_row rows[] = {
	/* 5.7.1: in the FCI of the ISD-R */
	{0x9F65, 0xA5, FAMILY_UICC, VALUE_NUMBER, "maximum length of a command's data",
         .above = 0x6F},
	{0xE0, 0x6F, FAMILY_UICC, VALUE_BYTES, "ISD-R proprietary application template"},
	{0x82, 0xE0, FAMILY_UICC, VALUE_VERSION, "SGP.22 version supported", .above = 0x6F},
	{0x03, 0xE0, FAMILY_UICC, VALUE_BITS, "LPA in the eUICC", lpae_support, .above = 0x6F},

	/* GlobalPlatform's tags, in several objects */
	{0x5F37, TLV_NOWHERE, FAMILY_UICC, VALUE_OPAQUE, "signature"},
	{0x5F49, TLV_NOWHERE, FAMILY_UICC, VALUE_OPAQUE, "one-time public key"},
	{0x04, 0xA9, FAMILY_UICC, VALUE_OPAQUE, "key identifier"},
	{0x04, 0xAA, FAMILY_UICC, VALUE_OPAQUE, "key identifier"},

	{0xBF20, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "eUICC information 1"},
	{0x82, 0xBF20, FAMILY_UICC, VALUE_VERSION, "SGP.22 version"},
	{0xA9, 0xBF20, FAMILY_UICC, VALUE_BYTES, "CI keys for verification"},
	{0xAA, 0xBF20, FAMILY_UICC, VALUE_BYTES, "CI keys for signing"},

	{0xBF22, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "eUICC information 2"},
	{0xBF22, 0x30, FAMILY_UICC, VALUE_BYTES, "eUICC information 2"},
	{0x81, 0xBF22, FAMILY_UICC, VALUE_VERSION, "profile package version"},
	{0x82, 0xBF22, FAMILY_UICC, VALUE_VERSION, "SGP.22 version"},
	{0x83, 0xBF22, FAMILY_UICC, VALUE_VERSION, "firmware version"},
	{0x84, 0xBF22, FAMILY_UICC, VALUE_TEMPLATE, "extended card resources"},
	{0x81, 0x84, FAMILY_UICC, VALUE_NUMBER, "installed applications", .above = 0xBF22},
	{0x82, 0x84, FAMILY_UICC, VALUE_NUMBER, "free non-volatile memory in bytes",
         .above = 0xBF22},
	{0x83, 0x84, FAMILY_UICC, VALUE_NUMBER, "free volatile memory in bytes", .above = 0xBF22},
	{0x85, 0xBF22, FAMILY_UICC, VALUE_BITS, "UICC capabilities", uicc_capabilities},
	{0x86, 0xBF22, FAMILY_UICC, VALUE_VERSION, "ETSI TS 102 241 version"},
	{0x87, 0xBF22, FAMILY_UICC, VALUE_VERSION, "GlobalPlatform version"},
	{0x88, 0xBF22, FAMILY_UICC, VALUE_BITS, "RSP capabilities", provisioning_capabilities},
	{0xA9, 0xBF22, FAMILY_UICC, VALUE_BYTES, "CI keys for verification"},
	{0xAA, 0xBF22, FAMILY_UICC, VALUE_BYTES, "CI keys for signing"},
	{0x8B, 0xBF22, FAMILY_UICC, VALUE_CODE, "eUICC category", categories},
	{0x99, 0xBF22, FAMILY_UICC, VALUE_BITS, "forbidden profile policy rules", policy_rules},
	{0x04, 0xBF22, FAMILY_UICC, VALUE_VERSION, "protection profile version"},
	{0x0C, 0xBF22, FAMILY_UICC, VALUE_TEXT, "SAS accreditation number"},
	{0xAC, 0xBF22, FAMILY_UICC, VALUE_BYTES, "certification data"},
	{0x80, 0xAC, FAMILY_UICC, VALUE_TEXT, "platform label", .above = 0xBF22},
	{0x81, 0xAC, FAMILY_UICC, VALUE_TEXT, "discovery base URL", .above = 0xBF22},
	{0x8D, 0xBF22, FAMILY_UICC, VALUE_BITS, "tamper-resistant element", tre_properties},
	{0x8E, 0xBF22, FAMILY_UICC, VALUE_TEXT, "product reference"},
	{0xAF, 0xBF22, FAMILY_UICC, VALUE_BYTES, "additional profile package versions"},
	{0x04, 0xAF, FAMILY_UICC, VALUE_VERSION, "version", .above = 0xBF22},

	{0xBF2D, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "profiles"},
	{0xA0, 0xBF2D, FAMILY_UICC, VALUE_BYTES, "search criteria, or profiles found"},
	PROFILE(0xA0, .above = 0xBF2D),
	{0x95, 0xA0, FAMILY_UICC, VALUE_CODE, "profile class", profile_classes, .above = 0xBF2D},
	{0x81, 0xBF2D, FAMILY_UICC, VALUE_CODE, "result",
         RESULTS({0, 0xFF, 0x01, "incorrect input values"})},
	{0xE3, 0xA0, FAMILY_UICC, VALUE_BYTES, "profile", .above = 0xBF2D},
	METADATA(0xE3),
	{0x4F, 0xE3, FAMILY_UICC, VALUE_AID, "ISD-P AID", .above = 0xA0},
	{0x9F70, 0xE3, FAMILY_UICC, VALUE_CODE, "profile state", profile_states},
	{0x90, 0xE3, FAMILY_UICC, VALUE_TEXT, "profile nickname"},
	{0xB8, 0xE3, FAMILY_UICC, VALUE_BYTES, "proprietary data of the SM-DP+"},
	{0x80, 0xB8, FAMILY_UICC, VALUE_OID, "SM-DP+ object identifier"},
	OPERATOR(0xB7, .bits = NULL),
	{0x80, 0x30, FAMILY_UICC, VALUE_BITS, "profile management operation", operations,
         .above = 0xB6},
	{0x81, 0x30, FAMILY_UICC, VALUE_TEXT, "notification address", .above = 0xB6},

	{0xBF25, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "profile metadata"},
	METADATA(0xBF25),
	{0xBF2A, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "update of profile metadata"},
	METADATA(0xBF2A),

	{0xBF31, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "enable profile"},
	{0xA0, 0xBF31, FAMILY_UICC, VALUE_BYTES, "profile identifier"},
	PROFILE(0xA0, .above = 0xBF31),
	{0x81, 0xBF31, FAMILY_UICC, VALUE_CODE, "REFRESH required", boolean},
	{0x80, 0xBF31, FAMILY_UICC, VALUE_CODE, "result",
         RESULTS({0, 0xFF, 0x01, "ICCID or AID not found"},
                 {0, 0xFF, 0x02, "profile not in disabled state"},
                 {0, 0xFF, 0x03, "disallowed by policy"},
                 {0, 0xFF, 0x04, "wrong profile re-enabled"}, {0, 0xFF, 0x05, "CAT busy"})},
	{0xBF32, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "disable profile"},
	{0xA0, 0xBF32, FAMILY_UICC, VALUE_BYTES, "profile identifier"},
	PROFILE(0xA0, .above = 0xBF32),
	{0x81, 0xBF32, FAMILY_UICC, VALUE_CODE, "REFRESH required", boolean},
	{0x80, 0xBF32, FAMILY_UICC, VALUE_CODE, "result",
         RESULTS({0, 0xFF, 0x01, "ICCID or AID not found"},
                 {0, 0xFF, 0x02, "profile not in enabled state"},
                 {0, 0xFF, 0x03, "disallowed by policy"}, {0, 0xFF, 0x05, "CAT busy"})},
	{0xBF33, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "delete profile"},
	PROFILE(0xBF33, .bits = NULL),
	{0x80, 0xBF33, FAMILY_UICC, VALUE_CODE, "result",
         RESULTS({0, 0xFF, 0x01, "ICCID or AID not found"},
                 {0, 0xFF, 0x02, "profile not in disabled state"},
                 {0, 0xFF, 0x03, "disallowed by policy"})},
	{0xBF34, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "eUICC memory reset"},
	{0x82, 0xBF34, FAMILY_UICC, VALUE_BITS, "reset options", reset_options},
	{0x80, 0xBF34, FAMILY_UICC, VALUE_CODE, "result",
         RESULTS({0, 0xFF, 0x01, "nothing to delete"}, {0, 0xFF, 0x05, "CAT busy"})},
	{0xBF29, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "set nickname"},
	{0x5A, 0xBF29, FAMILY_UICC, VALUE_SWAPPED_DIGITS, "ICCID"},
	{0x90, 0xBF29, FAMILY_UICC, VALUE_TEXT, "profile nickname"},
	{0x80, 0xBF29, FAMILY_UICC, VALUE_CODE, "result",
         RESULTS({0, 0xFF, 0x01, "ICCID not found"})},

	{0xBF3E, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "eUICC data"},
	{0x5A, 0xBF3E, FAMILY_UICC, VALUE_DIGITS, "EID"},
	{0xBF2E, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "eUICC challenge"},
	{0x80, 0xBF2E, FAMILY_UICC, VALUE_OPAQUE, "challenge"},
	{0xBF3C, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "configured addresses"},
	{0x80, 0xBF3C, FAMILY_UICC, VALUE_TEXT, "default SM-DP+ address"},
	{0x81, 0xBF3C, FAMILY_UICC, VALUE_TEXT, "root SM-DS address"},
	{0xBF3F, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "set default SM-DP+ address"},
	{0x80, 0xBF3F, FAMILY_UICC, VALUE_BYTES, "address, or result"},

	{0xBF28, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "list of notifications"},
	{0x81, 0xBF28, FAMILY_UICC, VALUE_BITS, "profile management operation, or error",
         operations},
	{0xA0, 0xBF28, FAMILY_UICC, VALUE_BYTES, "notifications found"},
	{0xBF2F, TLV_NOWHERE, FAMILY_UICC, VALUE_BYTES, "notification metadata"},
	{0x80, 0xBF2F, FAMILY_UICC, VALUE_NUMBER, "sequence number"},
	{0x81, 0xBF2F, FAMILY_UICC, VALUE_BITS, "profile management operation", operations},
	{0x0C, 0xBF2F, FAMILY_UICC, VALUE_TEXT, "notification address"},
	{0x5A, 0xBF2F, FAMILY_UICC, VALUE_SWAPPED_DIGITS, "ICCID"},
	{0xBF2B, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "retrieve notifications"},
	{0xA0, 0xBF2B, FAMILY_UICC, VALUE_BYTES, "search criteria, or notifications found"},
	{0x80, 0xA0, FAMILY_UICC, VALUE_NUMBER, "sequence number", .above = 0xBF2B},
	{0x81, 0xA0, FAMILY_UICC, VALUE_BITS, "profile management operation", operations,
         .above = 0xBF2B},
	{0x81, 0xBF2B, FAMILY_UICC, VALUE_CODE, "result",
         RESULTS({0, 0xFF, 0x01, "no result available"})},
	{0xBF30, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "remove notification"},
	{0x80, 0xBF30, FAMILY_UICC, VALUE_NUMBER, "sequence number, or result (0: OK)"},
	{0xBF37, TLV_NOWHERE, FAMILY_UICC, VALUE_BYTES, "profile installation result"},
	{0xBF27, 0xBF37, FAMILY_UICC, VALUE_BYTES, "result data"},
	{0x80, 0xBF27, FAMILY_UICC, VALUE_OPAQUE, "transaction identifier"},
	{0x06, 0xBF27, FAMILY_UICC, VALUE_OID, "SM-DP+ object identifier"},
	{0xA2, 0xBF27, FAMILY_UICC, VALUE_BYTES, "final result"},
	{0xA0, 0xA2, FAMILY_UICC, VALUE_BYTES, "success", .above = 0xBF27},
	{0xA1, 0xA2, FAMILY_UICC, VALUE_BYTES, "error", .above = 0xBF27},
	{0x4F, 0xA0, FAMILY_UICC, VALUE_AID, "ISD-P AID", .above = 0xA2},
	{0x04, 0xA0, FAMILY_UICC, VALUE_TEMPLATE, "responses to profile elements", .above = 0xA2},
	{0x80, 0xA1, FAMILY_UICC, VALUE_CODE, "command", installation_commands, .above = 0xA2},
	{0x81, 0xA1, FAMILY_UICC, VALUE_CODE, "reason", installation_errors, .above = 0xA2},
	{0x82, 0xA1, FAMILY_UICC, VALUE_TEMPLATE, "responses to profile elements", .above = 0xA2},

	{0xBF38, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "authenticate server"},
	{0xA0, 0xBF38, FAMILY_UICC, VALUE_BYTES, "context parameters, or response"},
	{0xA1, 0xBF38, FAMILY_UICC, VALUE_BYTES, "error"},
	TRANSACTION(0xBF38),
	{0x81, 0x30, FAMILY_UICC, VALUE_OPAQUE, "eUICC challenge", .above = 0xBF38},
	{0x83, 0x30, FAMILY_UICC, VALUE_TEXT, "server address", .above = 0xBF38},
	{0x84, 0x30, FAMILY_UICC, VALUE_OPAQUE, "server challenge", .above = 0xBF38},
	{0x04, 0xBF38, FAMILY_UICC, VALUE_OPAQUE, "CI key to use"},
	{0xA0, 0x30, FAMILY_UICC, VALUE_BYTES, "context parameters", .above = 0xBF38},
	{0x80, 0xA0, FAMILY_UICC, VALUE_TEXT, "matching identifier", .above = 0xBF38},
	{0xA1, 0xA0, FAMILY_UICC, VALUE_BYTES, "device", .above = 0xBF38},
	{0x80, 0xA1, FAMILY_UICC, VALUE_OPAQUE, "type allocation code", .above = 0xA0},
	{0xA1, 0xA1, FAMILY_UICC, VALUE_BYTES, "device capabilities", .above = 0xA0},
	{0x82, 0xA1, FAMILY_UICC, VALUE_OPAQUE, "IMEI", .above = 0xA0},
	{0x02, 0xA1, FAMILY_UICC, VALUE_CODE, "code", authentication_errors, .above = 0xBF38},
	{0xBF21, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "prepare download"},
	{0xA0, 0xBF21, FAMILY_UICC, VALUE_BYTES, "response"},
	{0xA1, 0xBF21, FAMILY_UICC, VALUE_BYTES, "error"},
	TRANSACTION(0xBF21),
	{0x01, 0x30, FAMILY_UICC, VALUE_CODE, "confirmation code required", boolean,
         .above = 0xBF21},
	{0x04, 0xBF21, FAMILY_UICC, VALUE_OPAQUE, "hash of the confirmation code"},
	{0x04, 0x30, FAMILY_UICC, VALUE_OPAQUE, "hash of the confirmation code", .above = 0xBF21},
	{0x02, 0xA1, FAMILY_UICC, VALUE_CODE, "code", download_errors, .above = 0xBF21},
	{0xBF36, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "bound profile package"},
	{0xBF23, TLV_NOWHERE, FAMILY_UICC, VALUE_BYTES, "initialise secure channel"},
	{0xBF24, TLV_NOWHERE, FAMILY_UICC, VALUE_BYTES, "configure ISD-P"},
	{0xBF26, TLV_NOWHERE, FAMILY_UICC, VALUE_BYTES, "replace session keys"},
	{0xBF41, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "cancel session"},
	{0x80, 0xBF41, FAMILY_UICC, VALUE_OPAQUE, "transaction identifier"},
	{0x81, 0xBF41, FAMILY_UICC, VALUE_CODE, "reason, or error", cancel_results},
	{0xA0, 0xBF41, FAMILY_UICC, VALUE_BYTES, "response"},
	{0x80, 0x30, FAMILY_UICC, VALUE_OPAQUE, "transaction identifier", .above = 0xBF41},
	{0x81, 0x30, FAMILY_UICC, VALUE_OID, "SM-DP+ object identifier", .above = 0xBF41},
	{0x82, 0x30, FAMILY_UICC, VALUE_CODE, "reason", cancel_reasons, .above = 0xBF41},
	{0xBF35, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "load certificate revocation list"},
	{0x81, 0xBF35, FAMILY_UICC, VALUE_CODE, "error", revocation_errors},
	{0xBF43, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "rules authorisation table"},
	{0xA0, 0xBF43, FAMILY_UICC, VALUE_BYTES, "rules"},
	{0x80, 0x30, FAMILY_UICC, VALUE_BITS, "profile policy rules", policy_rules,
         .above = 0xBF43},
	{0xA1, 0x30, FAMILY_UICC, VALUE_BYTES, "allowed operators", .above = 0xBF43},
	{0x82, 0x30, FAMILY_UICC, VALUE_BITS, "flags", policy_flags, .above = 0xBF43},
	{0xB7, 0xA1, FAMILY_UICC, VALUE_BYTES, "operator", .above = 0x30},
	OPERATOR(0x30, .above = 0xA1),
	{0xBF56, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "certificates"},
	{0xA5, 0xBF56, FAMILY_UICC, VALUE_BYTES, "EUM certificate"},
	{0xA6, 0xBF56, FAMILY_UICC, VALUE_BYTES, "eUICC certificate"},

	/* GSMA SGP.32 1.2, 5.9: what an IoT profile assistant asks too */
	{0xBF51, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "eUICC package"},
	{0xBF52, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "IPA eUICC data"},
	{0xBF53, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "eIM acknowledgements"},
	{0xBF54, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "profile download trigger"},
	{0xBF55, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "eIM configuration data"},
	{0xBF57, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "add initial eIM"},
	{0xBF58, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "profile rollback"},
	{0xBF59, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "configure immediate profile enabling"},
	{0xBF5A, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "immediate enable"},
	{0xBF5D, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "execute fallback mechanism"},
	{0xA0, 0xBF55, FAMILY_UICC, VALUE_BYTES, "eIM configurations"},
	{0x80, 0x30, FAMILY_UICC, VALUE_TEXT, "eIM identifier", .above = 0xBF55},
	{0x81, 0x30, FAMILY_UICC, VALUE_TEXT, "domain name of the eIM", .above = 0xBF55},
	{0x82, 0x30, FAMILY_UICC, VALUE_CODE, "type of identifier", eim_types, .above = 0xBF55},
	{0x83, 0x30, FAMILY_UICC, VALUE_INTEGER, "counter value", .above = 0xBF55},
	{0x84, 0x30, FAMILY_UICC, VALUE_INTEGER, "association token", .above = 0xBF55},
	{0xA5, 0x30, FAMILY_UICC, VALUE_BYTES, "public key of the eIM", .above = 0xBF55},
	{0xA6, 0x30, FAMILY_UICC, VALUE_BYTES, "trusted public key for TLS", .above = 0xBF55},
	{0x87, 0x30, FAMILY_UICC, VALUE_BITS, "protocols supported", eim_protocols,
         .above = 0xBF55},

	/* GlobalPlatform Secure Element Access Control 1.1, 7, as profiles have it */
	{0xBF76, 0xE3, FAMILY_UICC, VALUE_BYTES, "carrier privilege rules"},
	{0xE2, 0xBF76, FAMILY_UICC, VALUE_BYTES, "REF-AR-DO"},
	{0xE1, 0xE2, FAMILY_UICC, VALUE_BYTES, "REF-DO", .above = 0xBF76},
	{0xC1, 0xE1, FAMILY_UICC, VALUE_OPAQUE, "hash of the application's certificate",
         .above = 0xE2},
	{0xCA, 0xE1, FAMILY_UICC, VALUE_TEXT, "package name", .above = 0xE2},
	{0xE3, 0xE2, FAMILY_UICC, VALUE_BYTES, "AR-DO", .above = 0xBF76},
	{0xDB, 0xE3, FAMILY_UICC, VALUE_OPAQUE, "permissions", .above = 0xE2},

	/* 5.7.15, 5.7.20: what a tag list requests */
	{0x5A, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "ICCID, or EID"},
	{0x90, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "profile nickname"},
	{0x91, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "service provider name"},
	{0x92, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "profile name"},
	{0x93, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "icon type"},
	{0x94, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "icon"},
	{0x95, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "profile class"},
	{0x99, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "profile policy rules"},
	{0x9F70, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "profile state"},
	{0xB6, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "notification configuration"},
	{0xB7, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "profile owner"},
	{0xB8, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "proprietary data of the SM-DP+"},
	{0xBF76, TLV_IN_DATA_ID, FAMILY_UICC, VALUE_BYTES, "carrier privilege rules"},
};

const struct tlv_table tlv_euicc = {rows, sizeof rows / sizeof *rows};
