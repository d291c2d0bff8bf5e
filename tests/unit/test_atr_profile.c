#include "report.h"

#include "atr/profile/atr_profile.h"

static struct atr_report report;

/* Writes the codes of the rules that reject the ATR; returns their number. */
static size_t write_rejections(char *out, enum atr_profile profile)
{
	struct atr_ruling rulings[ATR_RULES_MAX];
	size_t count = atr_profile_judge(profile, &report.atr, rulings), n = 0;

	out[0] = '\0';
	assert_true(count > 0 && count < ATR_RULES_MAX);
	for (size_t i = 0; i < count; i++) {
		assert_true(rulings[i].offset <= report.atr.length);
		if (!rulings[i].accepted)
			n += (size_t)sprintf(out + n, "%s%s", n > 0 ? " " : "",
			                     rulings[i].rule->code);
		assert_int_equal(rulings[i].reason[0] == '\0', rulings[i].accepted);
	}
	return count;
}

/* Similar ATRs, between which the result of one rule changes. */
static const struct {
	enum atr_profile profile;
	const char *text, *rejections;
} rows[] = {
	{ATR_PROFILE_ISO, "3B 00", ""},
	{ATR_PROFILE_ISO, "3B", "iso-length"},
	{ATR_PROFILE_ISO, "3A 00", "iso-ts"},
	{ATR_PROFILE_ISO, "3B 10", "iso-complete"},
	{ATR_PROFILE_ISO, "3B 01", "iso-complete"},
	{ATR_PROFILE_ISO, "3B 90 1A 10 00", "iso-ta1"},
	{ATR_PROFILE_ISO, "3B 10 1A", "iso-ta1"}, /* reserved, even though not in force */
	{ATR_PROFILE_ISO, "3B 90 11 10 40", "iso-ta2"},
	{ATR_PROFILE_ISO, "3B 90 11 10 10", ""},
	{ATR_PROFILE_ISO, "3B 80 0F +", "iso-td1"},
	{ATR_PROFILE_ISO, "3B 80 81 00 +", "iso-order"},
	{ATR_PROFILE_ISO, "3B 80 81 8F 0E +", "iso-order"},
	{ATR_PROFILE_ISO, "3B 80 81 0E +", ""},
	{ATR_PROFILE_ISO, "3B 80 05 +", "iso-protocol"},
	{ATR_PROFILE_ISO, "3B 80 40 00", "iso-wi"},
	{ATR_PROFILE_ISO, "3B 80 40 FF", ""},
	{ATR_PROFILE_ISO, "3B 80 81 11 00 +", "iso-ifsc"},
	{ATR_PROFILE_ISO, "3B 80 81 11 FF +", "iso-ifsc"},
	{ATR_PROFILE_ISO, "3B 80 81 11 FE +", ""},
	{ATR_PROFILE_ISO, "3B 80 81 21 A5 +", "iso-bwi"},
	{ATR_PROFILE_ISO, "3B 80 81 21 95 +", ""},
	{ATR_PROFILE_ISO, "3B 80 81 41 02 +", "iso-edc"},
	{ATR_PROFILE_ISO, "3B 80 81 41 01 +", ""},
	{ATR_PROFILE_ISO, "3B 80 80 1F 05 +", "iso-class"}, /* A and C */
	{ATR_PROFILE_ISO, "3B 80 80 1F 0C +", "iso-class"}, /* D is ETSI's */
	{ATR_PROFILE_ISO, "3B 80 80 1F 07 +", ""},
	{ATR_PROFILE_ISO, "3B 80 80 2F 20 +", "iso-spu"},
	{ATR_PROFILE_ISO, "3B 80 80 2F A0 +", ""},
	{ATR_PROFILE_ISO, "3B 80 80 4F 00 +", "iso-defined"},
	{ATR_PROFILE_ISO, "3B 80 80 10 00", "iso-defined"},
	{ATR_PROFILE_ISO, "3B 80 81 91 20 11 20 +", "iso-defined"},
	{ATR_PROFILE_ISO, "3B 00 00", "iso-tck"}, /* correct, but not allowed with only T=0 */
	{ATR_PROFILE_ISO, "3B 80 01 82", "iso-tck"},
	{ATR_PROFILE_ISO, "3B 80 01", "iso-tck"},
	{ATR_PROFILE_ISO, "3B 00 01", "iso-end"},

	/* The basic ATRs of Book 1. */
	{ATR_PROFILE_EMV, "3B 60 00 00", ""},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 31 FE 45 14", ""},
	{ATR_PROFILE_EMV, "3A 60 00 00", "emv-ts emv-tb1"},
	{ATR_PROFILE_EMV, "3B 60 00 00 01", "emv-length"},
	{ATR_PROFILE_EMV, "3B 60 00 00 60", "emv-tck"}, /* correct, but not allowed with only T=0 */
	{ATR_PROFILE_EMV,
         "3B 60 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
         "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
         "emv-length"},
	{ATR_PROFILE_EMV, "3B 61 00 00", "emv-t0"},
	{ATR_PROFILE_EMV, "3B 70 14 00 00", ""}, /* keeps F 372 and D 1 */
	{ATR_PROFILE_EMV, "3B F0 13 00 00 10 00", ""},
	{ATR_PROFILE_EMV, "3B F0 14 00 00 10 00", "emv-ta1"},
	{ATR_PROFILE_EMV, "3B 40 00", "emv-tb1"},
	{ATR_PROFILE_EMV, "3B 60 01 00", "emv-tb1"},
	{ATR_PROFILE_EMV, "3B A0 00 02 +", "emv-td1"},
	{ATR_PROFILE_EMV, "3B A0 00 10 10", "emv-ta2"},
	{ATR_PROFILE_EMV, "3B A0 00 10 01", "emv-ta2"},
	{ATR_PROFILE_EMV, "3B A0 00 20 32", "emv-tb2"},
	{ATR_PROFILE_EMV, "3B A0 00 40 0A", ""},
	{ATR_PROFILE_EMV, "3B A0 00 40 0B", "emv-tc2"},
	{ATR_PROFILE_EMV, "3B A0 00 40 00", "emv-tc2"},
	{ATR_PROFILE_EMV, "3B A0 00 80 0E +", ""},
	{ATR_PROFILE_EMV, "3B A0 00 80 1F 03 +", ""},
	{ATR_PROFILE_EMV, "3B A0 00 80 05 +", "emv-td2"},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 A1 45 0F +", ""}, /* TD3 is ignored */
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 0E +", "emv-td2 emv-tb3"},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 31 10 45 +", ""},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 31 0F 45 +", "emv-ta3"},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 31 FF 45 +", "emv-ta3"},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 11 FE +", "emv-tb3"}, /* absent */
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 31 FE 55 +", "emv-tb3"},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 31 FE 46 +", "emv-tb3"},
	{ATR_PROFILE_EMV, "3B E0 00 1E 81 31 FE 45 +", ""}, /* 32 > 31 */
	{ATR_PROFILE_EMV, "3B E0 00 1F 81 31 FE 45 +", "emv-tb3"},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 31 FE 40 +", ""}, /* 1 > 0 */
	{ATR_PROFILE_EMV, "3B E0 00 00 81 31 FE 40 +", "emv-tb3"},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 71 FE 45 00 +", ""},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 71 FE 45 01 +", "emv-tc3"},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 31 FE 45", "emv-tck"},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 31 FE 45 15", "emv-tck"},

	{ATR_PROFILE_WINDOWS, "3B 80 80 01 01", ""},
	{ATR_PROFILE_WINDOWS, "", "windows-length windows-protocol"},
	{ATR_PROFILE_WINDOWS, "03 59", "windows-ts windows-protocol"},
	{ATR_PROFILE_WINDOWS, "3B 10 96", ""},
	{ATR_PROFILE_WINDOWS, "3B 10 76", "windows-ta1"},
	{ATR_PROFILE_WINDOWS, "3B 10 1A", "windows-ta1"},
	{ATR_PROFILE_WINDOWS, "3B 80 0E +", "windows-protocol"},
	{ATR_PROFILE_WINDOWS, "3B 80 80 01 00", "windows-tck"},
	{ATR_PROFILE_WINDOWS, "3B 80 80 01", "windows-tck"},
	{ATR_PROFILE_WINDOWS, "3B 80 80 1F 03 00", ""}, /* T=0 and T=15: Windows does not expect
                                                         * TCK */
	{ATR_PROFILE_WINDOWS, "3B 01", "windows-complete"},
	{ATR_PROFILE_WINDOWS, "3B 80", "windows-complete windows-protocol"},

	{ATR_PROFILE_UICC, "3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5", ""},
	{ATR_PROFILE_UICC, "3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A6",
         "uicc-iso"},
	/* Rows from here: 3B 97 TA1 80 1F TA3, and the historical bytes of a UICC. */
	{ATR_PROFILE_UICC, "3B 97 95 80 1F C7 80 31 A0 73 BE 21 13 +", ""},
	{ATR_PROFILE_UICC, "3B 97 94 80 1F 43 80 31 A0 73 BE 21 13 +", ""}, /* (512,8); A and B */
	{ATR_PROFILE_UICC, "3B 97 98 80 1F C7 80 31 A0 73 BE 21 13 +", ""}, /* (512,12) */
	{ATR_PROFILE_UICC, "3B 97 18 80 1F C7 80 31 A0 73 BE 21 13 +", "uicc-speed"},
	{ATR_PROFILE_UICC, "3B 97 93 80 1F C7 80 31 A0 73 BE 21 13 +", "uicc-speed"},
	{ATR_PROFILE_UICC, "3B 97 9F 80 1F C7 80 31 A0 73 BE 21 13 +", "uicc-speed"},
	{ATR_PROFILE_UICC, "3B 87 80 1F C7 80 31 A0 73 BE 21 13 +", "uicc-speed"},
	{ATR_PROFILE_UICC, "3B 97 96 81 1F C7 80 31 A0 73 BE 21 13 +", "uicc-protocol"},
	{ATR_PROFILE_UICC, "3B 97 96 90 00 1F C7 80 31 A0 73 BE 21 13 +", "uicc-mode"},
	{ATR_PROFILE_UICC, "3B 17 96 80 31 A0 73 BE 21 13", "uicc-class uicc-clock-stop"},
	{ATR_PROFILE_UICC, "3B 97 96 80 1F C5 80 31 A0 73 BE 21 13 +", "uicc-consecutive"},
	{ATR_PROFILE_UICC, "3B 97 96 80 1F D3 80 31 A0 73 BE 21 13 +", "uicc-consecutive"},
	{ATR_PROFILE_UICC, "3B 97 96 80 1F CC 80 31 A0 73 BE 21 13 +", ""}, /* C and D */
	{ATR_PROFILE_UICC, "3B 97 96 80 1F C0 80 31 A0 73 BE 21 13 +", "uicc-consecutive uicc-two"},
	{ATR_PROFILE_UICC, "3B 97 96 80 1F C2 80 31 A0 73 BE 21 13 +", "uicc-two"},
	{ATR_PROFILE_UICC, "3B 97 96 80 1F 07 80 31 A0 73 BE 21 13 +", "uicc-clock-stop"},
	{ATR_PROFILE_UICC, "3B 97 96 80 3F C7 A0 80 31 A0 73 BE 21 13 +", ""},
	{ATR_PROFILE_UICC, "3B 97 96 80 3F C7 20 80 31 A0 73 BE 21 13 +", "uicc-tb"},
	{ATR_PROFILE_UICC, "3B 97 96 80 3F C7 84 80 31 A0 73 BE 21 13 +", "uicc-tb"},
	{ATR_PROFILE_UICC, "3B 97 96 80 1F C7 00 31 A0 73 BE 21 13 +", "uicc-category"},
	{ATR_PROFILE_UICC, "3B 97 96 80 1F C7 80 73 BE 21 13 31 A0 +", "uicc-objects"},
	{ATR_PROFILE_UICC, "3B 93 96 80 1F C7 80 31 A0 +", "uicc-objects"},
	{ATR_PROFILE_UICC, "3B 00",
         "uicc-speed uicc-class uicc-clock-stop uicc-category uicc-objects"},
};

