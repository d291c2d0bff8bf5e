/* Objects in files of SIMs, USIMs and ISIMs. The member above of a row is the identifier of the
 * file, or that of another one with the same objects. Clauses are those of 3GPP TS 31.102. */
#include "tlv/tlv_table.h"

/* 4.2.66 */
static const struct tlv_part networks[] = {
	{3, VALUE_PLMN, "PLMN", .again = true},
	{0},
};

/* 4.2.104 */
static const struct tlv_bits name_formats[] = {
	{0, 0xFF, 0x00, "with the operator's identifier"},
	{0, 0xFF, 0x01, "with the location"},
	{0},
};
static const struct tlv_part gateways[] = {
	{3, VALUE_PLMN, "PLMN", .again = true},
	{2, VALUE_NUMBER, "ePDG priority"},
	{1, VALUE_CODE, "format of the ePDG's domain name", name_formats},
	{0},
};

/* 4.4.11.8; 3GPP TS 33.501, annex C */
static const struct tlv_bits protection_schemes[] = {
	{0, 0xFF, 0x00, "null-scheme"},
	{0, 0xFF, 0x01, "profile A"},
	{0, 0xFF, 0x02, "profile B"},
	{0},
};
static const struct tlv_part protection[] = {
	{1, VALUE_CODE, "protection scheme", protection_schemes, .again = true},
	{1, VALUE_RECORD, "number of its key in the list"},
	{0},
};

/* 4.4.2.1: the short identifier may be missing */
static const struct tlv_part phone_book_file[] = {
	{2, VALUE_FILE_ID, "file"},
	{1, VALUE_SFI_NUMBER, "short file identifier"},
	{0},
};

