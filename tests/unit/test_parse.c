/* Script text: what each construct parses to (compared by its printed form and its bytes), and the
 * errors for invalid ones, with their position. */
#include "no_memory.h"
#include "printed.h"

#include "base/card.h"
#include "script/parse/parse.h"
#include "script/print_masked.h"
#include "script/value.h"

#include <stdbool.h>
#include <stdlib.h>

static bool parse_into(struct script *script, const char *text, size_t length,
                       const struct loader *loader)
{
	struct parser *parser = parse_new(script, "x", loader);

	assert_non_null(parser);
	bool ok = parse_text(parser, text, length);
	parse_free(&parser);
	assert_int_equal(ok, script->error_count == 0);
	return ok;
}

static bool parse_and_print(const void *subject, struct text *out)
{
	const char *text = subject;
	struct script script = {0};
	struct parser *parser = parse_new(&script, "x", NULL);

	if (parser != NULL && parse_text(parser, text, strlen(text))) {
		print_script(out, &script);
		print_masked_text(out, &script, text, strlen(text));
	}
	for (size_t i = 0; i < script.error_count && i < SCRIPT_ERRORS_MAX; i++)
		text_printf(out, "%s\n", script.errors[i].text);
	bool good = parser != NULL && !script.failed;
	parse_free(&parser);
	script_free(&script);
	return good;
}

static void prints(const char *text, const char *printed)
{
	struct script script = {0};
	struct text out = {0};

	if (!parse_into(&script, text, strlen(text), NULL))
		fail_msg("\"%s\": %zu:%zu %s", text, script.errors[0].position.line,
		         script.errors[0].position.column, script.errors[0].text);
	print_script(&out, &script);
	assert_string_equal(out.data == NULL ? "" : out.data, printed);
	no_memory(parse_and_print, text);
	text_free(&out);
	script_free(&script);
}

static void fails(const char *text, size_t line, size_t column, const char *part)
{
	struct script script = {0};

	if (parse_into(&script, text, strlen(text), NULL))
		fail_msg("\"%s\" is taken", text);
	const struct script_error *error = &script.errors[0];
	if (error->position.line != line || error->position.column != column ||
	    strstr(error->text, part) == NULL)
		fail_msg("\"%s\": %zu:%zu \"%s\"", text, error->position.line,
		         error->position.column, error->text);
	no_memory(parse_and_print, text);
	script_free(&script);
}

static void shows(const char *text, const char *shown)
{
	struct script script = {0};

	assert_true(parse_into(&script, text, strlen(text), NULL));
	struct range range = script.statements[0].shown;
	if (shown == NULL) {
		assert_int_equal(range.count, 0);
	} else {
		assert_int_equal(range.count, strlen(shown));
		assert_memory_equal(script_text(&script, range).text, shown, range.count);
	}
	script_free(&script);
}

struct apdu_source {
	const char *text;
	bool t0;
};

static bool compute(const void *subject, struct text *out)
{
	const struct apdu_source *source = subject;
	struct script script = {0};
	struct variables variables = {0};
	struct value_error error = {""};
	struct parser *parser = parse_new(&script, "x", NULL);
	struct text bytes = {0}, hidden = {0};

	bool good = parser != NULL && parse_text(parser, source->text, strlen(source->text)) &&
		variables_set(&variables, span_of("two"), "\x01\x02", 2) &&
		variables_set(&variables, span_of("three"), "\x01\x02\x03", 3);
	if (good &&
	    value_apdu(&script, &script.statements[0], &variables, source->t0, &bytes, &error)) {
		variables_hide(&variables, span_of("two"));
		value_hidden(&script, &script.statements[0], &variables, source->t0, &bytes,
		             &hidden);
		text_hex(out, (const uint8_t *)bytes.data, bytes.length, ' ');
		text_hex(out, (const uint8_t *)hidden.data, hidden.length, ' ');
	}
	text_puts(out, error.text);
	good = good && !error.no_memory && !hidden.failed;
	parse_free(&parser);
	text_free(&bytes);
	text_free(&hidden);
	variables_free(&variables);
	script_free(&script);
	return good;
}

