/* What --check reports, and what it accepts. */
#include "no_memory.h"

#include "base/bytes.h"
#include "script/lint/lint.h"
#include "script/parse/parse.h"

static bool lint_again(const void *subject, struct text *out)
{
	const char *text = subject;
	struct script script = {0};
	struct parser *parser = parse_new(&script, "x", NULL);
	struct lint lint = {0};
	struct atr atr;

	bool good = parser != NULL && parse_text(parser, text, strlen(text));
	atr_parse(&atr, (const uint8_t *)"\x3B", 2);
	if (good)
		lint_script(&lint, &script, &atr);
	for (size_t i = 0; i < lint.count; i++)
		text_printf(out, "%u %s %s\n", (unsigned)lint.findings[i].line,
		            lint_code_name(lint.findings[i].code), lint.findings[i].text);
	good = good && !lint.failed;
	parse_free(&parser);
	lint_free(&lint);
	script_free(&script);
	return good;
}

/* Compares the findings with "line:column code" of each, separated by blanks. */
static void finds_with(const char *text, const char *atr_hex, const char *expected)
{
	struct script script = {0};
	struct parser *parser = parse_new(&script, "x", NULL);
	struct lint lint = {0};
	struct text got = {0};
	struct atr atr;
	uint8_t bytes[33];

	assert_non_null(parser);
	if (!parse_text(parser, text, strlen(text)))
		fail_msg("%s: %s", text, script.errors[0].text);
	parse_free(&parser);
	if (atr_hex != NULL) {
		struct hex_result read = hex_read(atr_hex, strlen(atr_hex), bytes, sizeof bytes);

		atr_parse(&atr, bytes, read.count);
	}
	lint_script(&lint, &script, atr_hex == NULL ? NULL : &atr);
	assert_false(lint.failed);
	for (size_t i = 0; i < lint.count; i++)
		text_printf(&got, "%s%u:%u %s", i > 0 ? " " : "", (unsigned)lint.findings[i].line,
		            (unsigned)lint.findings[i].column,
		            lint_code_name(lint.findings[i].code));
	assert_string_equal(got.data == NULL ? "" : got.data, expected);
	no_memory(lint_again, text);
	text_free(&got);
	lint_free(&lint);
	script_free(&script);
}

static void finds(const char *text, const char *expected)
{
	finds_with(text, NULL, expected);
}

static void lc_against_data(void **state)
{
	(void)state;
	finds("00 A4 00 00 02 3F 00", "");
	finds("00 A4 00 00 02 3F 00 00", "");
	finds("00 A4 00 00 03 3F 00", "1:1 lc");
	finds("\n  00 A4 00 00 02 3F 00 00 00", "2:3 lc");
	finds("00 A4 00", "1:1 short-apdu");
	finds("00 A4 00 00", "");
	finds("set x = 01\n00 A4 00 00 05 $x", ""); /* the value is not known before the script
	                                             * runs */
	finds("! A4 00 00 : 3F00", "");
}

static void le_missing_or_doubtful(void **state)
{
	(void)state;
	finds("00 B0 00 00", "1:1 no-le");
	finds("! B0 00 00", "1:1 no-le");
	finds("! B0 00 00 /", "");
	finds("! CA 00 66 / 00", "");
	finds("! A4 00 04 : 3F00", ""); /* SELECT may request no response data */
	finds("00 20 00 01 08", "1:1 le");
	finds("00 D6 00 00 08", "1:1 le");
	finds("00 20 00 01", ""); /* queries the number of tries left */
	finds("! D6 00 00 : 01 / 00", "1:1 le");
	finds("! D6 00 00 : 01", "");
}

