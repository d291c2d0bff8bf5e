/* Each problem of card lists, present and absent; and the result of fixing it. */
#include "cards/lint/cardlist_lint.h"

#include "no_memory.h"

struct told {
	char text[4096]; /* "line:column code" lines */
	size_t length;
	unsigned mendable;
};

static void tell(void *self, unsigned line, unsigned column, const struct problem *problem)
{
	struct told *told = self;

	told->length +=
		(size_t)snprintf(told->text + told->length, sizeof told->text - told->length,
	                         "%u:%u %s\n", line, column, problem->kind->code);
	assert_true(told->length < sizeof told->text);
	told->mendable += list_problem_is_fixable(problem->kind);
}

static void lint(struct told *told, const char *text, size_t length)
{
	const struct cardlist_report report = {told, tell};

	*told = (struct told){.length = 0};
	assert_true(cardlist_lint(text, length, &report));
}

#define HEAD "# head\n\n"
#define ONE "3B 00\n\tfirst\n"
#define TWO "3B 65 00 00 41 42 43 44 45\n\tsecond\n"

/* A list, its problems, and the fixed list; NULL if fixing changes nothing. */
static const struct {
	const char *list, *findings, *mended;
} cases[] = {
	{"", "", NULL},
	{HEAD ONE "\n" TWO, "", NULL},
	{HEAD "# of one\n" ONE "\n# apart\n\n" TWO "\n# foot\n", "", NULL},
	{"\xEF\xBB\xBF" ONE, "1:1 bom\n", ONE},
	{ONE "\n\xEF\xBB\xBF# joined\n" TWO, "4:1 bom\n", ONE "\n# joined\n" TWO},
	{"3B 00\r\n\tfirst\r\n", "1:6 cr-lf\n", ONE},
	{"3B 00 \n\tfirst\t \n", "1:6 trailing-blank\n2:7 trailing-blank\n", ONE},
	{ONE " \t\n" TWO, "3:1 trailing-blank\n", ONE "\n" TWO},
	{"\n" ONE, "1:1 blank-lines\n", ONE},
	{ONE "\n\n\n" TWO, "4:1 blank-lines\n", ONE "\n" TWO},
	{ONE "\n", "3:1 blank-lines\n", ONE},
	{ONE TWO, "3:1 no-blank-line\n", ONE "\n" TWO},
	{ONE "# of two\n" TWO, "4:1 no-blank-line\n", ONE "\n# of two\n" TWO},
	{ONE "# foot\n", "3:1 no-blank-line\n", ONE "\n# foot\n"},
	{"3B 00\n\tfirst", "2:7 no-newline\n", ONE},
	{"3B 00\n\n\tfirst\n", "3:1 blank-inside\n", ONE},
	{"3B 00\n# a\n\tfirst\n", "3:1 comment-inside\n", "# a\n" ONE},
	{HEAD "# b\n3B 00\n\tfirst\n# a\n\tmore\n", "7:1 comment-inside\n",
         HEAD "# b\n# a\n3B 00\n\tfirst\n\tmore\n"},
	{"3B 00\n  first\n", "2:1 text-indent\n", ONE},
	{"3B 00\n\t first\n", "2:1 text-indent\n", ONE},
	{"3B 00\n\tfirst\n\tother\n\tfirst\n", "4:1 text-repeated\n", "3B 00\n\tfirst\n\tother\n"},
	{"3B 00\n\tfirst\n\t......\n\t......\n", "", NULL},
	{"  3B 00\n\tfirst\n", "1:1 atr-indent\n", ONE},
	{"3b 00\n\tfirst\n", "1:2 atr-case\n", ONE},
	{"3B00\n\tfirst\n", "1:3 atr-spacing\n", ONE},
	{"3B  00\n\tfirst\n", "1:4 atr-spacing\n", ONE},
	{"3B\t00\n\tfirst\n", "1:3 atr-spacing\n", ONE},
	{"3B:00\n\tfirst\n", "1:3 atr-spacing\n", ONE},
	{"3b 0[a-f]  ..\n\tfirst\n", "1:2 atr-case\n1:11 atr-spacing\n", "3B 0[A-F] ..\n\tfirst\n"},
	{"3B  *\n\tfirst\n", "1:1 pattern-never\n", NULL},
	{TWO "\n" ONE, "4:1 atr-order\n", ONE "\n" TWO},
	{HEAD "# of two\n" TWO "\n# of one\n" ONE "\n# foot\n", "8:1 atr-order\n",
         HEAD "# of one\n" ONE "\n# of two\n" TWO "\n# foot\n"},
	{ONE "\n# again\n3B00\n\tfirst\n\tmore\n", "5:1 atr-twice\n5:3 atr-spacing\n",
         "# again\n3B 00\n\tfirst\n\tmore\n"},

	{"3B 00\n\tf\xFFrst\n", "2:3 not-utf8\n", NULL},
	{"3B 00\n\tf\x1Brst\n", "2:3 control\n", NULL},
	{"3B 00\n\tf\xE2\x80\xAErst\n", "2:3 control\n", NULL},
	{"3B 00\n\tf\xC3\xBCr\tst\n", "", NULL},
	{"3B 00\n", "1:1 no-text\n", NULL},
	{"3B 00\n\teID\n", "2:2 text-short\n", NULL},
	{"\tnobody\n\n" ONE, "1:1 text-alone\n", NULL},
	{"3B 6..0\n\tfirst\n", "1:1 pattern-never\n", NULL},
	{"3B 0[1 2\n\tfirst\n", "1:5 pattern-open\n", NULL},
	{"3B 0Z\n\tfirst\n", "1:5 atr-unknown\n", NULL},
	{"3B (00|01)\n\tfirst\n", "1:4 pattern-group\n", NULL},
	{"3B 0[]\n\tfirst\n", "1:5 pattern-empty-set\n", NULL},
	{"3B 0[4-2]\n\tfirst\n", "1:7 pattern-range\n", NULL},
	{"3B .**\n\tfirst\n", "1:6 pattern-repeat\n", NULL},
	{"3B .{2\n\tfirst\n", "1:5 pattern-count\n", NULL},
	{"3B 0\n\tfirst\n", "1:4 atr-odd\n", NULL},
	{"3B 65 00 .. 41\n\tfirst\n", "1:1 pattern-length\n", NULL},
	{"3B 65 00 .. 41 .. 43 44 45\n\tfirst\n", "", NULL},
	{"3B 6. 00 .. 41\n\tfirst\n", "", NULL},
	{"3B 80 .. 41\n\tfirst\n", "", NULL},
	{"3B 65 00 .*\n\tfirst\n", "", NULL},
	{"3B 00 .. .*\n\tfirst\n", "1:1 pattern-length\n", NULL},
	{"3. 00\n\tfirst\n\tmore\n\n3B 00\n\tmore\n", "5:1 adds-nothing\n", NULL},
	{"3. 00\n\tfirst\n\tmore\n\n3B 00\n\tnews\n\tmore\n", "", NULL},
	{"3. 01\n\tfirst\n\n3B 00\n\tfirst\n", "1:1 pattern-length\n", NULL},
	/* its texts are in two patterns; the last pattern with its text does not match it */
	{".B 00\n\tmore\n\n3. 00\n\tfirst\n\n3B 00\n\tfirst\n\tmore\n", "", NULL},
	{"3. 00\n\tfirst\n\n3. 01 ..\n\tfirst\n\n3B 00\n\tfirst\n", "7:1 adds-nothing\n", NULL},
	/* exact ATRs that are invalid, at the offending byte */
	{"3B\n\tfirst\n", "1:3 too-short\n", NULL},
	{"3B 65 00 00 41\n\tfirst\n", "1:15 truncated-historical\n", NULL},
	{"3B 80 81\n\tfirst\n", "1:9 truncated-interface\n", NULL},
	{"3B 80 01\n\tfirst\n", "1:9 tck-missing\n", NULL},
	{"3b8001 80\n\tfirst\n", "1:2 atr-case\n1:3 atr-spacing\n1:8 tck-wrong\n",
         "3B 80 01 80\n\tfirst\n"},
	{"3B 00 00\n\tfirst\n", "1:7 tck-superfluous\n", NULL},
	{"3B 00 3B\n\tfirst\n", "1:7 extra-bytes\n", NULL},
	{"00 00\n\tfirst\n", "1:1 ts-invalid\n", NULL},
};

