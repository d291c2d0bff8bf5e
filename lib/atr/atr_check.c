#include "atr/atr_check.h"

#include "atr/atr_tables.h"

enum {
	TOO_SHORT,
	TOO_LONG,
	TS_INVALID,
	TS_UNDECODED,
	TRUNCATED_INTERFACE,
	TRUNCATED_HISTORICAL,
	TCK_MISSING,
	TCK_WRONG,
	EXTRA_BYTES,
	TCK_SUPERFLUOUS,
	TD1_T15,
	PROTOCOL_ORDER,
	T15_NOT_LAST,
	PROTOCOL_RESERVED,
	PROTOCOL_PROPRIETARY,
	TD_REPEATED,
	FI_RESERVED,
	DI_RESERVED,
	FI_UNUSABLE,
	DI_UNUSABLE,
	TB1_DEPRECATED,
	TB2_DEPRECATED,
	TB1_RESERVED,
	TB2_RESERVED,
	TB2_WITHOUT_VPP,
	WI_RESERVED,
	TC2_WITHOUT_T0,
	TA2_RESERVED_BITS,
	TA2_NOT_FIRST,
	TA2_NOT_OFFERED,
	TA2_IMPLICIT,
	T0_UNDEFINED,
	IFSC_RESERVED,
	BWI_RESERVED,
	EDC_RESERVED,
	CWT_BELOW_CGT,
	REPEATED_BYTE,
	CLASS_RESERVED,
	CLASS_D,
	SPU_RESERVED,
	SPU_SECURED_APDU,
	T15_UNDEFINED,
	KIND_COUNT,
};

#define E SEVERITY_ERROR
#define W SEVERITY_WARNING
#define I SEVERITY_INFO
#define P3 "ISO/IEC 7816-3:2006, "

