/* Scripts of other programs: what each construct becomes in our language, which lines are reported,
 * and that the result can be parsed. */
#include "conversions.h"
#include "printed.h"

#include "script/parse/parse.h"

#include <stdbool.h>

static bool parse(struct script *script, const struct text *text)
{
	struct parser *parser = parse_new(script, "x", NULL);

	assert_non_null(parser);
	bool ok = parse_text(parser, text->data == NULL ? "" : text->data, text->length);
	parse_free(&parser);
	return ok;
}

/* The source is converted to this text, which can be parsed, and whose printed form parses to the
 * same. */
static void becomes(const struct dialect_row *dialect, const char *source, const char *wanted)
{
	struct conversion conversion = {0};
	struct script script = {0}, again = {0};
	struct text printed = {0}, twice = {0};

	if (!dialect_read(&(struct dialect_request){dialect, 0, false}, source, strlen(source),
	                  &conversion))
		fail_msg("\"%s\": %zu: %s", source, conversion.problems[0].line,
		         conversion.problems[0].text);
	assert_string_equal(conversion.text.data == NULL ? "" : conversion.text.data, wanted);
	converts_without_memory((struct dialect_request){dialect, 0, false}, source);
	if (!parse(&script, &conversion.text))
		fail_msg("\"%s\": %zu: %s", wanted, script.errors[0].position.line,
		         script.errors[0].text);
	print_script(&printed, &script);
	assert_true(parse(&again, &printed));
	print_script(&twice, &again);
	assert_int_equal(script.count, again.count);
	if (printed.length > 0)
		assert_string_equal(printed.data, twice.data);
	text_free(&printed);
	text_free(&twice);
	script_free(&script);
	script_free(&again);
	conversion_free(&conversion);
}

static void refused(const struct dialect_row *dialect, const char *source, size_t line,
                    const char *part)
{
	struct conversion conversion = {0};

	if (dialect_read(&(struct dialect_request){dialect, 0, false}, source, strlen(source),
	                 &conversion))
		fail_msg("\"%s\" is taken as \"%s\"", source, conversion.text.data);
	assert_true(conversion.problem_count > 0);
	const struct dialect_problem *problem = &conversion.problems[0];
	if (problem->line != line || strstr(problem->text, part) == NULL)
		fail_msg("\"%s\": %zu \"%s\"", source, problem->line, problem->text);
	assert_int_equal(problem->severity, SEVERITY_ERROR);
	converts_without_memory((struct dialect_request){dialect, 0, false}, source);
	conversion_free(&conversion);
}

static void warned(const struct dialect_row *dialect, const char *source, size_t line,
                   const char *part)
{
	struct conversion conversion = {0};

	assert_true(dialect_read(&(struct dialect_request){dialect, 0, false}, source,
	                         strlen(source), &conversion));
	assert_int_equal(conversion.problem_count, 1);
	assert_int_equal(conversion.problems[0].severity, SEVERITY_WARNING);
	assert_int_equal(conversion.problems[0].line, line);
	assert_non_null(strstr(conversion.problems[0].text, part));
	conversion_free(&conversion);
}

static bool read_as(const char *name, struct span text, struct conversion *conversion)
{
	return dialect_read(&(struct dialect_request){dialect_find(name), 0, false}, text.text,
	                    text.length, conversion);
}

/* Statement number index comes from these lines of the source. */
static void stands(const struct dialect_row *dialect, const char *source, size_t index, size_t line)
{
	struct conversion conversion = {0};
	struct script script = {0};

	assert_true(dialect_read(&(struct dialect_request){dialect, 0, false}, source,
	                         strlen(source), &conversion));
	assert_true(parse(&script, &conversion.text));
	conversion_restore(&conversion, &script, 0);
	assert_true(index < script.count);
	assert_int_equal(script.statements[index].line, line);
	script_free(&script);
	conversion_free(&conversion);
}

