#include "tlv/tlv_table.h"

/* ETSI TS 102 221, 11.1.1.4.6.1 */
static const struct tlv_bits characteristics[] = {
	{0, 0x0D, 0x00, "clock stop not allowed"},
	{0, 0x0D, 0x01, "clock stop allowed, no preferred level"},
	{0, 0x0D, 0x04, "clock stop only at high level"},
	{0, 0x0D, 0x05, "clock stop allowed, high level preferred"},
	{0, 0x0D, 0x08, "clock stop only at low level"},
	{0, 0x0D, 0x09, "clock stop allowed, low level preferred"},
	{0, 0x10, 0x10, "class A (5 V)"},
	{0, 0x20, 0x20, "class B (3 V)"},
	{0, 0x40, 0x40, "class C (1.8 V)"},
	{0, 0x80, 0x80, "class D"},
	{0},
};

/* As in the ATR: table 6.1 */
static const struct tlv_bits voltages[] = {
	{0, 0xFF, 0x01, "A (5 V)"},
	{0, 0xFF, 0x02, "B (3 V)"},
	{0, 0xFF, 0x04, "C (1.8 V)"},
	{0, 0xFF, 0x08, "D (1.2 V)"},
	{0},
};

/* 11.1.1.4.6.2 */
static const struct tlv_part power[] = {
	{1, VALUE_CODE, "supply voltage class", voltages},
	{1, VALUE_NUMBER, "current in mA"},
	{1, VALUE_NUMBER, "clock in 0.1 MHz"},
	{0},
};

static const struct tlv_bits file_details[] = {
	{0, 0x01, 0x00, "no DER coding"},
	{0, 0x01, 0x01, "DER coding"},
	{0},
};

static const struct tlv_bits system_commands[] = {
	{0, 0x01, 0x00, "TERMINAL CAPABILITY not supported"},
	{0, 0x01, 0x01, "TERMINAL CAPABILITY supported"},
	{0},
};

static const struct tlv_bits environment[] = {
	{0, 0x07, 0x00, "temperature class: standard"},
	{0, 0x07, 0x01, "temperature class A"},
	{0, 0x07, 0x02, "temperature class B"},
	{0, 0x07, 0x03, "temperature class C"},
	{0, 0x08, 0x00, "high humidity not supported"},
	{0, 0x08, 0x08, "high humidity supported"},
	{0},
};

static const struct tlv_bits secured_apdu[] = {
	{0, 0x01, 0x00, "not supported"},
	{0, 0x01, 0x01, "supported"},
	{0},
};

/* ETSI TS 102 222, 6.3.2.2.2 */
static const struct tlv_bits special_file[] = {
	{0, 0x80, 0x00, "low update activity"},
	{0, 0x80, 0x80, "high update activity"},
	{0, 0x40, 0x00, "not readable or updatable when deactivated"},
	{0, 0x40, 0x40, "readable and updatable when deactivated"},
	{0},
};

/* 11.1.19.2.3 */
static const struct tlv_bits interfaces[] = {{0, 0x01, 0x01, "UICC-CLF (SWP)"}, {0}};

/* 11.1.19.2.4 and GSMA SGP.22, 5.7.1 */
static const struct tlv_bits euicc[] = {
	{0, 0x01, 0x01, "local user interface in the device (LUId)"},
	{0, 0x02, 0x02, "local profile download in the device (LPDd)"},
	{0, 0x04, 0x04, "local discovery service in the device (LDSd)"},
	{0, 0x08, 0x08, "LUIe based on SCWS"},
	{0, 0x10, 0x10, "metadata update alerting"},
	{0, 0x20, 0x20, "enterprise capable device"},
	{0, 0x40, 0x40, "LUIe using E4E"},
	{0, 0x80, 0x80, "LPR"},
	{0},
};

/* RFC 4186, 4187 and 5448 */
static const struct tlv_bits eap_types[] = {
	{0, 0xFF, 0x12, "EAP-SIM"},
	{0, 0xFF, 0x17, "EAP-AKA"},
	{0, 0xFF, 0x32, "EAP-AKA'"},
	{0},
};