static void has_value(const char *text, bool t0, const char *hex)
{
	struct script script = {0};
	struct variables variables = {0};
	struct value_error error = {""};
	struct text out = {0}, got = {0};

	assert_true(variables_set(&variables, span_of("two"), "\x01\x02", 2));
	assert_true(variables_set(&variables, span_of("three"), "\x01\x02\x03", 3));
	assert_true(parse_into(&script, text, strlen(text), NULL));
	bool ok = value_apdu(&script, &script.statements[0], &variables, t0, &out, &error);
	if (ok)
		text_hex(&got, (const uint8_t *)out.data, out.length, '\0');
	assert_string_equal(ok ? got.data : error.text, hex);
	text_free(&out);
	text_free(&got);
	variables_free(&variables);
	script_free(&script);
}

static void gives(const char *text, bool t0, const char *hex)
{
	has_value(text, t0, hex);
	no_memory(compute, &(struct apdu_source){text, t0});
}

static void apdus_in_every_way_of_writing(void **state)
{
	(void)state;
	prints("00 A4 04 00\n", "00 A4 04 00\n");
	prints("00a40400", "00 A4 04 00\n");
	prints("\t 00:A4:04:00  # c", "00 A4 04 00\n");
	prints("0x00 0xA4 0x0400", "00 A4 04 00\n");
	prints("00A4 04:00 \"a\\\"b\\\\#\" $x $y[1,20] {84 {00}}",
	       "00 A4 04 00 \"a\\\"b\\\\#\" $x $y[1,20] { 84 { 00 } }\n");
	prints("\"hi\"", "\"hi\"\n");
	prints("$x", "$x\n");
	prints("{}", "{ }\n");
	prints("\xEF\xBB\xBF"
	       "00\r\nFF\r\n",
	       "00\nFF\n");
	prints("00 \\\n\\\n# c\n\n 01\n02", "00 01\n02\n");
	prints("", "");
	prints("# only\n\n  \n", "");
}

static void expectations(void **state)
{
	(void)state;
	prints("00 [] (9000)", "00 [] (9000)\n");
	prints("00[ 6f x0 *](90 00,61xx) < 50 ms", "00 [6FX0*] (9000,61XX) <50ms\n");
	prints("00 <0x10ms", "00 <16ms\n");
	prints("00 [1*]", "00 [1*]\n");
}

static void wrong_expectations(void **state)
{
	(void)state;
	fails("00 (900)", 1, 8, "four nibbles");
	fails("! B0 00 00 / 0", 1, 14, "two hex digits");
	fails("! B0 00 00 / 00 $x", 1, 13, "1 or 2 bytes of Le");
	fails("! B0 00 00 / \"a\"", 1, 13, "hex digits or $name for Le");
	fails("00 { 01 / 02", 1, 9, "$name or }");
	fails("save x", 1, 1, "save works only at the prompt");
	fails("00 (9000", 1, 9, "\")\"");
	fails("00 (9000)[]", 1, 10, "expected");
	fails("00 [1]", 1, 4, "odd");
	fails("00 [*1]", 1, 6, "after *");
	fails("00 [1G]", 1, 6, "got \"G\"");
	fails("00 <50", 1, 7, "ms");
	fails("00 <ms", 1, 5, "number");
	fails("00 (9000 # )", 1, 10, "got end of line");
}

static void built_apdus(void **state)
{
	(void)state;
	prints("!A40400:A0:00/", "! A4 04 00 : A0 00 / \n");
	prints("! 00 A4 $x 00 : \"1PAY\" / 00 [6F*] (9000)",
	       "! 00 A4 $x 00 : \"1PAY\" / 00 [6F*] (9000)\n");
	prints("!00B00000 / 0100", "! 00 B0 00 00 / 01 00\n");
	gives("!A40400", false, "00A40400");
	gives("!80CA9F7F/", false, "80CA9F7F00");
	gives("!80CA9F7F/2D", false, "80CA9F7F2D");
	gives("!80CA9F7F/00", false, "80CA9F7F00");
	gives("!80CA9F7F/0000", false, "80CA9F7F000000");
	gives("!80CA9F7F/0001", false, "80CA9F7F000001");
	gives("!A40400:A0000003/", false, "00A4040004A000000300");
	gives("!A40400:A0000003/", true, "00A4040004A0000003");
	gives("!A40400:A0000003/0000", false, "00A40400000004A00000030000");
	gives("!A40400:", false, "00A40400");
	gives("!A4 $two: $two[1,1]", false, "00A401020102");
	gives("!00 A4 00 $two", false, "header of 5 bytes, expected INS P1 P2 or CLA INS P1 P2");
	gives("!$two[0,1]", false, "header of 1 byte, expected INS P1 P2 or CLA INS P1 P2");
	gives("!A40400 / $none", false, "$none is not set");
	fails("!A4", 1, 2, "header of 1 byte, ");
	fails("!A404", 1, 2, "header of 2 bytes, ");
	fails("!00A4040000", 1, 2, "header of 5 bytes, ");
	fails("!A40400 \"x\"", 1, 2, "header");
	fails("!A40400 / 000000", 1, 10, "got 3");
	fails("!A40400 : 00 : 00", 1, 14, "expected");
	fails("!", 1, 2, "header of 0 bytes, ");
}

