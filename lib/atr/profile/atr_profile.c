#include "atr/profile/atr_profile.h"

#include "atr/profile/atr_profile_emv.h"
#include "atr/profile/atr_profile_uicc.h"

#include <string.h>

#define P3 "ISO/IEC 7816-3:2006, "

/* A card must not use a reserved value. */
static const struct atr_profile_rule iso_rules[] = {
	{{"iso-length", "2 to 33 bytes", P3 "8.2.1"}, {"too-short", "too-long"}, NULL},
	{{"iso-ts", "TS 3B or 3F", P3 "8.1"}, {"ts-invalid", "ts-undecoded"}, NULL},
	{{"iso-complete", "every announced byte present", P3 "8.2"},
         {"truncated-interface", "truncated-historical"},
         NULL},
	{{"iso-ta1", "Fi and Di not reserved", P3 "8.3"},
         {"fi-reserved", "di-reserved", "fi-unusable", "di-unusable"},
         NULL},
	{{"iso-ta2", "reserved bits of TA2 0", P3 "8.3"}, {"ta2-reserved-bits"}, NULL},
	{{"iso-td1", "no T=15 in TD1", P3 "8.2.3"}, {"td1-t15"}, NULL},
	{{"iso-order", "protocols in ascending order, T=15 last", P3 "8.2.3"},
         {"protocol-order", "t15-not-last"},
         NULL},
	{{"iso-protocol", "no reserved protocol", P3 "8.2.3"}, {"protocol-reserved"}, NULL},
	{{"iso-wi", "WI not 0", P3 "10.2"}, {"wi-reserved"}, NULL},
	{{"iso-ifsc", "IFSC from 01 to FE", P3 "11.4.2"}, {"ifsc-reserved"}, NULL},
	{{"iso-bwi", "BWI up to 9", P3 "11.4.3"}, {"bwi-reserved"}, NULL},
	{{"iso-edc", "b8 to b2 of T=1's TC 0", P3 "11.4.4"}, {"edc-reserved"}, NULL},
	{{"iso-class", "class indicator not reserved", P3 "8.3"},
         {"class-reserved", "class-d"},
         NULL},
	{{"iso-spu", "first TB for T=15 not reserved", P3 "8.3"}, {"spu-reserved"}, NULL},
	{{"iso-defined", "no interface byte without a meaning", P3 "8.2.3"},
         {"t0-undefined", "t15-undefined", "repeated-byte"},
         NULL},
	{{"iso-tck", "TCK correct, and only with a protocol other than T=0", P3 "8.2.5"},
         {"tck-missing", "tck-wrong", "tck-superfluous"},
         NULL},
	{{"iso-end", "nothing after the end", P3 "8.2"}, {"extra-bytes"}, NULL},
	{{0}},
};

static bool windows_protocol(const struct atr *atr, struct atr_ruling *ruling)
{
	ruling->offset = atr->length;
	return atr_offers(atr, 0) || atr_offers(atr, 1) ||
		atr_rule_reject(ruling, "neither T=0 nor T=1 is offered");
}

/* Windows expects no TCK if T=15 follows T=0 alone. */
static bool windows_tck(const struct atr *atr, struct atr_ruling *ruling)
{
	static const char *const codes[] = {"tck-missing", "tck-wrong", NULL};
	bool t0_only = atr->protocol_count == 1 && atr_offers(atr, 0);

	return t0_only || atr_rule_problems(ruling, atr, codes);
}

#define SMCLIB "Microsoft, SmartcardUpdateCardCapabilities (smclib)"

static const struct atr_profile_rule windows_rules[] = {
	{{"windows-length", "2 to 33 bytes", "Microsoft, SCARD_ATR_LENGTH (winsmcrd.h)"},
         {"too-short", "too-long"},
         NULL},
	{{"windows-ts", "TS 3B or 3F", SMCLIB}, {"ts-invalid", "ts-undecoded"}, NULL},
	{{"windows-complete", "every announced byte present", SMCLIB},
         {"truncated-interface", "truncated-historical"},
         NULL},
	{{"windows-ta1", "Fi and Di not reserved", SMCLIB},
         {"fi-reserved", "fi-unusable", "di-reserved", "di-unusable"},
         NULL},
	{{"windows-protocol", "T=0 or T=1 offered", SMCLIB}, {NULL}, windows_protocol},
	{{"windows-tck", "TCK correct, with a protocol other than T=0", SMCLIB},
         {NULL},
         windows_tck},
	{{0}},
};

static const struct {
	const char *name;
	const struct atr_profile_rule *rules;
} profiles[ATR_PROFILE_COUNT] = {
	[ATR_PROFILE_ISO] = {"iso", iso_rules},
	[ATR_PROFILE_EMV] = {"emv", atr_profile_emv},
	[ATR_PROFILE_WINDOWS] = {"windows", windows_rules},
	[ATR_PROFILE_UICC] = {"uicc", atr_profile_uicc},
};

const char *atr_profile_name(unsigned profile)
{
	return profile < ATR_PROFILE_COUNT ? profiles[profile].name : NULL;
}

static void judge(struct atr_ruling *ruling, const struct atr_profile_rule *rule,
                  const struct atr *atr)
{
	*ruling = (struct atr_ruling){.rule = &rule->rule};
	ruling->accepted = rule->accepts != NULL ? rule->accepts(atr, ruling) :
						   atr_rule_problems(ruling, atr, rule->problems);
	if (!ruling->accepted)
		return;
	ruling->offset = 0;
	ruling->reason[0] = '\0';
}

size_t atr_profile_judge(enum atr_profile profile, const struct atr *atr,
                         struct atr_ruling rulings[ATR_RULES_MAX])
{
	const struct atr_profile_rule *rules = profiles[profile].rules;
	size_t n = 0;

	for (; n < ATR_RULES_MAX && rules[n].rule.code != NULL; n++)
		judge(&rulings[n], &rules[n], atr);
	return n;
}