const struct problem_kind atr_problem_kinds[] = {
	[TOO_SHORT] = {"too-short", E, "An ATR has TS and T0 at least; bytes here: %a.", P3 "8.1"},
	[TOO_LONG] = {"too-long", E, "An ATR has at most 33 bytes.", P3 "8.2.1"},
	[TS_INVALID] = {"ts-invalid", E,
                        "TS is %1, but 3B or 3F begin an ATR: what follows is not decoded.",
                        P3 "8.1"},
	[TS_UNDECODED] =
		{"ts-undecoded", E,
                 "TS is %1: a TS of %2 and all that follows, read in the wrong convention.",
                 P3 "8.1"},
	[TRUNCATED_INTERFACE] = {"truncated-interface", E, "The ATR ends where T%c%b is announced.",
                                 P3 "8.2.2"},
	[TRUNCATED_HISTORICAL] =
		{"truncated-historical", E,
                 "The ATR ends among its historical bytes: %a announced, %b missing.", P3 "8.2.4"},
	[TCK_MISSING] = {"tck-missing", E,
                         "TCK is missing: it must be there when a protocol other than T=0 is "
                         "indicated; %1 would "
                         "be right.",
                         P3 "8.2.5"},
	[TCK_WRONG] = {"tck-wrong", E, "TCK is %1, but %2 is right.", P3 "8.2.5"},
	[EXTRA_BYTES] = {"extra-bytes", E, "Bytes after the end of the ATR: %a.", P3 "8.2"},
	[TCK_SUPERFLUOUS] = {"tck-superfluous", E,
                             "A correct TCK, %1, but where only T=0 is indicated there is none.",
                             P3 "8.2.5"},

	[TD1_T15] = {"td1-t15", E, "TD1 indicates T=15, which is no protocol.", P3 "8.2.3"},
	[PROTOCOL_ORDER] = {"protocol-order", W,
                            "T=%a stands after T=%b, but protocols are in ascending order.",
                            P3 "8.2.3"},
	[T15_NOT_LAST] = {"t15-not-last", W, "T=%a stands after T=15, which must be last.",
                          P3 "8.2.3"},
	[PROTOCOL_RESERVED] = {"protocol-reserved", W, "T=%a is reserved.", P3 "8.2.3"},
	[PROTOCOL_PROPRIETARY] = {"protocol-proprietary", I,
                                  "T=14 is a protocol that is not standardised.", P3 "8.2.3"},
	[TD_REPEATED] = {"td-repeated", I, "The TD indicates T=%a again and announces nothing.",
                         P3 "8.2.3"},

	[FI_RESERVED] = {"fi-reserved", W, "TA1 is %1: %2 is a reserved value for Fi.",
                         P3 "8.3, table 7"},
	[DI_RESERVED] = {"di-reserved", W, "TA1 is %1: %2 is a reserved value for Di.",
                         P3 "8.3, table 8"},
	[FI_UNUSABLE] = {"fi-unusable", E,
                         "TA2 puts TA1 in force at once, but TA1's value for Fi, %2, is reserved.",
                         P3 "8.3, table 7"},
	[DI_UNUSABLE] = {"di-unusable", E,
                         "TA2 puts TA1 in force at once, but TA1's value for Di, %2, is reserved.",
                         P3 "8.3, table 8"},

	[TB1_DEPRECATED] = {"tb1-deprecated", I, "TB1 is deprecated: readers ignore it.", P3 "8.3"},
	[TB2_DEPRECATED] = {"tb2-deprecated", I, "TB2 is deprecated: readers ignore it.", P3 "8.3"},
	[TB1_RESERVED] = {"tb1-reserved", W, "TB1 is %1, which is reserved.",
                          "ISO/IEC 7816-3:1997, 6.5.4"},
	[TB2_RESERVED] = {"tb2-reserved", W,
                          "TB2 is %a, but a programming voltage is 50 to 250 tenths of a volt.",
                          "ISO/IEC 7816-3:1997, 6.5.4"},
	[TB2_WITHOUT_VPP] = {"tb2-without-vpp", W,
                             "TB2 gives a programming voltage, but TB1 asks for none.",
                             "ISO/IEC 7816-3:1997, 6.5.4"},

	[WI_RESERVED] = {"wi-reserved", W, "TC2 is 00: WI = 0 is reserved.", P3 "10.2"},
	[TC2_WITHOUT_T0] = {"tc2-without-t0", I, "TC2 is for T=0, which is not offered.", P3 "8.3"},

	[TA2_RESERVED_BITS] = {"ta2-reserved-bits", W,
                               "TA2 is %1: b7 and b6 are reserved and must be 0.", P3 "8.3"},
	[TA2_NOT_FIRST] = {"ta2-not-first", W, "TA2 asks for T=%a, but T=%b is offered first.",
                           P3 "8.3"},
	[TA2_NOT_OFFERED] = {"ta2-not-offered", W, "TA2 asks for T=%a, which is not offered.",
                             P3 "8.3"},
	[TA2_IMPLICIT] = {"ta2-implicit", I,
                          "By TA2 the reader must know F and D: they are not in the ATR.",
                          P3 "8.3"},

	[T0_UNDEFINED] = {"t0-undefined", W, "T%c%b is for T=0, which defines no such byte.",
                          P3 "8.2.3 and 10.2"},
	[IFSC_RESERVED] = {"ifsc-reserved", W, "IFSC is %1, which is reserved.", P3 "11.4.2"},
	[BWI_RESERVED] = {"bwi-reserved", W, "BWI is %a, but above 9 it is reserved.", P3 "11.4.3"},
	[EDC_RESERVED] = {"edc-reserved", W, "T=1's TC is %1: b8 to b2 are reserved and must be 0.",
                          P3 "11.4.4"},
	[CWT_BELOW_CGT] =
		{"cwt-below-cgt", W,
                 "T=1 waits %a etu at most for a character, but %b etu must pass before it.",
                 P3 "11.4.3"},
	[REPEATED_BYTE] = {"repeated-byte", W,
                           "T%c%b is a second one for its protocol: only the first counts.",
                           P3 "8.2.3"},

	[CLASS_RESERVED] = {"class-reserved", W, "The class indicator is %1, which is reserved.",
                            P3 "8.3"},
	[CLASS_D] = {"class-d", I, "The class indicator is %1: class D is ETSI's, reserved by ISO.",
                     "ETSI TS 102 221, 6.2"},
	[SPU_RESERVED] = {"spu-reserved", W, "T=15's TB is %1: without b8 all but 00 is reserved.",
                          P3 "8.3"},
	[SPU_SECURED_APDU] =
		{"spu-secured-apdu", W,
                 "T=15's TB is %1: secured APDU is required, but no secure channel is announced.",
                 "ETSI TS 102 221, 6.3.3"},
	[T15_UNDEFINED] = {"t15-undefined", W, "T%c%b is for T=15, which defines no such byte.",
                           P3 "8.3"},
	[KIND_COUNT] = {0},
};