static void long_data_makes_it_extended(void **state)
{
	char text[600] = "!D60000:", wanted[600] = "00D60000000100";

	(void)state;
	for (int i = 0; i < 256; i++) {
		strcat(text, "AA");
		strcat(wanted, "AA");
	}
	gives(text, false, wanted);
	strcat(text, "/10");
	strcat(wanted, "0010");
	gives(text, false, wanted);
	text[strlen(text) - 2] = '\0';
	wanted[strlen(wanted) - 2] = '\0';
	strcat(wanted, "00");
	gives(text, false, wanted);
}

/* What no APDU, and no value, can be. */
static void too_long_values(void **state)
{
	static const struct {
		const char *start;
		size_t bytes;
		const char *why;
	} rows[] = {
		{"! D6 00 00 : ", 65536, "65536 bytes of data: an APDU holds at most 65535"},
		{"", CARD_COMMAND_MAX + 1, "APDU of 65545 bytes: at most 65544 are possible"},
		{"", VALUE_MAX + 1, "value longer than 1048576 bytes"},
	};
	struct text text = {0};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		text_clear(&text);
		text_puts(&text, rows[i].start);
		for (size_t n = 0; n < rows[i].bytes; n++)
			text_puts(&text, "AA");
		has_value(text.data, false, rows[i].why);
	}
	text_free(&text);
	gives("! B0 00 00 / 0100", true, "00B0000000");
	gives("! B0 00 00 / 0101", true, "00B0000000");
	gives("! B0 00 00 / $three", false, "Le has 3 bytes, expected 1 or 2");
	gives("! B0 00 00 / $two[0,0]", false, "00B0000000");
	gives("! B0 00 00 / $two", false, "00B00000000102");
}

static void items_and_their_bytes(void **state)
{
	char text[1200] = "{", wanted[1200] = "820101";

	(void)state;
	gives("{}", false, "00");
	gives("84 {$two \"AB\"} {{}}", false, "8404010241420100");
	gives("$two[2,0]$two[0,2]", false, "0102");
	gives("$two[1,2]", false, "$two[1,2] is out of range: it has 2 bytes");
	gives("$two[3,0]", false, "$two[3,0] is out of range: it has 2 bytes");
	gives("$Two", false, "$Two is not set");
	gives("$two[2,0]", false, "empty APDU");
	gives("\"\xC3\xA4\"", false, "C3A4");
	for (int i = 0; i < 257; i++)
		strcat(text, "00");
	strcat(text, "}");
	for (int i = 0; i < 257; i++)
		strcat(wanted, "00");
	gives(text, false, wanted);
}

/* What scriptor 1.6.2 accepts is printed as it is written, anything else as bytes. */
static void shown_as_written(void **state)
{
	(void)state;
	shows("00 a4 04 00", "00 a4 04 00");
	shows("00 a4 04 00  ", "00 a4 04 00  ");
	shows("00a40400", "00 a4 04 00 ");
	shows("00 A4  \\\n04 00", "00 A4 04 00");
	shows("00 A4 \\\n0400", "00 A4 04 00 ");
	shows("00 A4\\\n04\\\n00\n", "00 A4 04 00 ");
	shows("00a4 \\\n04 00", NULL);
	shows("00a40400 ", NULL);
	shows(" 00 A4 04 00", NULL);
	shows("00  A4 04 00", NULL);
	shows("00 A4\t04 00", NULL);
	shows("00 A4 0400", NULL);
	shows("00:A4", NULL);
	shows("00 A4 # c", NULL);
	shows("00 A4 (9000)", NULL);
	shows("0x00A4", NULL);
}

