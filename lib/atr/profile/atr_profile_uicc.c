#include "atr/profile/atr_profile_uicc.h"

#include "atr/meanings.h"

#include <stdio.h>
#include <string.h>

static bool iso(const struct atr *atr, struct atr_ruling *ruling)
{
	for (size_t i = 0; i < atr->problem_count; i++) {
		const struct problem_kind *kind = atr->problems[i].kind;

		if (kind->severity == SEVERITY_ERROR)
			return atr_rule_problems(ruling, atr, (const char *[]){kind->code, NULL});
	}
	return true;
}

static bool protocol(const struct atr *atr, struct atr_ruling *ruling)
{
	(void)atr_rule_byte(ruling, atr, ATR_TD, 1);
	return atr_offers(atr, 0) || atr_rule_reject(ruling, "T=0 is not offered");
}

static bool mode(const struct atr *atr, struct atr_ruling *ruling)
{
	return atr_rule_byte(ruling, atr, ATR_TA, 2) == NULL ||
		atr_rule_reject(ruling, "TA2 is present: specific mode");
}

/* PPS may select any F up to Fi and any D up to Di (ISO/IEC 7816-3:2006, 9.3). */
static bool speed(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte(ruling, atr, ATR_TA, 1);
	unsigned ta1 = byte != NULL ? byte->value : 0x11;
	unsigned fi = atr_field_number(ATR_FIELD_FI, ta1 >> 4);
	unsigned di = atr_field_number(ATR_FIELD_DI, ta1 & 15);

	if (fi == 0 || di == 0)
		return atr_rule_reject(ruling, "TA1 is %02X: %s is reserved", ta1,
		                       fi == 0 ? "Fi" : "Di");
	if (fi >= 512 && di >= 8)
		return true;
	if (byte == NULL)
		return false;
	return atr_rule_reject(ruling, "TA1 is %02X: Fi %u, Di %u", ta1, fi, di);
}

/* Returns the class indicator, b6 to b1 of the first TA for T=15; 0 if there is none. */
static unsigned classes(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte_for(ruling, atr, ATR_TA, 15);

	return byte != NULL ? atr_field_of(ATR_FIELD_CLASSES, byte->value) : 0;
}

static bool indicated(const struct atr *atr, struct atr_ruling *ruling)
{
	(void)classes(atr, ruling);
	return atr_find_for(atr, ATR_TA, 15) != NULL;
}

/* Rejects with a reason such as "TA3 is 82: class B". */
static bool reject_classes(struct atr_ruling *ruling, unsigned classes)
{
	size_t length = strlen(ruling->reason);
	struct words words = {0};

	atr_field_text(&words, ATR_FIELD_CLASSES, classes);
	(void)snprintf(ruling->reason + length, sizeof ruling->reason - length, ": %s", words.text);
	return false;
}

/* The classes must be a range of A, B, C and D without a gap; E is reserved. No class at all is
 * rejected by the previous rule. */
static bool consecutive(const struct atr *atr, struct atr_ruling *ruling)
{
	unsigned set = classes(atr, ruling), lowest = set & (~set + 1);

	if (ruling->offset == atr->length)
		return true;
	if (set != 0 && set < 0x10 && ((set + lowest) & set) == 0)
		return true;
	return reject_classes(ruling, set);
}

static bool two(const struct atr *atr, struct atr_ruling *ruling)
{
	unsigned set = classes(atr, ruling);

	return ruling->offset == atr->length || (set & (set - 1)) != 0 ||
		reject_classes(ruling, set);
}

static bool clock_stop(const struct atr *atr, struct atr_ruling *ruling)
{
	const struct atr_interface *byte = atr_rule_byte_for(ruling, atr, ATR_TA, 15);

	if (byte != NULL && atr_field_of(ATR_FIELD_CLOCK_STOP, byte->value) == 0)
		(void)atr_rule_reject(ruling, "TA%u is %02X: clock stop is not supported",
		                      byte->index, byte->value);
	return byte != NULL && atr_field_of(ATR_FIELD_CLOCK_STOP, byte->value) != 0;
}

static const uint8_t *historical(const struct atr *atr, struct atr_ruling *ruling)
{
	ruling->offset = atr->historical.offset;
	return atr->bytes + atr->historical.offset;
}

static bool category(const struct atr *atr, struct atr_ruling *ruling)
{
	const uint8_t *bytes = historical(atr, ruling);

	if (atr->historical.length == 0)
		return atr_rule_reject(ruling, "no historical bytes");
	return bytes[0] == 0x80 || atr_rule_reject(ruling, "T1 is %02X", bytes[0]);
}

/* 31 XX, followed by 73 XX XX XX, directly after the category. */
static bool objects(const struct atr *atr, struct atr_ruling *ruling)
{
	const uint8_t *bytes = historical(atr, ruling);

	if (atr->historical.length < 2)
		return atr_rule_reject(ruling, "no data objects");
	ruling->offset++;
	if (bytes[1] != 0x31)
		return atr_rule_reject(ruling, "the first object is %02X, not 31", bytes[1]);
	if (atr->historical.length < 7)
		return atr_rule_reject(ruling, "no card capabilities after the card service data");
	ruling->offset += 2;
	return bytes[3] == 0x73 ||
		atr_rule_reject(ruling, "the second object is %02X, not 73", bytes[3]);
}

#define UICC "ETSI TS 102 221, "

const struct atr_profile_rule atr_profile_uicc[] = {
	{{"uicc-iso", "no error by ISO/IEC 7816-3", UICC "6.3"}, {NULL}, iso},
	{{"uicc-speed", "F 512 and D 8 or more within reach of PPS", UICC "6.3.2"}, {NULL}, speed},
	{{"uicc-protocol", "T=0 offered", "3GPP TS 21.111, 9"}, {NULL}, protocol},
	{{"uicc-mode", "negotiable mode after a cold reset", UICC "6.5.1"}, {NULL}, mode},
	{{"uicc-class", "the supply voltage classes indicated, by a TA for T=15", UICC "6.2.1"},
         {NULL},
         indicated},
	{{"uicc-consecutive", "consecutive classes, none reserved", UICC "6.2.1"},
         {NULL},
         consecutive},
	{{"uicc-two", "two classes or more, unless the UICC is not removable", "3GPP TS 21.111, 9"},
         {NULL},
         two},
	{{"uicc-clock-stop", "clock stop supported", UICC "6.6"}, {NULL}, clock_stop},
	{{"uicc-tb", "the first TB for T=15 as coded for a UICC", UICC "6.3.3"},
         {"spu-reserved", "spu-secured-apdu"},
         NULL},
	{{"uicc-category", "category indicator 80", UICC "6.3.1"}, {NULL}, category},
	{{"uicc-objects", "card service data, then card capabilities, as the first objects",
          UICC "6.3.1"},
         {NULL},
         objects},
	{{0}},
};