static void add(struct atr *atr, unsigned kind, size_t offset, uint32_t first, uint32_t second)
{
	atr_add_problem(atr, &(struct problem){&atr_problem_kinds[kind], offset, first, second});
}

static char letter(enum atr_kind kind)
{
	return "0ABCD"[kind];
}

static void check_frame(struct atr *atr)
{
	uint8_t ts = atr->length > 0 ? atr->bytes[0] : 0;

	if (atr->length < 2)
		add(atr, TOO_SHORT, atr->length, atr->length, 0);
	if (atr->length > ATR_MAX)
		add(atr, TOO_LONG, ATR_MAX, 0, 0);
	/* A character read in the other convention is inverted and turned round. */
	if (atr->length > 0 && (ts == 0x03 || ts == 0x23))
		add(atr, TS_UNDECODED, 0, ts, ts == 0x03 ? 0x3F : 0x3B);
	else if (atr->length > 0 && ts != 0x3B && ts != 0x3F)
		add(atr, TS_INVALID, 0, ts, 0);
}

static void check_truncation(struct atr *atr)
{
	const struct atr_interface *last = &atr->interface[0];
	static const enum atr_kind kinds[] = {ATR_TA, ATR_TB, ATR_TC, ATR_TD};

	if (!atr->truncated || atr->interface_count == 0)
		return;
	if (atr->complete) {
		add(atr, TRUNCATED_HISTORICAL, atr->length, atr->historical_announced,
		    (uint32_t)(atr->historical_announced - atr->historical.length));
		return;
	}
	/* The missing byte is the first of its group that is announced and not there. */
	for (size_t i = 0; i < atr->interface_count; i++)
		if (atr->interface[i].kind == ATR_TD)
			last = &atr->interface[i];
	for (size_t i = 0; i < 4; i++) {
		if (!(last->value >> (4 + i) & 1) ||
		    atr_find(atr, kinds[i], last->index + 1u) != NULL)
			continue;
		add(atr, TRUNCATED_INTERFACE, atr->length, (uint32_t)letter(kinds[i]),
		    last->index + 1u);
		return;
	}
}

static void check_end(struct atr *atr)
{
	if (!atr->complete || atr->truncated)
		return;

	uint8_t tck = atr->bytes[atr->tck_offset];

	if (atr->tck_needed && !atr->tck_present)
		add(atr, TCK_MISSING, atr->length, atr->tck_expected, 0);
	else if (atr->tck_needed && tck != atr->tck_expected)
		add(atr, TCK_WRONG, atr->tck_offset, tck, atr->tck_expected);
	if (atr->extra.length == 0)
		return;
	if (!atr->tck_needed && atr->extra.length == 1 &&
	    atr->bytes[atr->extra.offset] == atr->tck_expected)
		add(atr, TCK_SUPERFLUOUS, atr->extra.offset, atr->tck_expected, 0);
	else
		add(atr, EXTRA_BYTES, atr->extra.offset, atr->extra.length, 0);
}

