#include "atr/atr_profile.h"

#include "atr/atr_profile_emv.h"

#include <string.h>

#define P3 "ISO/IEC 7816-3:2006, "

static const struct atr_profile_rule iso_rules[] = {
	{{"iso-length", "2 to 33 bytes", P3 "8.2.1"}, {"too-short", "too-long"}, NULL},
	{{"iso-ts", "TS is 3B or 3F", P3 "8.1"}, {"ts-invalid", "ts-undecoded"}, NULL},
	{{"iso-complete", "all bytes that are announced are there", P3 "8.2"},
         {"truncated-interface", "truncated-historical"},
         NULL},
	{{"iso-ta1", "Fi and Di that hold at once are not reserved", P3 "8.3"},
         {"fi-unusable", "di-unusable"},
         NULL},
	{{"iso-td1", "TD1 does not indicate T=15", P3 "8.2.3"}, {"td1-t15"}, NULL},
	{{"iso-tck", "TCK is there where it must be, and right", P3 "8.2.5"},
         {"tck-missing", "tck-wrong"},
         NULL},
	{{"iso-end", "nothing stands after the end", P3 "8.2"},
         {"extra-bytes", "tck-superfluous"},
         NULL},
	{{0}},
};

static bool windows_protocol(const struct atr *atr, size_t *offset)
{
	*offset = atr->length;
	return atr_offers(atr, 0) || atr_offers(atr, 1);
}

#define SMCLIB "Microsoft, SmartcardUpdateCardCapabilities (smclib)"

static const struct atr_profile_rule windows_rules[] = {
	{{"windows-length", "2 to 33 bytes", "Microsoft, SCARD_ATR_LENGTH (winsmcrd.h)"},
         {"too-short", "too-long"},
         NULL},
	{{"windows-ts", "TS is 3B or 3F", SMCLIB}, {"ts-invalid", "ts-undecoded"}, NULL},
	{{"windows-ta1", "Fi and Di are not reserved", SMCLIB},
         {"fi-reserved", "fi-unusable", "di-reserved", "di-unusable"},
         NULL},
	{{"windows-protocol", "T=0 or T=1 is offered", SMCLIB}, {NULL}, windows_protocol},
	{{"windows-tck", "the check byte is right", SMCLIB}, {"tck-missing", "tck-wrong"}, NULL},
	{{0}},
};

static bool uicc_error_free(const struct atr *atr, size_t *offset)
{
	for (size_t i = 0; i < atr->problem_count; i++) {
		*offset = atr->problems[i].offset;
		if (atr->problems[i].kind->severity == SEVERITY_ERROR)
			return false;
	}
	return true;
}

static bool uicc_class(const struct atr *atr, size_t *offset)
{
	*offset = atr->length;
	return atr_find_for(atr, ATR_TA, 15) != NULL;
}

static bool uicc_category(const struct atr *atr, size_t *offset)
{
	*offset = atr->historical.offset;
	return atr->historical.length > 0 && atr->bytes[atr->historical.offset] == 0x80;
}

/* 31 XX, then 73 XX XX XX, at once after the category. */
static bool uicc_objects(const struct atr *atr, size_t *offset)
{
	const uint8_t *historical = atr->bytes + atr->historical.offset;

	*offset = atr->historical.offset + (atr->historical.length > 1 ? 1u : 0u);
	return atr->historical.length >= 7 && historical[1] == 0x31 && historical[3] == 0x73;
}

#define UICC "ETSI TS 102 221, "

static const struct atr_profile_rule uicc_rules[] = {
	{{"uicc-iso", "no error by ISO/IEC 7816-3", UICC "6.3"}, {NULL}, uicc_error_free},
	{{"uicc-class", "the voltage classes are indicated, by a TA for T=15", UICC "6.2.1"},
         {NULL},
         uicc_class},
	{{"uicc-category", "the category indicator is 80", UICC "6.3.1"}, {NULL}, uicc_category},
	{{"uicc-objects", "card service data and card capabilities come first, in that order",
          UICC "6.3.1"},
         {NULL},
         uicc_objects},
	{{0}},
};

static const struct {
	const char *name;
	const struct atr_profile_rule *rules;
} profiles[ATR_PROFILE_COUNT] = {
	[ATR_PROFILE_ISO] = {"iso", iso_rules},
	[ATR_PROFILE_EMV] = {"emv", atr_profile_emv},
	[ATR_PROFILE_WINDOWS] = {"windows", windows_rules},
	[ATR_PROFILE_UICC] = {"uicc", uicc_rules},
};

const char *atr_profile_name(enum atr_profile profile)
{
	return profiles[profile].name;
}

bool atr_profile_find(const char *name, enum atr_profile *profile)
{
	for (unsigned i = 0; i < ATR_PROFILE_COUNT; i++) {
		if (strcmp(profiles[i].name, name) != 0)
			continue;
		*profile = (enum atr_profile)i;
		return true;
	}
	return false;
}

/* The first problem that has one of the codes, or NULL. */
static const struct problem *find_problem(const struct atr *atr, const char *const *codes)
{
	for (size_t i = 0; i < atr->problem_count; i++)
		for (size_t c = 0; c < ATR_RULE_CODES && codes[c] != NULL; c++)
			if (strcmp(atr->problems[i].kind->code, codes[c]) == 0)
				return &atr->problems[i];
	return NULL;
}

static bool ask(const struct atr_profile_rule *rule, const struct atr *atr, size_t *offset)
{
	const struct problem *problem;

	if (rule->accepts != NULL)
		return rule->accepts(atr, offset);
	problem = find_problem(atr, rule->problems);
	if (problem != NULL)
		*offset = problem->offset;
	return problem == NULL;
}

size_t atr_profile_judge(enum atr_profile profile, const struct atr *atr,
                         struct atr_ruling rulings[ATR_RULES_MAX])
{
	const struct atr_profile_rule *rules = profiles[profile].rules;
	size_t n = 0;

	for (; n < ATR_RULES_MAX && rules[n].rule.code != NULL; n++) {
		struct atr_ruling *ruling = &rulings[n];

		*ruling = (struct atr_ruling){.rule = &rules[n].rule};
		ruling->accepted = ask(&rules[n], atr, &ruling->offset);
		if (ruling->accepted)
			ruling->offset = 0;
	}
	return n;
}

bool atr_profile_accepts(enum atr_profile profile, const struct atr *atr)
{
	struct atr_ruling rulings[ATR_RULES_MAX];
	size_t count = atr_profile_judge(profile, atr, rulings);

	for (size_t i = 0; i < count; i++)
		if (!rulings[i].accepted)
			return false;
	return true;
}