static void wrong_bytes(void **state)
{
	(void)state;
	fails("00 A4 4", 1, 7, "two hex digits");
	fails("00A4040", 1, 7, "two hex digits");
	fails("00 A4 \\\n04 0", 2, 4, "two hex digits");
	fails("00 0g", 1, 4, "two hex digits");
	fails("00 A4 O4", 1, 7, "got \"O\"");
	fails("0x", 1, 3, "two hex digits");
	fails("00 :A4", 1, 4, "got \":\"");
	fails("00: A4", 1, 3, "got \":\"");
	fails("\"\"", 1, 1, "at least one byte");
	fails("00 \"a", 1, 4, "closing quote");
	fails("00 \"\\n\"", 1, 6, "after \\");
	fails("00 \"\xFF\"", 1, 5, "UTF-8");
	fails("$1", 1, 2, "name");
	fails("$x[1]", 1, 5, "\",\"");
	fails("$x[0x1,1]", 1, 4, "decimal");
	fails("$x[1,2", 1, 7, "\"]\"");
	fails("{00", 1, 1, "}");
	fails("00 }", 1, 4, "without {");
	fails("{{{{{{{{{{{{{{{{{00}}}}}}}}}}}}}}}}}", 1, 17, "16 deep");
	fails("00 ** ", 1, 4, "secret");
	fails("00 \\", 1, 1, "another line");
	fails("00 A4 \\ ", 1, 7, "got \"\\\"");
	fails("00 \x01", 1, 4, "byte 01");
}

static void commands(void **state)
{
	(void)state;
	prints("RESET", "reset warm\n");
	prints("reset Cold # c", "reset cold\n");
	prints("exit", "exit\n");
	prints("exit 0xff", "exit 255\n");
	prints("connect", "connect\n");
	prints("connect t=1 exclusive", "connect T=1 exclusive\n");
	prints("connect direct", "connect direct\n");
	prints("connect shared", "connect\n");
	prints("disconnect", "disconnect leave\n");
	prints("disconnect EJECT", "disconnect eject\n");
	prints("auto ON", "auto on\n");
	prints("set x=00 $sw {01}", "set x = 00 $sw { 01 }\n");
	prints("echo", "echo \n");
	prints("echo   it's $sw,\"a  #b\"  end # c", "echo it's $sw,\"a  #b\" end\n");
	prints("sleep 10", "sleep 10\n");
	prints("repeat 2 n\nif 9000,6X XX\nelse\nend\nend",
	       "repeat 2 n\nif 9000,6XXX\nelse\nend\nend\n");
}

static void wrong_commands(void **state)
{
	(void)state;
	fails("rest", 1, 1, "did you mean \"reset\"");
	fails("greeting world", 1, 1, "got \"greeting\"");
	fails("reset now", 1, 7, "reset [cold|warm]");
	fails("exit 256", 1, 6, "0 to 255");
	fails("exit 1 2", 1, 8, "exit [0..255]");
	fails("exitx", 1, 1, "did you mean \"exit\"");
	fails("reset#x\n  end now", 2, 3, "without repeat or if");
	fails("attrib vendor_nam", 1, 8, "\"vendor_nam\" (did you mean \"VENDOR_NAME\"?)");
	fails("auto maybe", 1, 6, "expected on or off, got \"maybe\"");
	fails("select 04 00", 1, 1, "\"select\" (as an APDU: 00 A4 P1 P2 ...)");
	fails("Read Binary", 1, 1, "\"Read Binary\" (as an APDU: 00 B0 P1 P2 ...)");
	fails("get response 10", 1, 1, "(as an APDU: 00 C0 P1 P2 ...)");
	fails("selected", 1, 1, "got \"selected\"");
	fails("connect direct shared", 1, 15, "cannot be combined");
	fails("connect T=2", 1, 9, "connect [T=0");
	fails("set sw = 00", 1, 5, "read-only");
	fails("set 1 = 00", 1, 5, "a name");
	fails("set x 00", 1, 7, "\"=\"");
	fails("set x =", 1, 8, "hex digits");
	fails("echo $", 1, 7, "name");
	fails("echo \"a", 1, 6, "closing");
	fails("sleep", 1, 6, "milliseconds");
	fails("sleep -1", 1, 7, "milliseconds");
	fails("repeat 256 n\nend", 1, 8, "255");
	fails("repeat 2\n00\n", 1, 1, "without end");
	fails("else", 1, 1, "without if");
	fails("if 9000\nelse\n\telse\nend", 3, 2, "without if");
	fails("repeat x\nend", 1, 8, "times");
	fails("include", 1, 8, "a file name");
	fails("write", 1, 6, "$name");
	fails("write atr f", 1, 7, "$name");
	fails("write $atr", 1, 11, "a file name");
	fails("write $atr f g", 1, 14, "");
	fails("include a\"b", 1, 10, "quotes");
	fails("include a", 1, 1, "cannot be included here");
	fails("-", 1, 1, "an APDU");
	fails("[]", 1, 1, "an APDU");
}