static const struct tlv_row rows[] = {
	/* 3GPP TS 31.103, 4.2.2 to 4.2.4, 4.2.8, 4.2.11 */
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_TEXT, "IMS private user identity",
         .above = 0x6F02},
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_TEXT, "home network domain name", .above = 0x6F03},
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_TEXT, "IMS public user identity", .above = 0x6F04},
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_SERVER, "P-CSCF", .above = 0x6F09},
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_TEXT, "NAF key centre address", .above = 0x6FDD},

	/* 4.2.48: APNs follow a byte that is not an object */
	{0xDD, TLV_OUTERMOST, FAMILY_NONE, VALUE_LABELS, "APN", .above = 0x6F57},
	/* 4.2.58, 4.2.66 */
	{0x43, TLV_OUTERMOST, FAMILY_UICC, VALUE_NETWORK_NAME, "full name of the network",
         .above = 0x6FC5},
	{0x45, TLV_OUTERMOST, FAMILY_UICC, VALUE_NETWORK_NAME, "short name of the network",
         .above = 0x6FC5},
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "additional information on the PLMN",
         .above = 0x6FC5},
	{0xA3, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "service provider display information",
         .above = 0x6FCD},
	{0x80, 0xA3, FAMILY_UICC, VALUE_PARTS, "service provider PLMN list", .parts = networks,
         .above = 0x6FCD},
	/* 4.2.92 */
	{0xA0, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "EPS NAS security context",
         .above = 0x6FE4},
	{0x80, 0xA0, FAMILY_UICC, VALUE_NUMBER, "KSI_ASME (7: no key)", .above = 0x6FE4},
	{0x81, 0xA0, FAMILY_UICC, VALUE_OPAQUE, "K_ASME", .above = 0x6FE4},
	{0x82, 0xA0, FAMILY_UICC, VALUE_NUMBER, "uplink NAS count", .above = 0x6FE4},
	{0x83, 0xA0, FAMILY_UICC, VALUE_NUMBER, "downlink NAS count", .above = 0x6FE4},
	{0x84, 0xA0, FAMILY_UICC, VALUE_OPAQUE, "NAS algorithms", .above = 0x6FE4},
	/* 4.2.103, 4.2.104 */
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_SERVER, "ePDG", .above = 0x6FF3},
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_PARTS, "ePDG selection information",
         .parts = gateways, .above = 0x6FF4},

	/* 4.4.2.1 */
	{0xA8, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "type 1: a record for each entry of EF.ADN",
         .above = 0x4F30},
	{0xA9, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "type 2: records linked by EF.IAP",
         .above = 0x4F30},
	{0xAA, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES,
         "type 3: records linked by a number in another record", .above = 0x4F30},
	{0xC0, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.ADN", .parts = phone_book_file,
         .above = 0x4F30},
	{0xC1, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.IAP", .parts = phone_book_file,
         .above = 0x4F30},
	{0xC2, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.EXT1", .parts = phone_book_file,
         .above = 0x4F30},
	{0xC3, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.SNE", .parts = phone_book_file,
         .above = 0x4F30},
	{0xC4, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.ANR", .parts = phone_book_file,
         .above = 0x4F30},
	{0xC5, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.PBC", .parts = phone_book_file,
         .above = 0x4F30},
	{0xC6, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.GRP", .parts = phone_book_file,
         .above = 0x4F30},
	{0xC7, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.AAS", .parts = phone_book_file,
         .above = 0x4F30},
	{0xC8, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.GAS", .parts = phone_book_file,
         .above = 0x4F30},
	{0xC9, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.UID", .parts = phone_book_file,
         .above = 0x4F30},
	{0xCA, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.EMAIL", .parts = phone_book_file,
         .above = 0x4F30},
	{0xCB, TLV_NOWHERE, FAMILY_UICC, VALUE_PARTS, "EF.CCP1", .parts = phone_book_file,
         .above = 0x4F30},

	/* 4.4.11.4, 4.4.11.6 */
	{0xA0, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "5GS NAS security context",
         .above = 0x4F03},
	{0x80, 0xA0, FAMILY_UICC, VALUE_NUMBER, "ngKSI (7: no key)", .above = 0x4F03},
	{0x81, 0xA0, FAMILY_UICC, VALUE_OPAQUE, "K_AMF", .above = 0x4F03},
	{0x82, 0xA0, FAMILY_UICC, VALUE_NUMBER, "uplink NAS count", .above = 0x4F03},
	{0x83, 0xA0, FAMILY_UICC, VALUE_NUMBER, "downlink NAS count", .above = 0x4F03},
	{0x84, 0xA0, FAMILY_UICC, VALUE_OPAQUE, "selected NAS algorithms", .above = 0x4F03},
	{0x85, 0xA0, FAMILY_UICC, VALUE_OPAQUE, "selected EPS NAS algorithms", .above = 0x4F03},
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_OPAQUE, "K_AUSF", .above = 0x4F05},
	{0x81, TLV_OUTERMOST, FAMILY_UICC, VALUE_OPAQUE, "K_SEAF", .above = 0x4F05},
	/* 4.4.11.8, 4.4.11.10, 4.4.11.13 */
	{0xA0, TLV_OUTERMOST, FAMILY_UICC, VALUE_PARTS, "protection schemes, the preferred first",
         .parts = protection, .above = 0x4F07},
	{0xA1, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "home network public keys",
         .above = 0x4F07},
	{0x80, 0xA1, FAMILY_UICC, VALUE_NUMBER, "key identifier", .above = 0x4F07},
	{0x81, 0xA1, FAMILY_UICC, VALUE_OPAQUE, "public key", .above = 0x4F07},
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_TEXT, "network specific identifier (NSI)",
         .above = 0x4F09},
	{0x81, TLV_OUTERMOST, FAMILY_UICC, VALUE_TEXT, "global line identifier (GLI)",
         .above = 0x4F09},
	{0x82, TLV_OUTERMOST, FAMILY_UICC, VALUE_TEXT, "global cable identifier (GCI)",
         .above = 0x4F09},
	{0x80, TLV_OUTERMOST, FAMILY_UICC, VALUE_TEXT, "serving network name", .above = 0x4F0C},
};

const struct tlv_table tlv_usim = {rows, sizeof rows / sizeof *rows};