static const struct tlv_row rows[] = {
	/* 11.1.19.2: TERMINAL CAPABILITY */
	{0xA9, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "terminal capability"},
	{0x80, 0xA9, FAMILY_UICC, VALUE_PARTS, "terminal power supply", .parts = power},
	{0x81, 0xA9, FAMILY_UICC, VALUE_NULL, "extended logical channels supported"},
	{0x82, 0xA9, FAMILY_UICC, VALUE_BITS, "additional interfaces", interfaces},
	{0x83, 0xA9, FAMILY_UICC, VALUE_BITS, "eUICC related capabilities", euicc},

	/* 11.1.1.4.6 */
	{0x80, 0xA5, FAMILY_UICC, VALUE_BITS, "UICC characteristics", characteristics,
         .above = 0x62},
	{0x81, 0xA5, FAMILY_UICC, VALUE_PARTS, "application power consumption", .parts = power,
         .above = 0x62},
	{0x82, 0xA5, FAMILY_UICC, VALUE_NUMBER, "minimum application clock frequency in 0.1 MHz",
         .above = 0x62},
	{0x83, 0xA5, FAMILY_UICC, VALUE_NUMBER, "available memory in bytes", .above = 0x62},
	{0x84, 0xA5, FAMILY_UICC, VALUE_BITS, "file details", file_details, .above = 0x62},
	{0x85, 0xA5, FAMILY_UICC, VALUE_NUMBER, "reserved file size", .above = 0x62},
	{0x86, 0xA5, FAMILY_UICC, VALUE_NUMBER, "maximum file size", .above = 0x62},
	{0x87, 0xA5, FAMILY_UICC, VALUE_BITS, "supported system commands", system_commands,
         .above = 0x62},
	{0x88, 0xA5, FAMILY_UICC, VALUE_BITS, "environmental conditions", environment,
         .above = 0x62},
	{0x89, 0xA5, FAMILY_UICC, VALUE_CODE, "platform to platform CAT secured APDU", secured_apdu,
         .above = 0x62},
	{0xC0, 0xA5, FAMILY_UICC, VALUE_BITS, "special file information", special_file,
         .above = 0x62},
	{0xC1, 0xA5, FAMILY_UICC, VALUE_BYTES, "filling pattern", .above = 0x62},
	{0xC2, 0xA5, FAMILY_UICC, VALUE_BYTES, "repeat pattern", .above = 0x62},

	/* ETSI TS 102 310, 5: applications for EAP in EF.DIR */
	{0xA0, 0x73, FAMILY_UICC, VALUE_BYTES, "EAP application", .above = 0x61},
	{0x80, 0xA0, FAMILY_UICC, VALUE_CODES, "EAP types", eap_types, .above = 0x73},
	{0x81, 0xA0, FAMILY_UICC, VALUE_FILE_ID, "DF.EAP", .above = 0x73},
	{0x82, 0xA0, FAMILY_UICC, VALUE_TEXT, "label", .above = 0x73},

	/* 11.1.1.3: the size of the data, and of the whole file */
	{0x80, 0x62, FAMILY_UICC, VALUE_NUMBER, "file size"},
	{0x81, 0x62, FAMILY_UICC, VALUE_NUMBER, "total file size"},

	/* 11.1.1.4.10; the contents of the template show which PINs are enabled */
	{0x90, 0xC6, FAMILY_NONE, VALUE_BYTES, "PIN states"},
	{0x95, 0xC6, FAMILY_NONE, VALUE_CODE, "usage qualifier",
         (const struct tlv_bits[]){{0, 0xFF, 0x00, "the verification requirement is not used"},
                                   {0, 0xFF, 0x08, "the PIN is used for verification"},
                                   {0}}},
	{0x83, 0xC6, FAMILY_UICC, VALUE_REFERENCE, "key reference"},
};

const struct tlv_table tlv_uicc = {rows, sizeof rows / sizeof *rows};
