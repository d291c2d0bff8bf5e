#include "atr/atr_tables.h"

#include <stddef.h>

/* 8.3, table 7 */
const struct atr_fi atr_fi_table[16] = {
	[0x0] = {372, 4000000},   [0x1] = {372, 5000000},   [0x2] = {558, 6000000},
	[0x3] = {744, 8000000},   [0x4] = {1116, 12000000}, [0x5] = {1488, 16000000},
	[0x6] = {1860, 20000000}, [0x9] = {512, 5000000},   [0xA] = {768, 7500000},
	[0xB] = {1024, 10000000}, [0xC] = {1536, 15000000}, [0xD] = {2048, 20000000},
};

/* 8.3, table 8. Index 7 came in 2006; the fractions that older editions had at A to F are
 * withdrawn. */
const uint8_t atr_di_table[16] = {
	[0x1] = 1,  [0x2] = 2,  [0x3] = 4,  [0x4] = 8,  [0x5] = 16,
	[0x6] = 32, [0x7] = 64, [0x8] = 12, [0x9] = 20,
};

/* 8.2.3 */
static const char *const protocol_names[16] = {
	[0] = "half-duplex transmission of characters",
	[1] = "half-duplex transmission of blocks",
	[2] = "reserved for full-duplex operation",
	[3] = "reserved for full-duplex operation",
	[4] = "reserved for enhanced half-duplex transmission of characters",
	[5] = "reserved",
	[6] = "reserved",
	[7] = "reserved",
	[8] = "reserved",
	[9] = "reserved",
	[10] = "reserved",
	[11] = "reserved",
	[12] = "reserved",
	[13] = "reserved",
	[14] = "a protocol that ISO/IEC JTC 1/SC 17 does not standardise",
	[15] = "no protocol: it marks global interface bytes",
};

const char *atr_protocol_name(unsigned protocol)
{
	return protocol_names[protocol & 15];
}

/* 8.3, first TA for T=15, X */
static const char *const clock_stop_names[4] = {
	"not supported",
	"state L",
	"state H",
	"no preference",
};

const char *atr_clock_stop_name(unsigned indicator)
{
	return clock_stop_names[indicator & 3];
}

/* 8.3, first TA for T=15, Y; class D: ETSI TS 102 221, 6.2 (class E is reserved there) */
const struct atr_class atr_classes[] = {
	{0x01, 'A', "5 V"}, {0x02, 'B', "3 V"}, {0x04, 'C', "1.8 V"}, {0x08, 'D', "1.2 V"}, {0},
};

enum atr_class_kind atr_class_kind(unsigned indicator)
{
	switch (indicator) {
	case 0x01: /* A */
	case 0x02: /* B */
	case 0x03: /* A B */
	case 0x04: /* C */
	case 0x06: /* B C */
	case 0x07: /* A B C */
		return ATR_CLASS_ISO;
	case 0x08: /* D */
	case 0x0C: /* C D */
	case 0x0E: /* B C D */
	case 0x0F: /* A B C D */
		return ATR_CLASS_ETSI;
	default:
		return ATR_CLASSES_RESERVED;
	}
}

/* ETSI TS 102 221, 6.3.3, table 6.7: the bits are independent. b2 and b1 came later. */
const struct atr_spu_bit atr_spu_bits[] = {
	{0x40, "Inter-Chip USB UICC-terminal interface (ETSI TS 102 600)"},
	{0x20, "UICC-CLF interface, SWP (ETSI TS 102 613)"},
	{0x10, "low impedance drivers and protocol on I/O"},
	{0x08, "secure channel (ETSI TS 102 484)"},
	{0x04, "secured APDU, platform to platform, required (ETSI TS 102 484)"},
	{0x02, "eUICC-related functions"},
	{0x01, "logical secure element interfaces: several enabled profiles"},
	{0},
};

/* ISO/IEC 7816-3:1997, 6.5.4; the 2006 edition deprecates VPP. */
const uint8_t atr_ipp_ma[4] = {25, 50, 100, 0};

bool atr_pi1_defined(unsigned pi1)
{
	return pi1 == 0 || (pi1 >= 5 && pi1 <= 25);
}

bool atr_pi2_defined(unsigned pi2)
{
	return pi2 >= 50 && pi2 <= 250;
}
