#include "atr/atr_check.h"

#include "atr/atr_problems.h"
#include "atr/atr_tables.h"

static void add(struct atr *atr, enum atr_problem kind, size_t offset, uint32_t first,
                uint32_t second)
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
		add(atr, ATR_TOO_SHORT, atr->length, atr->length, 0);
	if (atr->length > ATR_MAX)
		add(atr, ATR_TOO_LONG, ATR_MAX, 0, 0);
	/* A character read in the other convention is inverted and turned round. */
	if (atr->length > 0 && (ts == 0x03 || ts == 0x23))
		add(atr, ATR_TS_UNDECODED, 0, ts, ts == 0x03 ? 0x3F : 0x3B);
	else if (atr->length > 0 && ts != 0x3B && ts != 0x3F)
		add(atr, ATR_TS_INVALID, 0, ts, 0);
}

static void check_truncation(struct atr *atr)
{
	const struct atr_interface *last = &atr->interface[0];
	static const enum atr_kind kinds[] = {ATR_TA, ATR_TB, ATR_TC, ATR_TD};

	if (!atr->truncated || atr->interface_count == 0)
		return;
	if (atr->complete) {
		add(atr, ATR_TRUNCATED_HISTORICAL, atr->length, atr->historical_announced,
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
		add(atr, ATR_TRUNCATED_INTERFACE, atr->length, (uint32_t)letter(kinds[i]),
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
		add(atr, ATR_TCK_MISSING, atr->length, atr->tck_expected, 0);
	else if (atr->tck_needed && tck != atr->tck_expected)
		add(atr, ATR_TCK_WRONG, atr->tck_offset, tck, atr->tck_expected);
	if (atr->extra.length == 0)
		return;
	if (!atr->tck_needed && atr->extra.length == 1 &&
	    atr->bytes[atr->extra.offset] == atr->tck_expected)
		add(atr, ATR_TCK_SUPERFLUOUS, atr->extra.offset, atr->tck_expected, 0);
	else
		add(atr, ATR_EXTRA_BYTES, atr->extra.offset, atr->extra.length, 0);
}

static void check_ta1(struct atr *atr, const struct atr_interface *byte)
{
	const struct atr_interface *ta2 = atr_find(atr, ATR_TA, 2);
	bool in_force = ta2 != NULL && !(ta2->value & 0x10);
	unsigned fi = byte->value >> 4, di = byte->value & 15;

	if (atr_fi_table[fi].fi == 0)
		add(atr, in_force ? ATR_FI_UNUSABLE : ATR_FI_RESERVED, byte->offset, byte->value,
		    fi);
	if (atr_di_table[di] == 0)
		add(atr, in_force ? ATR_DI_UNUSABLE : ATR_DI_RESERVED, byte->offset, byte->value,
		    di);
}

static void check_tb1(struct atr *atr, const struct atr_interface *byte)
{
	add(atr, ATR_TB1_DEPRECATED, byte->offset, 0, 0);
	if (byte->value & 0x80 || atr_ipp_ma[byte->value >> 5 & 3] == 0 ||
	    !atr_pi1_defined(byte->value & 0x1F))
		add(atr, ATR_TB1_RESERVED, byte->offset, byte->value, 0);
}

static void check_tb2(struct atr *atr, const struct atr_interface *byte)
{
	const struct atr_interface *tb1 = atr_find(atr, ATR_TB, 1);

	add(atr, ATR_TB2_DEPRECATED, byte->offset, 0, 0);
	if (!atr_pi2_defined(byte->value))
		add(atr, ATR_TB2_RESERVED, byte->offset, byte->value, 0);
	if (tb1 == NULL || (tb1->value & 0x1F) == 0)
		add(atr, ATR_TB2_WITHOUT_VPP, byte->offset, 0, 0);
}

static void check_ta2(struct atr *atr, const struct atr_interface *byte)
{
	unsigned t = byte->value & 15;

	if (byte->value & 0x60)
		add(atr, ATR_TA2_RESERVED_BITS, byte->offset, byte->value, 0);
	if (byte->value & 0x10)
		add(atr, ATR_TA2_IMPLICIT, byte->offset, 0, 0);
	if (!atr_offers(atr, t)) {
		if (atr->complete)
			add(atr, ATR_TA2_NOT_OFFERED, byte->offset, t, 0);
	} else if (t != atr->first_protocol) {
		add(atr, ATR_TA2_NOT_FIRST, byte->offset, t, atr->first_protocol);
	}
}

static void check_tc2(struct atr *atr, const struct atr_interface *byte)
{
	if (atr->complete && !atr_offers(atr, 0))
		add(atr, ATR_TC2_WITHOUT_T0, byte->offset, 0, 0);
	else if (byte->value == 0)
		add(atr, ATR_WI_RESERVED, byte->offset, 0, 0);
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
		add(atr, ATR_IFSC_RESERVED, byte->offset, value, 0);
	else if (byte->kind == ATR_TB && value >> 4 > 9)
		add(atr, ATR_BWI_RESERVED, byte->offset, value >> 4, 0);
	else if (byte->kind == ATR_TC && value & 0xFE)
		add(atr, ATR_EDC_RESERVED, byte->offset, value, 0);
}

static void check_t15(struct atr *atr, const struct atr_interface *byte)
{
	uint8_t value = byte->value;

	if (byte->kind == ATR_TA) {
		enum atr_class_kind kind = atr_class_kind(value & 0x3F);

		if (kind == ATR_CLASSES_RESERVED)
			add(atr, ATR_CLASS_RESERVED, byte->offset, value & 0x3F, 0);
		else if (kind == ATR_CLASS_ETSI)
			add(atr, ATR_CLASS_D, byte->offset, value & 0x3F, 0);
	} else if (byte->kind == ATR_TB) {
		if (value != 0 && !(value & 0x80))
			add(atr, ATR_SPU_RESERVED, byte->offset, value, 0);
		else if ((value & 0x8C) == 0x84)
			add(atr, ATR_SPU_SECURED_APDU, byte->offset, value, 0);
	}
}

/* TAi TBi TCi with i >= 3. */
static void check_specific(struct atr *atr, const struct atr_interface *byte)
{
	uint32_t name = (uint32_t)letter(byte->kind);

	if (byte->protocol == 0)
		add(atr, ATR_T0_UNDEFINED, byte->offset, name, byte->index);
	else if (byte->protocol == 15 && byte->kind == ATR_TC)
		add(atr, ATR_T15_UNDEFINED, byte->offset, name, byte->index);
	else if (byte->protocol != 1 && byte->protocol != 15)
		return;
	else if (!byte->counts)
		add(atr, ATR_REPEATED_BYTE, byte->offset, name, byte->index);
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
		add(atr, ATR_TD1_T15, byte->offset, 0, 0);
	if ((int)t < last && !walk->disordered) {
		walk->disordered = true;
		add(atr, last == 15 ? ATR_T15_NOT_LAST : ATR_PROTOCOL_ORDER, byte->offset, t,
		    (uint32_t)last);
	}
	if ((int)t == last && byte->value >> 4 == 0)
		add(atr, ATR_TD_REPEATED, byte->offset, t, 0);
	if (!(walk->named & 1u << t)) {
		if (t == 14)
			add(atr, ATR_PROTOCOL_PROPRIETARY, byte->offset, 0, 0);
		else if (t >= 2 && t <= 13)
			add(atr, ATR_PROTOCOL_RESERVED, byte->offset, t, 0);
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
	add(atr, ATR_CWT_BELOW_CGT, tb->offset, 11 + (1u << cwi), 12 + n);
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
