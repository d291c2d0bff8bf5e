#include "atr/atr_check.h"

#include "atr/atr_problems.h"
#include "atr/meanings.h"

static void add_kind(struct atr *atr, const struct problem_kind *kind, size_t offset,
                     uint32_t first, uint32_t second)
{
	atr_add_problem(atr, &(struct problem){kind, offset, first, second});
}

static void add_problem(struct atr *atr, enum atr_problem kind, size_t offset, uint32_t first,
                        uint32_t second)
{
	add_kind(atr, &atr_problem_kinds[kind], offset, first, second);
}

static char letter(enum atr_kind kind)
{
	return "0ABCD"[kind];
}

static void check_frame(struct atr *atr)
{
	uint8_t ts = atr->length > 0 ? atr->bytes[0] : 0;

	if (atr->length < 2)
		add_problem(atr, ATR_TOO_SHORT, atr->length, atr->length, 0);
	if (atr->length > ATR_MAX)
		add_problem(atr, ATR_TOO_LONG, ATR_MAX, 0, 0);
	/* A character read in the other convention is inverted and has its bits reversed. */
	if (atr->length > 0 && (ts == 0x03 || ts == 0x23))
		add_problem(atr, ATR_TS_UNDECODED, 0, ts, ts == 0x03 ? 0x3F : 0x3B);
	else if (atr->length > 0 && ts != 0x3B && ts != 0x3F)
		add_problem(atr, ATR_TS_INVALID, 0, ts, 0);
}

static void check_truncation(struct atr *atr)
{
	const struct atr_interface *last = &atr->interface[0];
	static const enum atr_kind kinds[] = {ATR_TA, ATR_TB, ATR_TC, ATR_TD};

	if (!atr->truncated || atr->interface_count == 0)
		return;
	if (atr->complete) {
		add_problem(atr, ATR_TRUNCATED_HISTORICAL, atr->length, atr->historical_announced,
		            (uint32_t)(atr->historical_announced - atr->historical.length));
		return;
	}
	/* The first missing byte is the first one of its group that is announced but not
	 * present. */
	for (size_t i = 0; i < atr->interface_count; i++)
		if (atr->interface[i].kind == ATR_TD)
			last = &atr->interface[i];
	for (size_t i = 0; i < 4; i++) {
		if (!(last->value >> (4 + i) & 1) ||
		    atr_find(atr, kinds[i], last->index + 1u) != NULL)
			continue;
		add_problem(atr, ATR_TRUNCATED_INTERFACE, atr->length, (uint32_t)letter(kinds[i]),
		            last->index + 1u);
		return;
	}
}

static void check_end(struct atr *atr)
{
	if (!atr->complete || atr->truncated)
		return;

	uint8_t tck = atr->tck_present ? atr->bytes[atr->tck_offset] : 0;

	if (atr->tck_needed && !atr->tck_present)
		add_problem(atr, ATR_TCK_MISSING, atr->length, atr->tck_expected, 0);
	else if (atr->tck_needed && tck != atr->tck_expected)
		add_problem(atr, ATR_TCK_WRONG, atr->tck_offset, tck, atr->tck_expected);
	if (atr->extra.length == 0)
		return;
	if (!atr->tck_needed && atr->extra.length == 1 &&
	    atr->bytes[atr->extra.offset] == atr->tck_expected)
		add_problem(atr, ATR_TCK_SUPERFLUOUS, atr->extra.offset, atr->tck_expected, 0);
	else
		add_problem(atr, ATR_EXTRA_BYTES, atr->extra.offset, atr->extra.length, 0);
}

static void check_tb2(struct atr *atr, const struct atr_interface *byte)
{
	const struct atr_interface *tb1 = atr_find(atr, ATR_TB, 1);

	if (tb1 == NULL || atr_field_of(ATR_FIELD_PI1, tb1->value) == 0)
		add_problem(atr, ATR_TB2_WITHOUT_VPP, byte->offset, 0, 0);
}

static void check_ta2(struct atr *atr, const struct atr_interface *byte)
{
	unsigned t = atr_field_of(ATR_FIELD_TA2_T, byte->value);

	if (!atr_offers(atr, t)) {
		if (atr->complete)
			add_problem(atr, ATR_TA2_NOT_OFFERED, byte->offset, t, 0);
	} else if (t != atr->first_protocol) {
		add_problem(atr, ATR_TA2_NOT_FIRST, byte->offset, t, atr->first_protocol);
	}
}

/* Returns true if TA2 makes the values of TA1 apply immediately. */
static bool in_force(const struct atr *atr)
{
	const struct atr_interface *ta2 = atr_find(atr, ATR_TA, 2);

	return ta2 != NULL && atr_field_of(ATR_FIELD_TA2_B5, ta2->value) == 0;
}