static void each_rule_turns_where_it_should(void **state)
{
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		char rejections[256];

		report_of(&report, rows[i].text);
		write_rejections(rejections, rows[i].profile);
		if (strcmp(rejections, rows[i].rejections) != 0)
			fail_msg("%s: \"%s\", not \"%s\"", rows[i].text, rejections,
			         rows[i].rejections);
	}
}

/* For each rule there is a row that it rejects, alone or with other rules; the rule's name starts
 * with that of its profile. */
static void every_rule_is_proved(void **state)
{
	(void)state;

	for (unsigned p = 0; p < ATR_PROFILE_COUNT; p++) {
		const char *name = atr_profile_name((enum atr_profile)p);
		struct atr_ruling rulings[ATR_RULES_MAX];
		size_t count;

		report_of(&report, "3B 00");
		count = atr_profile_judge((enum atr_profile)p, &report.atr, rulings);
		for (size_t r = 0; r < count; r++) {
			bool seen = false;

			for (size_t i = 0; i < LENGTH(rows); i++)
				seen = seen ||
					strstr(rows[i].rejections, rulings[r].rule->code) != NULL;
			if (!seen)
				fail_msg("no row rejects by %s", rulings[r].rule->code);
			assert_memory_equal(rulings[r].rule->code, name, strlen(name));
			assert_true(strlen(rulings[r].rule->source) > 0);
		}
	}
}