static void test_cases(void **state)
{
	struct told told;

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		const char *list = cases[i].list, *findings = cases[i].findings;
		const char *mended = cases[i].mended != NULL ? cases[i].mended : list;
		struct text out = {0};

		lint(&told, list, strlen(list));
		assert_string_equal(told.text, findings);
		assert_int_equal(told.mendable > 0, cases[i].mended != NULL);
		assert_true(cardlist_fix(list, strlen(list), &out));
		assert_string_equal(out.data != NULL ? out.data : "", mended);
		lint(&told, mended, strlen(mended));
		assert_int_equal(told.mendable, 0);
		text_free(&out);
	}
}

static void test_nul(void **state)
{
	static const char list[] = "3B 00\n\tfi\0rst\n";
	struct told told;

	(void)state;
	lint(&told, list, sizeof list - 1);
	assert_string_equal(told.text, "2:4 nul\n");
}

static void test_too_long(void **state)
{
	struct text list = {0};
	struct told told;

	(void)state;
	for (unsigned i = 0; i < 256; i++)
		text_puts(&list, "3B ");
	list.data[list.length - 1] = '\n';
	text_puts(&list, "\tfirst\n");
	lint(&told, list.data, list.length);
	assert_string_equal(told.text, "1:766 atr-too-long\n");
	text_free(&list);
}