/* Returns the problem with the value of a field, or NULL. */
static const struct problem_kind *field_problem(const struct atr *atr, enum atr_field_id id,
                                                unsigned value)
{
	const struct atr_field *field = &atr_fields[id];
	const struct atr_value *row = atr_field_row(id, value);

	if (row != NULL)
		return row->problem;
	return field->unusable != NULL && in_force(atr) ? field->unusable : field->reserved;
}

/* Adds each problem of a byte once, even if several of its fields cause it. */
static void check_fields(struct atr *atr, const struct atr_interface *byte,
                         const struct atr_meaning *row)
{
	const struct problem_kind *before = NULL;

	for (unsigned i = 0; i < row->count; i++) {
		enum atr_field_id id = (enum atr_field_id)(row->first + i);
		unsigned value = atr_field_of(id, byte->value);
		const struct problem_kind *kind = field_problem(atr, id, value);

		if (kind != NULL && kind != before)
			add_kind(atr, kind, byte->offset, byte->value, value);
		if (kind != NULL)
			before = kind;
	}
}

/* Checks what depends on other bytes, or on several fields. */
static void check_whole(struct atr *atr, const struct atr_interface *byte,
                        enum atr_meaning_id meaning)
{
	if (meaning == ATR_MEANING_TA2)
		check_ta2(atr, byte);
	else if (meaning == ATR_MEANING_TB2)
		check_tb2(atr, byte);
	else if (meaning == ATR_MEANING_TB_T15 && (byte->value & 0x8C) == 0x84)
		add_problem(atr, ATR_SPU_SECURED_APDU, byte->offset, byte->value, 0);
}

static void check_byte(struct atr *atr, const struct atr_interface *byte)
{
	enum atr_meaning_id meaning = atr_meaning_of(byte);
	const struct atr_meaning *row = &atr_meanings[meaning];
	uint32_t name = (uint32_t)letter(byte->kind);

	if (atr_is_repeated(byte)) {
		add_problem(atr, ATR_REPEATED_BYTE, byte->offset, name, byte->index);
		return;
	}
	if (row->problem != NULL)
		add_kind(atr, row->problem, byte->offset, name, byte->index);
	if (meaning == ATR_MEANING_TC2 && atr->complete && !atr_offers(atr, 0))
		add_problem(atr, ATR_TC2_WITHOUT_T0, byte->offset, 0, 0);
	else
		check_fields(atr, byte, row);
	check_whole(atr, byte, meaning);
}

/* What was reported for the TDs so far. */
struct td_walk {
	int last;        /* T of the previous TD, -1 for the first one */
	unsigned named;  /* a bit for each T already reported */
	bool disordered; /* reported */
};

static void check_td(struct atr *atr, const struct atr_interface *byte, struct td_walk *walk)
{
	unsigned t = atr_field_of(ATR_FIELD_T, byte->value);
	const struct problem_kind *named = field_problem(atr, ATR_FIELD_T, t);
	int last = walk->last;

	if (last < 0 && t == 15)
		add_problem(atr, ATR_TD1_T15, byte->offset, 0, 0);
	if ((int)t < last && !walk->disordered) {
		walk->disordered = true;
		add_problem(atr, last == 15 ? ATR_T15_NOT_LAST : ATR_PROTOCOL_ORDER, byte->offset,
		            t, (uint32_t)last);
	}
	if ((int)t == last && byte->value >> 4 == 0)
		add_problem(atr, ATR_TD_REPEATED, byte->offset, t, 0);
	if (named != NULL && !(walk->named & 1u << t))
		add_kind(atr, named, byte->offset, t, 0);
	walk->named |= 1u << t;
	walk->last = (int)t;
}

/* 11.4.3: CWT, 11 + 2^CWI etu, must not be shorter than the time between characters, CGT, which is
 * 12 + N etu, or 11 etu if N is 255. */
static void check_cwt(struct atr *atr)
{
	const struct atr_interface *tc1 = atr_find(atr, ATR_TC, 1);
	const struct atr_interface *tb = atr_find_for(atr, ATR_TB, 1);
	unsigned n = tc1 != NULL ? tc1->value : 0, cwi = tb != NULL ? tb->value & 15 : 13;

	if (!atr_offers(atr, 1) || n == 255 || 1u << cwi >= n + 1)
		return;
	/* tb is not NULL: the default CWI, 13, is sufficient for every N. */
	add_problem(atr, ATR_CWT_BELOW_CGT, tb->offset, 11 + (1u << cwi), 12 + n);
}

void atr_check(struct atr *atr)
{
	struct td_walk walk = {.last = -1};

	check_frame(atr);
	for (size_t i = 1; i < atr->interface_count; i++) {
		const struct atr_interface *byte = &atr->interface[i];

		if (byte->kind == ATR_TD)
			check_td(atr, byte, &walk);
		else
			check_byte(atr, byte);
	}
	check_cwt(atr);
	check_truncation(atr);
	check_end(atr);
}