static void test_3gpp(void **state)
{
	(void)state;
	const struct dialect_row *d = dialect_find("3gpp");

	becomes(d, "", "");
	becomes(d, "REM a test\nRST\n\nrem\n", "# a test\nreset cold\n\n#\n");
	becomes(d, "CMD A0A4 0000 02 (9F XX , 90 00)", "A0 A4 00 00 02 (9FXX,9000)\n");
	becomes(d, "CMD A0 C0 00 00 04 [01 X2 xx 04] (90 00)\r\n",
	        "A0 C0 00 00 04 [01X2xx04] (9000)\n");
	becomes(d, "CMD A0 C0 00 00 04 []\n", "A0 C0 00 00 04 [*]\n");
	becomes(d, "CMD A0 A4 00 00 02 \\\n 3F 00 \\\n\t(9F 0F)\nREM x",
	        "A0 A4 00 00 02 3F 00 (9F0F)\n# x\n");
	becomes(d, "OFF\nRST\nRST\nOFF\nOFF\n",
	        "disconnect unpower\nconnect\nreset cold\n"
	        "disconnect unpower\n");
	becomes(d, "INI FF 0A\n",
	        "!A0 10 00 00 : FF 0A\nrepeat 20\n"
	        "if 9100,9183,9184,9185,9186,9187,9188,9189,918A,918B,918C,918D,918E,918F,"
	        "919X,91AX,91BX,91CX,91DX,91EX,91FX\n!A0 12 00 00 / $sw2\n"
	        "!A0 14 00 00 : $data[3,5] 82 02 82 81 83 01 00\nelse\nif 91XX\n!A0 12 00 00 / "
	        "$sw2\n"
	        "!A0 14 00 00 : $data[2,5] 82 02 82 81 83 01 00\nend\nend\nend\n");
	refused(d, "RST\nSWI 9000\n", 2, "SWI is not supported");
	refused(d, "CMD\n", 1, "expected CMD");
	refused(d, "CMD A0A\n", 1, "expected CMD");
	refused(d, "CMD A0A40000 [01\n", 1, "expected CMD");
	refused(d, "CMD A0A40000 (9000\n", 1, "expected CMD");
	refused(d, "CMD A0A40000 (9000) 01\n", 1, "expected CMD");
	refused(d, "CMD A0A40000 [\"]\n", 1, "expected CMD");
	refused(d, "RST x\n", 1, "takes no argument");
	refused(d, "INI x\n", 1, "terminal profile");
	stands(d, "REM\nCMD A0 A4 \\\n00 00\nRST\n", 0, 2);
	stands(d, "REM\nCMD A0 A4 \\\n00 00\nRST\n", 1, 4);
}

static void test_apdutool(void **state)
{
	(void)state;
	const struct dialect_row *d = dialect_find("apdutool");

	becomes(d, "// hello\npowerup;\n0x80 0xB8 0x00 0x00 0x02 0xA0 10 0x7F;\npowerdown;\n",
	        "# hello\nconnect\n!80 B8 00 00 : A0 0A /7F\ndisconnect unpower\n");
	becomes(d, "0x00 0xA4 0x04 0x00 0x00 0x7F;", "!00 A4 04 00 /7F\n");
	becomes(d, "0 0XA4 4 0 0;", "!00 A4 04 00\n");
	becomes(d, "0 0xA4 4 0 1 2;", "!00 A4 04 00 : 02\n");
	becomes(d, "0 0xA4 4 0 1\n 2 // two\n 0\n;", "# two\n!00 A4 04 00 : 02 /00\n");
	becomes(d, "powerup;powerup;powerdown;powerup;delay 20;\n",
	        "connect\nreset cold\ndisconnect unpower\nconnect\nsleep 20\n");
	becomes(d, "0x00//CLA\r\n\t0x84 0 0 0;\r\n", "# CLA\n!00 84 00 00\n");
	refused(d, "echo \"a;\nb\";", 1, "before the semicolon");
	refused(d, "0/ 0x84 0 0 0;", 1, "expected bytes");
	refused(d, "0 0x84 0 0 0/", 1, "expected bytes");
	becomes(d, "echo \"a \\ // b; c\";\n", "echo \"a \\\\ // b; c\"\n");
	becomes(d, "output on;\nextended off;\n", "# output on\n\n");
	warned(d, "\noutput off;", 2, "all responses are shown");
	warned(d, "contactless;", 1, "-r");
	refused(d, "extended maybe;", 1, "extended on");
	/* LC and LE of two bytes, each a single number */
	becomes(d,
	        "extended on;\n0x00 0xA4 0x04 0x00 0x0002 0xA0 0x00 0x0000;\n"
	        "0x00 0xB0 0 0 0x0000 0x7FFF;\nextended off;\n0x00 0xB0 0 0 0 255;\n",
	        "\n!00 A4 04 00 : A0 00 /0000\n!00 B0 00 00 /7FFF\n\n!00 B0 00 00 /FF\n");
	refused(d, "extended on;\n0x00 0xA4 0 0 0x0001 0x0100 0x00;", 2, "0x0000 to 0xFFFF");
	refused(d, "extended on;\n0x00 0xA4 0 0 65536;", 2, "0x0000 to 0xFFFF");
	refused(d, "extended on;\n0x00 0xA4 0 0 0x0100 1;", 2, "LC bytes of data");
	refused(d, "extended on; extended off;\n0x00 0xA4 0 0 0x0100;", 2, "0x00 to 0xFF");
	refused(d, "\n0 0xA4 4 0 2 1;", 2, "expected CLA");
	refused(d, "0 0xA4 4 0 0 1 2;", 1, "expected CLA");
	refused(d, "0 0xA4 4 0;", 1, "expected CLA");
	refused(d, "0 0xA4 04 0 0;", 1, "expected bytes");
	refused(d, "0 0x1A4 4 0 0;", 1, "expected bytes");
	refused(d, "0 256 4 0 0;", 1, "expected bytes");
	refused(d, "0 0xA4 x;", 1, "expected a byte");
	refused(d, "dance;", 1, "dance is not supported");
	refused(d, "delay;", 1, "too few");
	refused(d, "echo a b c;", 1, "too few or too many");
	refused(d, "delay x;", 1, "milliseconds");
	refused(d, "echo x;", 1, "echo \"text\"");
	refused(d, "\n\npowerup", 3, "expected \";\"");
	stands(d, "powerup; powerup;\n// x\n0 1 2\n3 0;\n", 1, 1);
	stands(d, "powerup; powerup;\n// x\n0 1 2\n3 0;\n", 2, 3);
}