static void find_case(const char *code)
{
	/* These have tests of their own. */
	bool seen = strcmp(code, "nul") == 0 || strcmp(code, "atr-too-long") == 0;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		char wanted[64];

		(void)snprintf(wanted, sizeof wanted, " %s\n", code);
		seen = seen || strstr(cases[i].findings, wanted) != NULL;
	}
	if (!seen)
		fail_msg("no case has %s", code);
}

/* Every code is in a case above, and all codes differ. */
static void test_kinds(void **state)
{
	(void)state;
	for (const struct problem_kind *kind = list_problem_kinds; kind->code != NULL; kind++) {
		find_case(kind->code);
		for (const struct problem_kind *other = list_problem_kinds; other < kind; other++)
			assert_string_not_equal(kind->code, other->code);
	}
}

/* Many entries with the same key, text or pattern: still fast, and nothing is lost. */
static void test_many(void **state)
{
	enum { COUNT = 20000 };
	struct text list = {0}, out = {0};
	size_t texts = 0;

	(void)state;
	for (unsigned i = 0; i < COUNT; i++)
		text_printf(&list, "3B 0. .* %02X\n\tsame\n\n3B 00\n\tsame\n\tnumber %u\n\n",
		            i % 256, i);
	assert_false(list.failed);
	assert_true(cardlist_fix(list.data, list.length, &out));
	for (const char *at = out.data; (at = strstr(at, "\tnumber ")) != NULL; at++)
		texts++;
	assert_int_equal(texts, COUNT);
	assert_null(strstr(strstr(out.data, "3B 00\n") + 1, "3B 00\n"));
	text_free(&list);
	text_free(&out);
}

static void put_finding(void *self, unsigned line, unsigned column, const struct problem *problem)
{
	text_printf(self, "%u:%u %s\n", line, column, problem->kind->code);
}

static bool lint_and_fix(const void *subject, struct text *out)
{
	const char *list = subject;
	const struct cardlist_report report = {out, put_finding};

	return cardlist_lint(list, strlen(list), &report) && cardlist_fix(list, strlen(list), out);
}

/* Problems of each kind, and more patterns, entries and texts than initially allocated. */
static void test_no_memory(void **state)
{
	struct text list = {0};

	(void)state;
	for (unsigned i = 0; i < 40; i++)
		text_printf(&list, "3B0. .* %02X\n\tcard %u\n\tsame\n\tsame\n", i, i);
	for (size_t i = 0; i < LENGTH(cases); i++)
		text_puts(&list, cases[i].list);
	no_memory(lint_and_fix, list.data);
	text_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),    cmocka_unit_test(test_nul),
		cmocka_unit_test(test_too_long), cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_many),     cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