static void check_ta1(struct atr *atr, const struct atr_interface *byte)
{
	const struct atr_interface *ta2 = atr_find(atr, ATR_TA, 2);
	bool in_force = ta2 != NULL && !(ta2->value & 0x10);
	unsigned fi = byte->value >> 4, di = byte->value & 15;

	if (atr_fi_table[fi].fi == 0)
		add(atr, in_force ? FI_UNUSABLE : FI_RESERVED, byte->offset, byte->value, fi);
	if (atr_di_table[di] == 0)
		add(atr, in_force ? DI_UNUSABLE : DI_RESERVED, byte->offset, byte->value, di);
}

static void check_tb1(struct atr *atr, const struct atr_interface *byte)
{
	add(atr, TB1_DEPRECATED, byte->offset, 0, 0);
	if (byte->value & 0x80 || atr_ipp_ma[byte->value >> 5 & 3] == 0 ||
	    !atr_pi1_defined(byte->value & 0x1F))
		add(atr, TB1_RESERVED, byte->offset, byte->value, 0);
}

static void check_tb2(struct atr *atr, const struct atr_interface *byte)
{
	const struct atr_interface *tb1 = atr_find(atr, ATR_TB, 1);

	add(atr, TB2_DEPRECATED, byte->offset, 0, 0);
	if (!atr_pi2_defined(byte->value))
		add(atr, TB2_RESERVED, byte->offset, byte->value, 0);
	if (tb1 == NULL || (tb1->value & 0x1F) == 0)
		add(atr, TB2_WITHOUT_VPP, byte->offset, 0, 0);
}

static void check_ta2(struct atr *atr, const struct atr_interface *byte)
{
	unsigned t = byte->value & 15;

	if (byte->value & 0x60)
		add(atr, TA2_RESERVED_BITS, byte->offset, byte->value, 0);
	if (byte->value & 0x10)
		add(atr, TA2_IMPLICIT, byte->offset, 0, 0);
	if (!atr_offers(atr, t)) {
		if (atr->complete)
			add(atr, TA2_NOT_OFFERED, byte->offset, t, 0);
	} else if (t != atr->first_protocol) {
		add(atr, TA2_NOT_FIRST, byte->offset, t, atr->first_protocol);
	}
}

static void check_tc2(struct atr *atr, const struct atr_interface *byte)
{
	if (atr->complete && !atr_offers(atr, 0))
		add(atr, TC2_WITHOUT_T0, byte->offset, 0, 0);
	else if (byte->value == 0)
		add(atr, WI_RESERVED, byte->offset, 0, 0);
}

static void check_global(struct atr *atr, const struct atr_interface *byte)
{
	if (byte->kind == ATR_TA && byte->index == 1)
		check_ta1(atr, byte);
	else if (byte->kind == ATR_TB && byte->index == 1)
		check_tb1(atr, byte);
	else if (byte->kind == ATR_TA)
		check_ta2(atr, byte);
	else if (byte->kind == ATR_TB)
		check_tb2(atr, byte);
	else if (byte->kind == ATR_TC && byte->index == 2)
		check_tc2(atr, byte);
}

static void check_t1(struct atr *atr, const struct atr_interface *byte)
{
	uint8_t value = byte->value;

	if (byte->kind == ATR_TA && (value == 0 || value == 0xFF))
		add(atr, IFSC_RESERVED, byte->offset, value, 0);
	else if (byte->kind == ATR_TB && value >> 4 > 9)
		add(atr, BWI_RESERVED, byte->offset, value >> 4, 0);
	else if (byte->kind == ATR_TC && value & 0xFE)
		add(atr, EDC_RESERVED, byte->offset, value, 0);
}

