#include "atr/atr_profile_emv.h"

/* The byte of kind and index, and where it is; NULL and the end where it is absent. */
static const struct atr_interface *look(const struct atr *atr, enum atr_kind kind, unsigned index,
                                        size_t *offset)
{
	const struct atr_interface *byte = atr_find(atr, kind, index);

	*offset = byte != NULL ? byte->offset : atr->length;
	return byte;
}

/* The same for the byte that counts for T=1. */
static const struct atr_interface *look_t1(const struct atr *atr, enum atr_kind kind,
                                           size_t *offset)
{
	const struct atr_interface *byte = atr_find_for(atr, kind, 1);

	*offset = byte != NULL ? byte->offset : atr->length;
	return byte;
}

static bool ta1(const struct atr *atr, size_t *offset)
{
	const struct atr_interface *byte = look(atr, ATR_TA, 1, offset);
	const struct atr_interface *ta2 = atr_find(atr, ATR_TA, 2);

	return byte == NULL || ta2 == NULL || ta2->value & 0x10 ||
		(byte->value >= 0x11 && byte->value <= 0x13);
}

static bool tb1(const struct atr *atr, size_t *offset)
{
	const struct atr_interface *byte = look(atr, ATR_TB, 1, offset);

	return byte != NULL && byte->value == 0;
}

static bool td1(const struct atr *atr, size_t *offset)
{
	const struct atr_interface *byte = look(atr, ATR_TD, 1, offset);

	return byte == NULL || (byte->value & 15) <= 1;
}

static bool ta2(const struct atr *atr, size_t *offset)
{
	const struct atr_interface *byte = look(atr, ATR_TA, 2, offset);

	return byte == NULL || (!(byte->value & 0x10) && (byte->value & 15) == atr->first_protocol);
}

static bool tb2(const struct atr *atr, size_t *offset)
{
	return look(atr, ATR_TB, 2, offset) == NULL;
}

static bool tc2(const struct atr *atr, size_t *offset)
{
	const struct atr_interface *byte = look(atr, ATR_TC, 2, offset);

	return byte == NULL || byte->value == 10;
}

/* Book 1 names 1, and E after T=0; T=15, which a later edition has in its place, is let pass. */
static bool td2(const struct atr *atr, size_t *offset)
{
	const struct atr_interface *byte = look(atr, ATR_TD, 2, offset);
	const struct atr_interface *before = atr_find(atr, ATR_TD, 1);
	unsigned t = byte != NULL ? byte->value & 15 : 1;

	return t == 1 || (before != NULL && (before->value & 15) == 0 && t >= 14);
}

static bool ta3(const struct atr *atr, size_t *offset)
{
	const struct atr_interface *byte = look_t1(atr, ATR_TA, offset);

	return byte == NULL || (byte->value >= 0x10 && byte->value <= 0xFE);
}

/* 2^CWI must be more than N + 1, with N = -1 for FF. */
static bool tb3(const struct atr *atr, size_t *offset)
{
	const struct atr_interface *byte = look_t1(atr, ATR_TB, offset);
	const struct atr_interface *tc1 = atr_find(atr, ATR_TC, 1);
	int n = tc1 == NULL ? 0 : tc1->value == 255 ? -1 : tc1->value;

	if (!atr_offers(atr, 1))
		return true;
	return byte != NULL && byte->value >> 4 <= 4 && (byte->value & 15) <= 5 &&
		1 << (byte->value & 15) > n + 1;
}

static bool tc3(const struct atr *atr, size_t *offset)
{
	const struct atr_interface *byte = look_t1(atr, ATR_TC, offset);

	return byte == NULL || byte->value == 0;
}

#define BOOK1 "EMV 4.3 Book 1, "

const struct atr_profile_rule atr_profile_emv[] = {
	{{"emv-ts", "TS is 3B or 3F", BOOK1 "8.3.1"},
         {"too-short", "ts-invalid", "ts-undecoded"},
         NULL},
	{{"emv-t0", "all bytes that are announced are there", BOOK1 "8.3.2"},
         {"truncated-interface", "truncated-historical"},
         NULL},
	{{"emv-ta1", "where TA2 puts it in force, TA1 is 11 to 13", BOOK1 "8.3.3.1"}, {NULL}, ta1},
	{{"emv-tb1", "TB1 is there, and 00 (a warm reset may differ)", BOOK1 "8.3.3.2"},
         {NULL},
         tb1},
	{{"emv-td1", "TD1 indicates T=0 or T=1", BOOK1 "8.3.3.4"}, {NULL}, td1},
	{{"emv-ta2", "TA2 asks for the first offered protocol and for Fi and Di of TA1",
          BOOK1 "8.3.3.5"},
         {NULL},
         ta2},
	{{"emv-tb2", "TB2 is absent", BOOK1 "8.3.3.6"}, {NULL}, tb2},
	{{"emv-tc2", "TC2 is absent or 0A", BOOK1 "8.3.3.7"}, {NULL}, tc2},
	{{"emv-td2", "TD2 indicates T=1, or after T=0 also T=14 or T=15", BOOK1 "8.3.3.8"},
         {NULL},
         td2},
	{{"emv-ta3", "IFSC is 10 to FE", BOOK1 "8.3.3.9"}, {NULL}, ta3},
	{{"emv-tb3", "T=1 has BWI up to 4, CWI up to 5, and 2^CWI above N + 1", BOOK1 "8.3.3.10"},
         {NULL},
         tb3},
	{{"emv-tc3", "T=1 checks by LRC", BOOK1 "8.3.3.11"}, {NULL}, tc3},
	{{"emv-tck", "TCK is there where it must be, and right", BOOK1 "8.3.4"},
         {"tck-missing", "tck-wrong"},
         NULL},
	{{0}},
};