static void extended_lengths(void **state)
{
	/* card capabilities 73 xx xx C0 and 80: with and without b7 (ISO/IEC 7816-4:2005, table
	 * 88) */
	static const char *with = "3BDA18FF81B1FE751F030031F573C001600090001C";
	static const char *without = "3BDA18FF81B1FE751F030031F573C001A00090001C";
	static const char *text = "! 00 B0 00 00 / 0000";
	char long_data[700] = "tlv off  \n! D6 00 00 : ";

	(void)state;
	memset(long_data + strlen(long_data), 'A', 2 * 256);
	finds(text, "");
	finds_with(text, with, "");
	finds_with(text, without, "1:1 extended");
	finds_with(text, "3B00", ""); /* for T=0 it is sent as a short APDU */
	finds_with("00 B0 00 00 00 00 00", "3B00", "1:1 extended");
	finds_with("00 B0 00 00 00 00 00", with, "");
	finds_with(long_data, "3B00", "2:1 extended");
	finds_with(long_data, with, "");
	finds_with(long_data, without, "2:1 extended");
	memcpy(long_data, "chain on ", 9);
	finds_with(long_data, "3B00", "");
	finds_with(long_data, without, "");
	memcpy(long_data, "chain off", 9);
	finds_with(long_data, "3B00", "2:1 extended");
	finds_with("! 00 B0 00 00 / 00", "3B00", "");
}

static void lines_that_never_run(void **state)
{
	(void)state;
	finds("exit\n00A40000\n00A40001", "2:1 unreachable");
	finds("00A40000\nif 9000\nexit\n00A40000\nelse\n00A40001\nend\n00A40002",
	      "4:1 unreachable");
	finds("repeat 0\n00A40000\nend\n00A40001", "2:1 unreachable");
	finds("00A40000\nif 9000\nexit\nelse\nexit 1\nend\n00A40001\n00A40002", "7:1 unreachable");
	finds("00A40000\nif 9000\nexit\nelse\n00A40001\nend\n00A40002", "");
	finds("00A40000\nif 9000\n00A40001\nelse\nexit\nend\n00A40002", "");
	finds("00A40000\nif 9000\nexit\nend\nif 6A82\n00A40001\nelse\nexit\nend\n00A40002", "");
	finds("00A40000\nrepeat 2\nif 9000\nexit\nelse\nexit\nend\n00A40001\nend\n00A40002",
	      "8:1 unreachable");
	finds("00A40000\nrepeat 2\nif 6A83\nexit 0\nend\nend\n", "");
	finds("exit\n", "");
}

static void variables_without_a_value(void **state)
{
	(void)state;
	finds("echo $x $x", "1:1 unset");
	finds("set x = 00\necho $x", "");
	finds("echo $atr", "");
	finds("echo $sw", "1:1 unset");
	finds("00A40000\necho $sw $sw1 $sw2 $data", "");
	finds("repeat 2 n\n!A40000:$n\nend", "");
	finds("pin p\n!A40000:$p\nask q\nenv R\necho $q $R", "");
	finds("control 1 $x", "1:1 unset");
	finds("!$x / $y", "1:1 unset 1:1 unset");
	finds("if 9000\n00A40000\nend\nif 9000\nend", "1:1 unset");
	finds("repeat 2\nif 9000\nend\n00A40000\nend", "2:1 unset");
}

static void expectations_that_nothing_meets(void **state)
{
	(void)state;
	finds("00A40000 (9000,61XX,6CXX,XXXX)", "");
	finds("00A40000 (6000)", "1:1 never");
	finds("00A40000 (5XXX)", "1:1 never");
	finds("00A40000\nif 8000\nend", "2:1 never");
	finds("00B0000002 [1234]", "");
	finds("00B0000002 [123456]", "1:1 never");
	finds("00B0000002 [12345*]", "1:1 never");
	finds("00B0000002 [1234*]", "");
	finds("00A40000 [01]", "1:1 never");
	finds("auto on\n00A40000023F00 [01]", ""); /* by GET RESPONSE */
	finds("00A40000 [] <1ms", "");
	finds("00A40000 <0ms", "1:1 never");
}

static void files_that_are_written(void **state)
{
	(void)state;
	finds("write $atr a", "1:1 writes");
	finds("write $atr \"a b/c..d/..e\"", "1:1 writes");
	finds("write $atr /a", "1:1 writes 1:1 refused");
	finds("write $atr ../a", "1:1 writes 1:1 refused");
	finds("write $atr a/../b", "1:1 writes 1:1 refused");
	finds("write $atr a/..", "1:1 writes 1:1 refused");
	finds("write $x a", "1:1 unset 1:1 writes");
	finds("pin P\nwrite $P a", "2:1 writes 2:1 refused");
	finds("env P secret\nset Q = 00 $P\nwrite $Q a", "3:1 writes 3:1 refused");
	finds("env P secret\nset P = 00\nwrite $P a", "3:1 writes");
	finds("env P\nwrite $P[0,1] a", "2:1 writes");
}