static void test_opensc(void **state)
{
	(void)state;
	const struct dialect_row *d = dialect_find("opensc");

	becomes(d, "# x\napdu 00:A4:04:00 02 \"AB\" 00\n\necho \"a b\"\nquit\n",
	        "# x\n00 A4 04 00 02 41 42 00\n\necho \"a b\"\nexit\n");
	becomes(d, "opensc-tool -r 0 -s 00:A4:04:00 --send-apdu=00B0000010 -s \"00 84 00 00 08\"",
	        "00 A4 04 00\n00 B0 00 00 10\n00 84 00 00 08\n");
	becomes(d, "opensc-tool -c default -s 00A40400 \\\n -s '00 84 00 00 08'\n",
	        "00 A4 04 00\n00 84 00 00 08\n");
	becomes(d, "-s00A40400\n--reset=warm\n--reset\n-v -w\n00:84:00:00\n",
	        "00 A4 04 00\nreset warm\nreset cold\n\n00 84 00 00\n");
	refused(d, "\ncd 3F00\n", 2, "cd is not supported");
	refused(d, "opensc-tool -n", 1, "opensc-tool -n");
	refused(d, "apdu 00A", 1, "hex digits");
	refused(d, "apdu", 1, "hex digits");
	/* what describes the card in a recording is only a comment here */
	becomes(d, "## ATR: 3B 00\n", "# line 1: # ATR: 3B 00\n");
	/* as in a shell: words separated by a blank; an unterminated quote is a word */
	becomes(d, "echo a b c\necho\necho \"a\n", "echo \"a b c\"\necho \"\"\necho \"\\\"a\"\n");
	refused(d, "-s", 1, "hex digits");
	refused(d, "-s xx", 1, "hex digits");
	refused(d, "--reset=hot", 1, "cold or warm");
	refused(d, "00A", 1, "not supported");
	stands(d, "# x\n-s 00A40400 -s 00840000\n", 1, 2);
}

static void raised(void **state)
{
	struct conversion conversion = {0};
	char longer[300];

	(void)state;
	conversion_line(&conversion, 1, "one");
	conversion_line(&conversion, 2, "two");
	conversion_move_to_start(&conversion, 4, 1);
	assert_string_equal(conversion.text.data, "two\none\n");
	assert_int_equal(conversion_source(&conversion, 1), 2);
	memset(longer, '#', sizeof longer - 1);
	longer[sizeof longer - 1] = '\0';
	conversion_line(&conversion, 3, longer);
	conversion_move_to_start(&conversion, 8, 2);
	assert_memory_equal(conversion.text.data, "two\none\n###", 11);
	conversion_free(&conversion);
}

/* More numbers than the longest command can have. */
static void too_many_numbers(void **state)
{
	struct text text = {0};

	(void)state;
	for (size_t i = 0; i < 65545; i++)
		text_puts(&text, "0 ");
	text_puts(&text, ";");
	refused(dialect_find("apdutool"), text.data, 1, "expected CLA");
	text_free(&text);
}