static void blocks_know_their_ends(void **state)
{
	static const char text[] = "if 9000\n00\nelse\nrepeat 2\n01\nend\nend\n02";
	struct script script = {0};

	(void)state;
	assert_true(parse_into(&script, text, strlen(text), NULL));
	assert_int_equal(script.statements[0].partner, 2);
	assert_int_equal(script.statements[2].partner, 6);
	assert_int_equal(script.statements[3].partner, 5);
	assert_int_equal(script.statements[5].partner, 3);
	script_free(&script);
}

static void sixteen_deep_and_no_more(void **state)
{
	char text[400] = "";

	(void)state;
	for (int i = 0; i < 17; i++)
		strcat(text, "repeat 1\n");
	for (int i = 0; i < 17; i++)
		strcat(text, "end\n");
	fails(text, 17, 7, "16 deep");
	memmove(text, text + strlen("repeat 1\n"), strlen(text) - strlen("repeat 1\n") + 1);
	text[strlen(text) - strlen("end\n")] = '\0';
	struct script script = {0};
	assert_true(parse_into(&script, text, strlen(text), NULL));
	script_free(&script);
}

static void all_errors_are_told(void **state)
{
	struct script script = {0};
	char text[200] = "";

	(void)state;
	for (int i = 0; i < 25; i++)
		strcat(text, "zz\n");
	assert_false(parse_into(&script, text, strlen(text), NULL));
	assert_int_equal(script.error_count, 25);
	assert_int_equal(script.errors[SCRIPT_ERRORS_MAX - 1].position.line, SCRIPT_ERRORS_MAX);
	script_free(&script);
}

static void a_nul_is_no_text(void **state)
{
	struct script script = {0};

	(void)state;
	assert_false(parse_into(&script, "00\n# \0\n", 7, NULL));
	assert_int_equal(script.errors[0].position.line, 2);
	assert_int_equal(script.errors[0].position.column, 3);
	script_free(&script);
}

static void a_megabyte_in_a_line(void **state)
{
	enum { BYTES = 524288 };
	struct script script = {0};
	char *text = malloc(BYTES * 2);

	(void)state;
	assert_non_null(text);
	memset(text, 'A', BYTES * 2);
	assert_true(parse_into(&script, text, BYTES * 2, NULL));
	assert_int_equal(script.items[0].range.count, BYTES);
	assert_int_equal((uint8_t)script_text(&script, script.items[0].range).text[BYTES - 1],
	                 0xAA);
	script_free(&script);
	free(text);
}

/* Line by line: after each line, a pipe knows whether there is something to run. */
static void line_by_line(void **state)
{
	static const struct {
		const char *text;
		enum parse_result result;
		size_t count;
	} lines[] = {
		{"00 \\", PARSE_MORE, 0}, {"# c", PARSE_MORE, 0},      {"01", PARSE_READY, 1},
		{"", PARSE_READY, 1},     {"repeat 2", PARSE_MORE, 2}, {"02", PARSE_MORE, 3},
		{"end", PARSE_READY, 4},  {"zz", PARSE_ERROR, 5},      {"03", PARSE_READY, 6},
	};
	struct script script = {0};
	struct parser *parser = parse_new(&script, "-", NULL);

	(void)state;
	for (size_t i = 0; i < LENGTH(lines); i++) {
		assert_int_equal(parse_line(parser, lines[i].text, strlen(lines[i].text)),
		                 lines[i].result);
		assert_int_equal(script.count, lines[i].count);
	}
	assert_int_equal(parse_end(parser), PARSE_READY);
	parse_free(&parser);
	script_free(&script);
}

