/* cards/atr_diff: what differs between the descriptions of several ATRs. */
#include "no_memory.h"
#include "report.h"

#include "cards/atr_diff.h"

static struct atr_report reports[3];
static const struct atr_report *const sides[] = {&reports[0], &reports[1], &reports[2]};

static bool describe(const char *const *atrs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		report_of(&reports[i], atrs[i]);
	return !reports[0].tree.failed && !reports[1].tree.failed && !reports[2].tree.failed;
}

/* Writes "NAME" for each row that differs, and "(NAME" for a row with a differing row below it. */
static bool compare(const void *subject, struct text *out)
{
	struct atr_diff diff = {0};
	bool good = describe(subject, LENGTH(reports));

	if (good)
		atr_diff_fill(&diff, sides, LENGTH(reports));
	for (size_t i = 0; i < diff.count; i++)
		text_printf(out, "%s%s ", diff.rows[i].differs ? "" : "(",
		            atr_diff_name(&diff, &diff.rows[i]));
	good = good && !diff.failed;
	atr_diff_free(&diff);
	for (size_t i = 0; i < LENGTH(reports); i++)
		atr_report_free(&reports[i]);
	return good;
}

static void differ_in(const char *const atrs[3], const char *names)
{
	struct text out = {0};

	text_puts(&out, "");
	assert_true(compare(atrs, &out));
	if (strstr(out.data, names) == NULL)
		fail_msg("\"%s\" is not in \"%s\"", names, out.data);
	assert_true(*names != '\0' || out.length == 0);
	text_free(&out);
}

static void what_differs(void **state)
{
	(void)state;
	differ_in((const char *[]){"3B 00", "3B 00", "3B 00"}, "");
	/* TS, and the convention that it encodes */
	differ_in((const char *[]){"3B 00", "3F 00", "3B 00"}, "(interface bytes TS ");
	/* TA1, which one of the ATRs does not have: T0 announces it */
	differ_in((const char *[]){"3B 10 18", "3B 00", "3B 10 96"}, "T0 ");
	differ_in((const char *[]){"3B 10 18", "3B 00", "3B 10 96"}, "TA1 ");
	differ_in((const char *[]){"3B 80 01 +", "3B 80 01 80", "3B 80 01 81"}, "(check byte TCK ");
}

static void without_memory(void **state)
{
	static const char *const atrs[] = {
		"3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C",
		"3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5",
		"3F 65 25 10 02 04 6C 90 00"};

	(void)state;
	no_memory(compare, atrs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_differs),
		cmocka_unit_test(without_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