static void wrong_words(void **state)
{
	struct conversion conversion = {0};
	struct script script = {0};
	struct text text = {0};

	(void)state;
	refused(dialect_find("jcshell"), "/send 00A", 1, "hex digits of an APDU");
	refused(dialect_find("jcshell"), "/send", 1, "hex digits of an APDU");
	refused(dialect_find("jcshell"), "/select A00", 1, "hex digits of an AID");
	refused(dialect_find("pysim"), "apdu --loud 00A40400", 1, "--loud is not supported");
	/* An error has the position in the source; an error in another file keeps its position. */
	assert_true(read_as("opensc", span_of("# x\n00A40400 \\\n 00\n00840000\n"), &conversion));
	assert_int_equal(conversion_source(&conversion, 3), 4);
	assert_int_equal(conversion_source(&conversion, 4), 4);
	assert_int_equal(conversion_source(&conversion, 9), 9);
	text_puts(&text, "# x\n00A40400\nreset lukewarm\n");
	assert_false(parse(&script, &text));
	conversion_restore(&conversion, &script, 0);
	assert_int_equal(script.errors[0].position.line, 4);
	assert_int_equal(script.statements[0].line, 2);
	conversion_restore(&conversion, &script, 1);
	assert_int_equal(script.errors[0].position.line, 4);
	assert_int_equal(script.statements[0].line, 2);
	text_free(&text);
	script_free(&script);
	conversion_free(&conversion);
}

static void test_gpshell(void **state)
{
	const struct dialect_row *d = dialect_find("gpshell");

	(void)state;
	becomes(d,
	        "mode_211\nenable_trace\nestablish_context\ncard_connect\nselect -AID "
	        "a000000003000000\n"
	        "send_apdu -sc 0 -APDU 80CA9F7F00 // CPLC\n# x\n\n"
	        "send_apdu_nostop -nostop 1 -apdu 00840000\ncard_disconnect\nrelease_context\n",
	        "# mode_211\n# enable_trace\n# establish_context\nconnect\n"
	        "!00 A4 04 00 : A0 00 00 00 03 00 00 00\n80 CA 9F 7F 00\n# x\n\n00 84 00 00\n"
	        "disconnect\n# release_context\n");
	refused(d, "\nopen_sc -security 1\n", 2, "open_sc is not supported");
	refused(d, "send_apdu -sc 0\n", 1, "expected the hex digits");
	stands(d, "# x\n\nsend_apdu -APDU 00840000\n", 0, 3);
}

static void test_jcshell(void **state)
{
	const struct dialect_row *d = dialect_find("jcshell");

	(void)state;
	becomes(d,
	        "/terminal winscard:1\n/card\n/select A000000003000000\n/send "
	        "00A40400#(A0000003)00\n"
	        "/SEND 00 84 00 00 08\n// x\n/atr\n/close\n",
	        "# /terminal winscard:1\nconnect\n!00 A4 04 00 : A0 00 00 00 03 00 00 00\n"
	        "00 A4 04 00 { A0 00 00 03 } 00\n00 84 00 00 08\n# x\natr\ndisconnect\n");
	refused(d, "/send 00A40400#(A000\n", 1, "expected the hex digits");
	refused(d, "/send\n", 1, "expected the hex digits");
	refused(d, "upload x.cap\n", 1, "upload is not supported");
}

static void test_pysim(void **state)
{
	const struct dialect_row *d = dialect_find("pysim");

	(void)state;
	becomes(d,
	        "echo \"a\nreset\napdu 00A40004023F00 --expect-sw 61??\napdu --raw --expect-sw "
	        "9000 00840000\n"
	        "# ATR: 3B 00\nquit\n",
	        "echo \"\\\"a\"\nreset cold\n00 A4 00 04 02 3F 00 (61XX)\n00 84 00 00 (9000)\n"
	        "# line 5: ATR: 3B 00\nexit\n");
	refused(d, "apdu 00A4000 --expect-sw 9000\n", 1, "expected the hex digits");
	refused(d, "select MF\n", 1, "select is not supported");
	warned(d, "apdu 00840000 --expect-response-regex ^00\n", 1, "is ignored");
}

static void recognized(const char *name, const char *text)
{
	struct conversion conversion = {0};

	(void)dialect_read(&(struct dialect_request){0}, text, strlen(text), &conversion);
	assert_non_null(conversion.row);
	assert_string_equal(conversion.row->name, name);
	conversion_free(&conversion);
}