static bool load(void *self, const char *from, const char *wanted, char **name, char **text,
                 size_t *length, const char **why)
{
	(void)self;
	(void)from;
	if (strcmp(wanted, "missing") == 0) {
		*why = "not there";
		return false;
	}
	*name = strdup(wanted);
	/* "deep3" includes "deep4"; "again" includes itself; "open" has an unterminated block */
	char content[64] = "01\n02";
	if (strncmp(wanted, "deep", 4) == 0)
		snprintf(content, sizeof content, "include deep%d", atoi(wanted + 4) + 1);
	else if (strcmp(wanted, "again") == 0)
		snprintf(content, sizeof content, "include again");
	else if (strcmp(wanted, "open") == 0)
		snprintf(content, sizeof content, "repeat 2");
	*text = strdup(content);
	*length = strlen(content);
	*why = NULL;
	return *name != NULL && *text != NULL;
}

static void includes(const char *text, const char *part)
{
	static const struct loader loader = {.load = load};
	struct script script = {0};

	bool ok = parse_into(&script, text, strlen(text), &loader);
	if (part == NULL) {
		assert_true(ok);
		assert_int_equal(script.count, 4);
		assert_string_equal(script.files[script.statements[2].file], "good one");
		assert_int_equal(script.statements[2].line, 2);
		assert_int_equal(script.statements[3].file, 0);
	} else if (ok || strstr(script.errors[0].text, part) == NULL) {
		fail_msg("%s: %s", text, script.errors[0].text);
	}
	script_free(&script);
}

/* File numbers have 16 bits. */
static void cleared_and_parsed_again(void **state)
{
	struct script script = {0};

	(void)state;
	assert_false(parse_into(&script, "00A40400 [01] (9000)\nrset", 24, NULL));
	script_clear(&script);
	assert_true(parse_into(&script, "echo a", 6, NULL));
	assert_int_equal(script.count, 1);
	assert_int_equal(script.error_count, 0);
	assert_int_equal(script.file_count, 2);
	assert_false(statement_writes_outside(&script, script.statements));
	/* more than a position can express */
	(void)script_store(&script, "", UINT32_MAX);
	assert_true(script.failed);
	script_free(&script);
}

static void too_many_files(void **state)
{
	static const struct loader loader = {.load = load};
	static const char text[] = "include \"good one\"";
	struct script script = {0};
	struct parser *parser = parse_new(&script, "x", &loader);

	(void)state;
	while (!script_is_full(&script))
		assert_true(script_add_file(&script, "y"));
	assert_true(script.file_count <= UINT16_MAX + 1);
	assert_false(parse_text(parser, text, sizeof text - 1));
	assert_string_equal(script.errors[0].text, "too many files are included");
	parse_free(&parser);
	script_free(&script);
}

static bool include_again(const void *subject, struct text *out)
{
	static const struct loader loader = {.load = load};
	const char *text = subject;
	struct script script = {0};
	struct parser *parser = parse_new(&script, "x", &loader);

	if (parser != NULL)
		(void)parse_text(parser, text, strlen(text));
	print_script(out, &script);
	for (size_t i = 0; i < script.error_count && i < SCRIPT_ERRORS_MAX; i++)
		text_puts(out, script.errors[i].text);
	bool good = parser != NULL && !script.failed;
	parse_free(&parser);
	script_free(&script);
	return good;
}

static void files_in_files(void **state)
{
	(void)state;
	no_memory(include_again, "include \"good one\"\n03\ninclude missing");
	includes("include \"good one\"\n03", NULL);
	includes("include missing", "not there");
	includes("include again", "includes itself");
	includes("include deep1", "16 deep");
	includes("include open\nend", "repeat without end");
	includes("include x", "includes itself");
}