static void rejections_point_at_their_byte(void **state)
{
	struct atr_ruling rulings[ATR_RULES_MAX];
	size_t count;
	(void)state;

	report_of(&report, "3B E0 00 FF 81 31 0F 45 +");
	count = atr_profile_judge(ATR_PROFILE_EMV, &report.atr, rulings);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(rulings[i].offset, rulings[i].accepted ? 0 : 6);
}

static const struct {
	enum atr_profile profile;
	const char *text, *code, *reason;
} reasons[] = {
	{ATR_PROFILE_ISO, "3B 80 80 01 00", "iso-tck", NULL},
	{ATR_PROFILE_EMV, "3B 60 01 00", "emv-tb1", "TB1 is 01"},
	{ATR_PROFILE_EMV, "3B 40 00", "emv-tb1", "TB1 is absent"},
	{ATR_PROFILE_EMV, "3B E0 00 FF 81 11 FE +", "emv-tb3", "no TB for T=1"},
	{ATR_PROFILE_EMV, "3B A0 00 10 10", "emv-ta2", "TA2 is 10: F and D are implicit"},
	{ATR_PROFILE_UICC, "3B 97 9F 80 1F C7 80 31 A0 73 BE 21 13 +", "uicc-speed",
         "TA1 is 9F: Di is reserved"},
	{ATR_PROFILE_UICC, "3B 97 96 80 1F C2 80 31 A0 73 BE 21 13 +", "uicc-two", "TA3 is C2: B"},
};