/* Detected by content; scriptor's own language if nothing indicates another one. */
static void test_recognition(void **state)
{
	(void)state;
	recognized("3gpp", "REM x\nCMD 00 84 00 00\n");
	recognized("apdutool", "powerup;\n0x00 0x84 0 0 0 0x7F;\n");
	recognized("apdutool", "delay 20;\n0 0x84 0 0 0;\n");
	recognized("scriptor", "powerups;\npowerup\nextended\n0x00 0x84 0 0\n");
	recognized("opensc", "apdu 00840000\n");
	recognized("opensc", "-s 00:84:00:00\n");
	recognized("opensc", "--send-apdu 00:84:00:00\n");
	recognized("scriptor", "apdu\n");
	recognized("opensc", "opensc-tool -s 00:84:00:00\n");
	recognized("gpshell", "establish_context\nsend_apdu -APDU 00840000\n");
	recognized("gpshell", "send_apdu_nostop -APDU 00840000\n");
	recognized("gpshell", "card_connect\nsend_apdu -APDU 00840000\n");
	recognized("jcshell", "/send 00840000\n");
	recognized("pysim", "apdu 00840000 --expect-sw 9000\napdu 00840000\napdu 00840000\n");
	recognized("scriptor", "");
	recognized("scriptor", "00 84 00 00 [01] (9000) # APDU: 00 84 00 00\n# A>> 00840000\n");
	recognized("scriptor",
	           "echo Command: 00 84 00 00\ntest \"SEND: 00840000\"\n!84 00 00 /08\n");
	recognized("scriptor", "# line 3: APDU: 00 84 00 00 x\nset x = 00\n");
}

static void test_pairs(void **state)
{
	static const char pairs[] = "00A40400023F00\n9000\n# x\n00 B0 00 00 02\n01 02 90 00\n";
	struct conversion conversion = {0};

	(void)state;
	assert_true(dialect_read(&(struct dialect_request){0}, pairs, strlen(pairs), &conversion));
	assert_true(dialect_is_own(conversion.row));
	assert_true(conversion.paired);
	conversion_free(&conversion);
	assert_true(read_as("pairs", (struct span){pairs, strlen(pairs)}, &conversion));
	assert_string_equal(conversion.text.data,
	                    "00 A4 04 00 02 3F 00 [] (9000)\n# line 3: x\n"
	                    "00 B0 00 00 02 [0102] (9000)\n");
	conversion_free(&conversion);
	assert_true(dialect_read(&(struct dialect_request){0}, pairs, 21, &conversion));
	assert_true(conversion.paired);
	conversion_free(&conversion);
	assert_true(dialect_read(&(struct dialect_request){0}, pairs, 15, &conversion));
	assert_false(conversion.paired);
	conversion_free(&conversion);
}

static void test_ours(void **state)
{
	(void)state;
	becomes(dialect_find("scriptor"), "\xEF\xBB\xBF!00A40400 \\\n : A000 (9000)\r\nreset",
	        "!00A40400 \\\n : A000 (9000)\nreset\n");
	stands(dialect_find("scriptor"), "\n00840000 \\\n00\nreset\n", 1, 4);
}

static void test_names(void **state)
{
	(void)state;
	unsigned count = 0;
	for (; dialect_word(count) != NULL; count++) {
		const struct dialect_row *row = &dialect_rows[count];

		assert_ptr_equal(dialect_find(dialect_word(count)), row);
		assert_string_equal(dialect_word(count), row->name);
		assert_true((row->convert != NULL) != (row->read != NULL));
	}
	assert_true(count > 20);
	assert_ptr_equal(dialect_find("3GPP"), dialect_find("3gpp"));
	assert_true(dialect_is_own(dialect_find("Scriptor")));
	assert_null(dialect_find(""));
	assert_null(dialect_find("3gp"));
}

static void test_nul_and_many(void **state)
{
	(void)state;
	struct conversion conversion = {0};

	assert_false(read_as("3gpp", (struct span){"RST\n\0", 5}, &conversion));
	assert_int_equal(conversion.problems[0].line, 2);
	conversion_free(&conversion);
	struct text many = {0};
	for (int i = 0; i < 30; i++)
		text_puts(&many, "SWI\n");
	assert_false(read_as("3gpp", (struct span){many.data, many.length}, &conversion));
	assert_int_equal(conversion.problem_count, 30);
	assert_int_equal(conversion.problems[DIALECT_PROBLEMS_MAX - 1].line, 20);
	conversion_free(&conversion);
	text_free(&many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_3gpp),
		cmocka_unit_test(test_apdutool),
		cmocka_unit_test(test_opensc),
		cmocka_unit_test(test_gpshell),
		cmocka_unit_test(test_jcshell),
		cmocka_unit_test(test_pysim),
		cmocka_unit_test(test_recognition),
		cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_ours),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_nul_and_many),
		cmocka_unit_test(wrong_words),
		cmocka_unit_test(raised),
		cmocka_unit_test(too_many_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