static void check_t15(struct atr *atr, const struct atr_interface *byte)
{
	uint8_t value = byte->value;

	if (byte->kind == ATR_TA) {
		enum atr_class_kind kind = atr_class_kind(value & 0x3F);

		if (kind == ATR_CLASS_RESERVED)
			add(atr, CLASS_RESERVED, byte->offset, value & 0x3F, 0);
		else if (kind == ATR_CLASS_ETSI)
			add(atr, CLASS_D, byte->offset, value & 0x3F, 0);
	} else if (byte->kind == ATR_TB) {
		if (value != 0 && !(value & 0x80))
			add(atr, SPU_RESERVED, byte->offset, value, 0);
		else if ((value & 0x8C) == 0x84)
			add(atr, SPU_SECURED_APDU, byte->offset, value, 0);
	}
}

/* TAi TBi TCi with i >= 3. */
static void check_specific(struct atr *atr, const struct atr_interface *byte)
{
	uint32_t name = (uint32_t)letter(byte->kind);

	if (byte->protocol == 0)
		add(atr, T0_UNDEFINED, byte->offset, name, byte->index);
	else if (byte->protocol == 15 && byte->kind == ATR_TC)
		add(atr, T15_UNDEFINED, byte->offset, name, byte->index);
	else if (byte->protocol != 1 && byte->protocol != 15)
		return;
	else if (!byte->counts)
		add(atr, REPEATED_BYTE, byte->offset, name, byte->index);
	else if (byte->protocol == 1)
		check_t1(atr, byte);
	else
		check_t15(atr, byte);
}

/* What the TDs told so far. */
struct td_walk {
	int last;        /* T of the one before, -1 at the first */
	unsigned named;  /* a bit for each T that was told */
	bool disordered; /* once is enough */
};

static void check_td(struct atr *atr, const struct atr_interface *byte, struct td_walk *walk)
{
	unsigned t = byte->value & 15;
	int last = walk->last;

	if (last < 0 && t == 15)
		add(atr, TD1_T15, byte->offset, 0, 0);
	if ((int)t < last && !walk->disordered) {
		walk->disordered = true;
		add(atr, last == 15 ? T15_NOT_LAST : PROTOCOL_ORDER, byte->offset, t,
		    (uint32_t)last);
	}
	if ((int)t == last && byte->value >> 4 == 0)
		add(atr, TD_REPEATED, byte->offset, t, 0);
	if (!(walk->named & 1u << t)) {
		if (t == 14)
			add(atr, PROTOCOL_PROPRIETARY, byte->offset, 0, 0);
		else if (t >= 2 && t <= 13)
			add(atr, PROTOCOL_RESERVED, byte->offset, t, 0);
	}
	walk->named |= 1u << t;
	walk->last = (int)t;
}

/* 11.4.3: a character must be able to come before CWT, 11 + 2^CWI etu, is over; CGT is 12 + N etu,
 * or 11 where N is 255. */
static void check_cwt(struct atr *atr)
{
	const struct atr_interface *tc1 = atr_find(atr, ATR_TC, 1);
	const struct atr_interface *tb = atr_find_for(atr, ATR_TB, 1);
	unsigned n = tc1 != NULL ? tc1->value : 0, cwi = tb != NULL ? tb->value & 15 : 13;

	if (!atr_offers(atr, 1) || n == 255 || 1u << cwi >= n + 1)
		return;
	/* CWI's default, 13, is long enough for every N. */
	add(atr, CWT_BELOW_CGT, tb->offset, 11 + (1u << cwi), 12 + n);
}

void atr_check(struct atr *atr)
{
	struct td_walk walk = {.last = -1};

	check_frame(atr);
	for (size_t i = 1; i < atr->interface_count; i++) {
		const struct atr_interface *byte = &atr->interface[i];

		if (byte->kind == ATR_TD)
			check_td(atr, byte, &walk);
		else if (byte->index <= 2)
			check_global(atr, byte);
		else
			check_specific(atr, byte);
	}
	check_cwt(atr);
	check_truncation(atr);
	check_end(atr);
}