/* If the rule is broken by a problem of the ATR, the reason is that problem's sentence. */
static void reasons_say_what_is_wrong(void **state)
{
	(void)state;

	for (size_t i = 0; i < LENGTH(reasons); i++) {
		struct atr_ruling rulings[ATR_RULES_MAX];
		size_t count, r = 0;

		report_of(&report, reasons[i].text);
		count = atr_profile_judge(reasons[i].profile, &report.atr, rulings);
		while (r < count && strcmp(rulings[r].rule->code, reasons[i].code) != 0)
			r++;
		assert_true(r < count);
		if (reasons[i].reason != NULL)
			assert_string_equal(rulings[r].reason, reasons[i].reason);
		assert_null(strstr(rulings[r].rule->text, rulings[r].reason));
		assert_true(rulings[r].reason[strlen(rulings[r].reason) - 1] != '.');
	}
}

static void profiles_have_names(void **state)
{
	(void)state;
	for (unsigned p = 0; p < ATR_PROFILE_COUNT; p++)
		assert_non_null(atr_profile_name(p));
	assert_string_equal(atr_profile_name(ATR_PROFILE_UICC), "uicc");
	assert_null(atr_profile_name(ATR_PROFILE_COUNT));
}

static int done(void **state)
{
	(void)state;
	atr_report_free(&report);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_turns_where_it_should),
		cmocka_unit_test(every_rule_is_proved),
		cmocka_unit_test(rejections_point_at_their_byte),
		cmocka_unit_test(reasons_say_what_is_wrong),
		cmocka_unit_test(profiles_have_names),
	};

	return cmocka_run_group_tests_name("atr_profile", tests, NULL, done);
}