static void pins_at_stake(void **state)
{
	struct script script = {0};
	struct parser *parser = parse_new(&script, "x", NULL);
	struct lint lint = {0};
	static const char *const others[] = {
		"!26 00 01 : 31",
		"!A0 28 00 01 : 31",
		"!80 24 00 81 : 31",
		"!00 2C 00 01 : 31",
		"!00 C2 00 00 : 00 20 00 01 01 31",
	};
	static const char text[] = "repeat 2\nrepeat 3\n!20 00 01 : \"1234\"\nend\nend\n";

	(void)state;
	finds("00200001", "");
	finds("0020000101 31", "1:1 pin 1:1 secret");
	for (size_t i = 0; i < LENGTH(others); i++)
		finds(others[i], "1:1 pin 1:1 secret");
	finds("B0420100 04 31323334", "1:1 pin 1:1 secret"); /* MUSCLE: the PIN's number is P1 */
	finds("pin p\n!26 00 02 : $p", "2:1 pin");
	finds("pin p\n!2C 00 02 : $p", "2:1 pin");
	assert_true(parse_text(parser, text, sizeof text - 1));
	lint_script(&lint, &script, NULL);
	assert_int_equal(lint.count, 2);
	assert_string_equal(lint.findings[0].text, "VERIFY risks 6 tries of reference 01");
	parse_free(&parser);
	lint_free(&lint);
	script_free(&script);
}

/* A key has no tries. */
static void secrets_in_the_script(void **state)
{
	(void)state;
	finds("!FF 82 00 00 : 112233445566", "1:1 secret");
	finds("!00 DA 00 D5 : 00112233445566778899AABBCCDDEEFF", "1:1 secret");
	finds("!80 D8 00 81 : 01 88 01 11", "1:1 secret");
	finds("control 1 0020008104 31323334", "1:1 secret");
	finds("control 1 6F09000000 00 00 00 0000 0020008104 31323334", "1:1 secret");
	finds("control 3400", "");
	finds("env K hex secret\n!FF 82 00 00 : $K", "");
	finds("!00 A4 04 00 : A000000003", "");
	finds("00 20 00 81 31323334", "1:1 lc 1:1 pin 1:1 secret");
}

static void a_ber_length_is_no_lc(void **state)
{
	struct text text = {0};

	(void)state;
	finds("00 D6 00 00 { 01 02 }", "");
	text_puts(&text, "00 D6 00 00 { ");
	for (int i = 0; i < 128; i++)
		text_puts(&text, "AA");
	text_puts(&text, " }");
	finds(text.data, "1:1 length-as-lc");
	text_free(&text);
}

/* More than Lc can express (ISO/IEC 7816-3, 12.1). */
static void too_much_data(void **state)
{
	struct text text = {0};

	(void)state;
	text_puts(&text, "! D6 00 00 : ");
	for (size_t i = 0; i < 65536; i++)
		text_puts(&text, "AA");
	finds(text.data, "1:1 lc");
	text_free(&text);
}

static void every_code_has_a_name(void **state)
{
	(void)state;
	assert_true(lint_is_remark(LINT_PIN));
	assert_true(lint_is_remark(LINT_SECRET));
	assert_true(lint_is_remark(LINT_WRITES));
	assert_false(lint_is_remark(LINT_REFUSED));
	assert_false(lint_is_remark(LINT_LC));
	for (int i = 0; i < LINT_CODE_COUNT; i++)
		assert_non_null(lint_code_name((enum lint_code)i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lc_against_data),
		cmocka_unit_test(le_missing_or_doubtful),
		cmocka_unit_test(extended_lengths),
		cmocka_unit_test(lines_that_never_run),
		cmocka_unit_test(variables_without_a_value),
		cmocka_unit_test(expectations_that_nothing_meets),
		cmocka_unit_test(files_that_are_written),
		cmocka_unit_test(pins_at_stake),
		cmocka_unit_test(secrets_in_the_script),
		cmocka_unit_test(a_ber_length_is_no_lc),
		cmocka_unit_test(too_much_data),
		cmocka_unit_test(every_code_has_a_name),
	};

	return cmocka_run_group_tests_name("lint", tests, NULL, NULL);
}
