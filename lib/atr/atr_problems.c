#include "atr/atr_problems.h"

#define E SEVERITY_ERROR
#define W SEVERITY_WARNING
#define I SEVERITY_INFO
#define P3 "ISO/IEC 7816-3:2006, "

const struct problem_kind atr_problem_kinds[] = {
	[ATR_TOO_SHORT] = {"too-short", E, "An ATR has TS and T0 at least; bytes here: %a.",
                           P3 "8.1"},
	[ATR_TOO_LONG] = {"too-long", E, "An ATR has at most 33 bytes.", P3 "8.2.1"},
	[ATR_TS_INVALID] = {"ts-invalid", E,
                            "TS is %1, but 3B or 3F begin an ATR: what follows is not decoded.",
                            P3 "8.1"},
	[ATR_TS_UNDECODED] =
		{"ts-undecoded", E,
                 "TS is %1: a TS of %2 and all that follows, read in the wrong convention.",
                 P3 "8.1"},
	[ATR_TRUNCATED_INTERFACE] = {"truncated-interface", E,
                                     "The ATR ends where T%c%b is announced.", P3 "8.2.2"},
	[ATR_TRUNCATED_HISTORICAL] =
		{"truncated-historical", E,
                 "The ATR ends among its historical bytes: %a announced, %b missing.", P3 "8.2.4"},
	[ATR_TCK_MISSING] = {"tck-missing", E,
                             "TCK is missing: it must be there when a protocol other than T=0 is "
                             "indicated; %1 would "
                             "be right.",
                             P3 "8.2.5"},
	[ATR_TCK_WRONG] = {"tck-wrong", E, "TCK is %1, but %2 is right.", P3 "8.2.5"},
	[ATR_EXTRA_BYTES] = {"extra-bytes", E, "Bytes after the end of the ATR: %a.", P3 "8.2"},
	[ATR_TCK_SUPERFLUOUS] =
		{"tck-superfluous", E,
                 "A correct TCK, %1, but where only T=0 is indicated there is none.", P3 "8.2.5"},

	[ATR_TD1_T15] = {"td1-t15", E, "TD1 indicates T=15, which is no protocol.", P3 "8.2.3"},
	[ATR_PROTOCOL_ORDER] = {"protocol-order", W,
                                "T=%a stands after T=%b, but protocols are in ascending order.",
                                P3 "8.2.3"},
	[ATR_T15_NOT_LAST] = {"t15-not-last", W, "T=%a stands after T=15, which must be last.",
                              P3 "8.2.3"},
	[ATR_PROTOCOL_RESERVED] = {"protocol-reserved", W, "T=%a is reserved.", P3 "8.2.3"},
	[ATR_PROTOCOL_PROPRIETARY] = {"protocol-proprietary", I,
                                      "T=14 is a protocol that is not standardised.", P3 "8.2.3"},
	[ATR_TD_REPEATED] = {"td-repeated", I, "The TD indicates T=%a again and announces nothing.",
                             P3 "8.2.3"},

	[ATR_FI_RESERVED] = {"fi-reserved", W, "TA1 is %1: %x is a reserved value for Fi.",
                             P3 "8.3, table 7"},
	[ATR_DI_RESERVED] = {"di-reserved", W, "TA1 is %1: %x is a reserved value for Di.",
                             P3 "8.3, table 8"},
	[ATR_FI_UNUSABLE] =
		{"fi-unusable", E,
                 "TA2 puts TA1 in force at once, but TA1's value for Fi, %x, is reserved.",
                 P3 "8.3, table 7"},
	[ATR_DI_UNUSABLE] =
		{"di-unusable", E,
                 "TA2 puts TA1 in force at once, but TA1's value for Di, %x, is reserved.",
                 P3 "8.3, table 8"},

	[ATR_TB1_DEPRECATED] = {"tb1-deprecated", I, "TB1 is deprecated: readers ignore it.",
                                P3 "8.3"},
	[ATR_TB2_DEPRECATED] = {"tb2-deprecated", I, "TB2 is deprecated: readers ignore it.",
                                P3 "8.3"},
	[ATR_TB1_RESERVED] = {"tb1-reserved", W, "TB1 is %1, which is reserved.",
                              "ISO/IEC 7816-3:1997, 6.5.4"},
	[ATR_TB2_RESERVED] = {"tb2-reserved", W,
                              "TB2 is %a, but a programming voltage is 50 to 250 tenths of a volt.",
                              "ISO/IEC 7816-3:1997, 6.5.4"},
	[ATR_TB2_WITHOUT_VPP] = {"tb2-without-vpp", W,
                                 "TB2 gives a programming voltage, but TB1 asks for none.",
                                 "ISO/IEC 7816-3:1997, 6.5.4"},

	[ATR_WI_RESERVED] = {"wi-reserved", W, "TC2 is 00: WI = 0 is reserved.", P3 "10.2"},
	[ATR_TC2_WITHOUT_T0] = {"tc2-without-t0", I, "TC2 is for T=0, which is not offered.",
                                P3 "8.3"},

	[ATR_TA2_RESERVED_BITS] = {"ta2-reserved-bits", W,
                                   "TA2 is %1: b7 and b6 are reserved and must be 0.", P3 "8.3"},
	[ATR_TA2_NOT_FIRST] = {"ta2-not-first", W, "TA2 asks for T=%a, but T=%b is offered first.",
                               P3 "8.3"},
	[ATR_TA2_NOT_OFFERED] = {"ta2-not-offered", W, "TA2 asks for T=%a, which is not offered.",
                                 P3 "8.3"},
	[ATR_TA2_IMPLICIT] = {"ta2-implicit", I,
                              "By TA2 the reader must know F and D: they are not in the ATR.",
                              P3 "8.3"},

	[ATR_T0_UNDEFINED] = {"t0-undefined", W, "T%c%b is for T=0, which defines no such byte.",
                              P3 "8.2.3 and 10.2"},
	[ATR_IFSC_RESERVED] = {"ifsc-reserved", W, "IFSC is %1, which is reserved.", P3 "11.4.2"},
	[ATR_BWI_RESERVED] = {"bwi-reserved", W, "BWI is %b, but above 9 it is reserved.",
                              P3 "11.4.3"},
	[ATR_EDC_RESERVED] = {"edc-reserved", W,
                              "T=1's TC is %1: b8 to b2 are reserved and must be 0.", P3 "11.4.4"},
	[ATR_CWT_BELOW_CGT] =
		{"cwt-below-cgt", W,
                 "T=1 waits %a etu at most for a character, but %b etu must pass before it.",
                 P3 "11.4.3"},
	[ATR_REPEATED_BYTE] = {"repeated-byte", W,
                               "T%c%b is a second one for its protocol: only the first counts.",
                               P3 "8.2.3"},

	[ATR_CLASS_RESERVED] = {"class-reserved", W,
                                "The class indicator is %2, which is reserved.", P3 "8.3"},
	[ATR_CLASS_D] = {"class-d", I,
                         "The class indicator is %2: class D is ETSI's, reserved by ISO.",
                         "ETSI TS 102 221, 6.2"},
	[ATR_SPU_RESERVED] = {"spu-reserved", W,
                              "T=15's TB is %1: without b8 all but 00 is reserved.", P3 "8.3"},
	[ATR_SPU_SECURED_APDU] =
		{"spu-secured-apdu", W,
                 "T=15's TB is %1: secured APDU is required, but no secure channel is announced.",
                 "ETSI TS 102 221, 6.3.3"},
	[ATR_T15_UNDEFINED] = {"t15-undefined", W, "T%c%b is for T=15, which defines no such byte.",
                               P3 "8.3"},
	[ATR_PROBLEM_COUNT] = {0},
};
