#include "atr/profile/atr_profile_emv.h"

static bool ta1(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte(ruling, atr, ATR_TA, 1);
	const struct atr_interface *ta2 = atr_find(atr, ATR_TA, 2);

	return byte == NULL || ta2 == NULL || ta2->value & 0x10 ||
		(byte->value >= 0x11 && byte->value <= 0x13);
}

static bool tb1(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte(ruling, atr, ATR_TB, 1);

	return byte != NULL && byte->value == 0;
}

static bool td1(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte(ruling, atr, ATR_TD, 1);

	return byte == NULL || (byte->value & 15) <= 1;
}

static bool ta2(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte(ruling, atr, ATR_TA, 2);

	if (byte == NULL)
		return true;
	if (byte->value & 0x10)
		return atr_rule_reject(ruling, "TA2 is %02X: F and D are implicit", byte->value);
	if ((byte->value & 15) != atr->first_protocol)
		return atr_rule_reject(ruling,
		                       "TA2 is %02X: T=%d is not the first protocol offered",
		                       byte->value, byte->value & 15);
	return true;
}

static bool tb2(const struct atr *atr, struct atr_ruling *ruling)
{
	return atr_rule_byte(ruling, atr, ATR_TB, 2) == NULL;
}

static bool tc2(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte(ruling, atr, ATR_TC, 2);

	return byte == NULL || byte->value == 10;
}

/* Book 1 allows 1, and E after T=0. T=15, which a later edition has instead of E, is accepted
 * too. */
static bool td2(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte(ruling, atr, ATR_TD, 2);
	const struct atr_interface *before = atr_find(atr, ATR_TD, 1);
	unsigned t = byte != NULL ? byte->value & 15 : 1;

	return t == 1 || (before != NULL && (before->value & 15) == 0 && t >= 14);
}

static bool ta3(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte_for(ruling, atr, ATR_TA, 1);

	return byte == NULL || (byte->value >= 0x10 && byte->value <= 0xFE);
}

/* 2^CWI must be greater than N + 1, with N = -1 for FF. */
static bool tb3(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte_for(ruling, atr, ATR_TB, 1);
	const struct atr_interface *tc1 = atr_find(atr, ATR_TC, 1);
	int n = tc1 == NULL ? 0 : tc1->value == 255 ? -1 : tc1->value;

	if (!atr_offers(atr, 1))
		return true;
	return byte != NULL && byte->value >> 4 <= 4 && (byte->value & 15) <= 5 &&
		1 << (byte->value & 15) > n + 1;
}

static bool tc3(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte_for(ruling, atr, ATR_TC, 1);

	return byte == NULL || byte->value == 0;
}

#define BOOK1 "EMV 4.3 Book 1, "

const struct atr_profile_rule atr_profile_emv[] = {
	{{"emv-length", "at most 32 bytes after TS, and none after the end", BOOK1 "8.3"},
         {"too-long", "extra-bytes"},
         NULL},
	{{"emv-ts", "TS 3B or 3F", BOOK1 "8.3.1"},
         {"too-short", "ts-invalid", "ts-undecoded"},
         NULL},
	{{"emv-t0", "every announced byte present", BOOK1 "8.3.2"},
         {"truncated-interface", "truncated-historical"},
         NULL},
	{{"emv-ta1", "TA1 from 11 to 13 where TA2 puts it in force", BOOK1 "8.3.3.1"}, {NULL}, ta1},
	{{"emv-tb1", "TB1 present and 00 after a cold reset", BOOK1 "8.3.3.2"}, {NULL}, tb1},
	{{"emv-td1", "T=0 or T=1 in TD1", BOOK1 "8.3.3.4"}, {NULL}, td1},
	{{"emv-ta2", "TA2 absent, or for the first protocol at Fi and Di of TA1", BOOK1 "8.3.3.5"},
         {NULL},
         ta2},
	{{"emv-tb2", "TB2 absent", BOOK1 "8.3.3.6"}, {NULL}, tb2},
	{{"emv-tc2", "TC2 absent or 0A", BOOK1 "8.3.3.7"}, {NULL}, tc2},
	{{"emv-td2", "T=1 in TD2, or T=14 or T=15 after T=0", BOOK1 "8.3.3.8"}, {NULL}, td2},
	{{"emv-ta3", "IFSC from 10 to FE", BOOK1 "8.3.3.9"}, {NULL}, ta3},
	{{"emv-tb3", "BWI up to 4, CWI up to 5 and 2^CWI above N + 1 for T=1", BOOK1 "8.3.3.10"},
         {NULL},
         tb3},
	{{"emv-tc3", "LRC for T=1", BOOK1 "8.3.3.11"}, {NULL}, tc3},
	{{"emv-tck", "TCK correct, and only with a protocol other than T=0", BOOK1 "8.3.4"},
         {"tck-missing", "tck-wrong", "tck-superfluous"},
         NULL},
	{{0}},
};