static void commands_of_the_reader(void **state)
{
	(void)state;
	prints("attrib vendor_name\nattrib 0x90303\nattrib 0x7FFFFFFF",
	       "attrib VENDOR_NAME\nattrib ATR_STRING\nattrib 0x7FFFFFFF\n");
	prints("control 3400\ncontrol 0x42000D48 01 $x",
	       "control 3400\ncontrol 0x42000D48 01 $x\n");
	prints("00A4\necho a b c d e f g h i j\nwrite $atr \"a b\"",
	       "00 A4\necho a b c d e f g h i j\nwrite $atr \"a b\"\n");
	prints("READER 0\nreader \"A B\"\nreaders\natr",
	       "reader 0\nreader \"A B\"\nreaders\natr\n");
	prints("transaction BEGIN\ntransaction end", "transaction begin\ntransaction end\n");
	prints("wait card\nwait removed 0.5\nwait card 10",
	       "wait card\nwait removed 0.500\nwait card 10.000\n");
	fails("attrib nothing", 1, 8, "expected an attribute name");
	fails("attrib 90303", 1, 8, "expected an attribute name");
	fails("attrib 0x100000000", 1, 8, "expected an attribute name");
	fails("control 65536", 1, 9, "expected a code from 0 to 65535");
	fails("control 0x100000000", 1, 9, "expected a code");
	fails("control", 1, 8, "expected a code");
	fails("control 1 0", 1, 11, "two hex digits");
	fails("reader", 1, 7, "expected a reader");
	fails("reader A B", 1, 10, "usage: reader X");
	fails("readers 1", 1, 9, "expected the end of the line");
	fails("transaction", 1, 12, "expected begin or end");
	fails("wait", 1, 5, "expected card or removed");
	fails("wait card -1", 1, 11, "expected seconds");
	fails("wait card 1.2345", 1, 11, "expected seconds");
}

static void commands_of_values(void **state)
{
	(void)state;
	prints("ask x\nask y hex \"How?\"\nask z text",
	       "ask x text\nask y hex \"How?\"\nask z text\n");
	prints("env X\nenv Y secret\nenv Z hex secret",
	       "env X text\nenv Y text secret\nenv Z hex secret\n");
	prints("pin p\npin q bcd pad 8\npin r iso2 \"PIN\"\npin s hex pad 0x10 \"8 bytes\"",
	       "pin p ascii\npin q bcd pad 8\npin r iso2 \"PIN\"\npin s hex pad 16 \"8 bytes\"\n");
	prints("pause\npause \"now\"", "pause\npause \"now\"\n");
	fails("ask", 1, 4, "expected a name");
	fails("ask sw", 1, 5, "read-only");
	fails("ask x bytes", 1, 7, "usage: ask NAME");
	fails("env X secret hex", 1, 14, "usage: env NAME");
	fails("pin p iso2 pad 8", 1, 11, "always has 8");
	fails("pin p pad 256", 1, 11, "from 0 to 255");
	fails("pin p \"never closed", 1, 7, "closing quote");
	fails("pause now", 1, 7, "usage: pause");
}

static void switches_tests_and_help(void **state)
{
	(void)state;
	prints("chain on\ntlv OFF\nexplain on\ntime off",
	       "chain on\ntlv off\nexplain on\ntime off\n");
	prints("test one\ntest \"a b\"\nhelp\nhelp RESET",
	       "test one\ntest \"a b\"\nhelp\nhelp reset\n");
	fails("chain", 1, 6, "expected on or off");
	fails("time 1", 1, 6, "expected on or off");
	fails("test", 1, 5, "expected a test name");
	fails("test \"\"", 1, 8, "expected a test name");
	fails("help resett", 1, 6, "did you mean \"reset\"?");
	fails("help whatever", 1, 6, "unknown command \"whatever\"");
}

/* Secrets are recognized by their position in a command; what is computed from a secret is secret,
 * too. */
static void secrets_are_known(void **state)
{
	struct script script = {0};
	struct variables variables = {0};
	struct value_error error;
	struct text bytes = {0}, hidden = {0};

	(void)state;
	assert_true(parse_into(&script, "!200001:31 $p", 13, NULL));
	assert_true(variables_set(&variables, span_of("p"), "\x00\xFF", 2));
	variables_hide(&variables, span_of("p"));
	assert_true(value_apdu(&script, script.statements, &variables, false, &bytes, &error));
	value_hidden(&script, script.statements, &variables, false, &bytes, &hidden);
	assert_int_equal(hidden.length, 8);
	assert_memory_equal(hidden.data, "\0\0\0\0\0\0\1\1", 8);
	assert_memory_equal(bytes.data, "\x00\x20\x00\x01\x03\x31\x00\xFF", 8);
	assert_true(variables_set(&variables, span_of("p"), "\x00", 1)); /* no longer secret */
	value_hidden(&script, script.statements, &variables, false, &bytes, &hidden);
	assert_int_equal(hidden.length, 0);
	text_free(&bytes);
	text_free(&hidden);
	variables_free(&variables);
	script_free(&script);
}

static void masks(const char *text, const char *masked)
{
	struct script script = {0};
	struct text out = {0};

	assert_true(parse_into(&script, text, strlen(text), NULL));
	print_masked_text(&out, &script, text, strlen(text));
	assert_string_equal(out.data, masked);
	text_free(&out);
	script_free(&script);
}

static void masked_lines_stand_where_they_stood(void **state)
{
	(void)state;
	masks("00A4\n# 31\n00 20 00 01 02 31 32 (9000)\n00B0\n",
	      "00A4\n# 31\n00 20 00 01 ** ** **\n00B0\n");
	masks("!20 00 01 : \"1234\" $x { 31 } / 00\n", "! 20 00 01 : ** ** ** ** $x { ** } /\n");
	masks("set p = 31 32\n00A4", "set p = ** **\n00A4");
	masks("00 2C 00 01 \\\n 02 \\\n 31 32\n00A4", "00 2C 00 01 ** ** **\n\n\n00A4");
	masks("$x 31\n", "$x **\n");
	masks("control 1 0020008104 31323334\ncontrol 3400 01\n",
	      "control 1 ** ** ** ** ** ** ** ** **\ncontrol 3400 01\n");
	masks("control 1 $x\necho $x\n", "control 1 $x\necho $x\n");
	masks("!20 00 $x\n", "!20 00 $x\n");
	masks("80 20 00\n", "80 20 00\n");
}

static void pin_is(const char *line, const char *typed, const char *hex)
{
	struct script script = {0};
	struct text got = {0};
	const char *why = NULL;
	uint8_t bytes[256];
	size_t count = 0;

	assert_true(parse_into(&script, line, strlen(line), NULL));
	if (value_pin(script.statements, typed, strlen(typed), bytes, &count, &why))
		text_hex(&got, bytes, count, '\0');
	assert_string_equal(why != NULL ? why : got.data, hex);
	text_free(&got);
	script_free(&script);
}

/* ISO 9564-1, 8.3.3; ETSI TS 102 221, 9.5.1 for the padding with FF. */
static void pins_take_their_form(void **state)
{
	(void)state;
	pin_is("pin p", "1234", "31323334");
	pin_is("pin p ascii pad 8", "1234", "31323334FFFFFFFF");
	pin_is("pin p bcd", "12345", "12345F");
	pin_is("pin p bcd pad 4", "1234", "1234FFFF");
	pin_is("pin p iso2", "1234", "241234FFFFFFFFFF");
	pin_is("pin p iso2", "123456789012", "2C123456789012FF");
	pin_is("pin p hex", "00 ff", "00FF");
	pin_is("pin p", "", "nothing entered");
	pin_is("pin p bcd", "12a", "PIN must be digits");
	pin_is("pin p iso2", "123", "PIN must have 4 to 12 digits");
	pin_is("pin p iso2", "1234567890123", "PIN must have 4 to 12 digits");
	pin_is("pin p pad 3", "1234", "PIN longer than its field");
	pin_is("pin p pad 4", "1234", "31323334");
	char longest[257];
	memset(longest, '1', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	pin_is("pin p", longest, "PIN longer than 255 characters");
	pin_is("pin p hex", "0", "expected two hex digits per byte");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(apdus_in_every_way_of_writing),
		cmocka_unit_test(expectations),
		cmocka_unit_test(wrong_expectations),
		cmocka_unit_test(built_apdus),
		cmocka_unit_test(long_data_makes_it_extended),
		cmocka_unit_test(items_and_their_bytes),
		cmocka_unit_test(shown_as_written),
		cmocka_unit_test(wrong_bytes),
		cmocka_unit_test(commands),
		cmocka_unit_test(wrong_commands),
		cmocka_unit_test(pins_take_their_form),
		cmocka_unit_test(masked_lines_stand_where_they_stood),
		cmocka_unit_test(secrets_are_known),
		cmocka_unit_test(switches_tests_and_help),
		cmocka_unit_test(commands_of_values),
		cmocka_unit_test(commands_of_the_reader),
		cmocka_unit_test(blocks_know_their_ends),
		cmocka_unit_test(sixteen_deep_and_no_more),
		cmocka_unit_test(all_errors_are_told),
		cmocka_unit_test(a_nul_is_no_text),
		cmocka_unit_test(a_megabyte_in_a_line),
		cmocka_unit_test(line_by_line),
		cmocka_unit_test(files_in_files),
		cmocka_unit_test(too_many_files),
		cmocka_unit_test(cleared_and_parsed_again),
		cmocka_unit_test(too_long_values),
	};

	return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
