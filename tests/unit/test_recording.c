/* Reading recordings: commands, responses, what describes the card, and what is rejected. */
#include "no_memory.h"

#include "script/recording.h"
#include "script/remark.h"

#include <stdbool.h>
#include <stdlib.h>

static bool read_again(const void *subject, struct text *out)
{
	const char *text = subject;
	struct recording recording;
	struct recording_error error = {.text = ""};

	(void)recording_read(&recording, text, strlen(text), &error);
	for (size_t i = 0; i < recording.count; i++) {
		const struct recorded *record = &recording.records[i];
		const struct recorded_card *card = recording_card(&recording, i);

		text_printf(out, "%zu %zu ", record->length, record->response_length);
		text_hex(out, record->command, record->length < 9 ? record->length : 9, ' ');
		text_hex(out, card != NULL ? card->atr : NULL, card != NULL ? card->atr_length : 0,
		         ' ');
	}
	text_puts(out, error.text);
	recording_free(&recording);
	return !error.no_memory;
}

static struct recording read_text(const char *text)
{
	struct recording recording;
	struct recording_error error = {.text = ""};

	bool ok = recording_read(&recording, text, strlen(text), &error);
	assert_string_equal(error.text, "");
	assert_true(ok);
	no_memory(read_again, text);
	return recording;
}

static void refuses(const char *text, const char *why)
{
	struct recording recording;
	struct recording_error error = {.text = ""};

	char told[300];

	assert_false(recording_read(&recording, text, strlen(text), &error));
	snprintf(told, sizeof told, "%zu:%zu: %s", error.line, error.column, error.text);
	if (strncmp(told, why, strlen(why)) != 0)
		fail_msg("\"%s\" gives \"%s\", not \"%s\"", text, told, why);
	assert_int_equal(recording.count, 0);
	assert_null(recording.records);
	no_memory(read_again, text);
}

static void has_bytes(const uint8_t *got, size_t length, const char *wanted, size_t count)
{
	assert_int_equal(length, count);
	assert_memory_equal(got, wanted, count);
}

static void commands_and_answers(void **state)
{
	struct recording recording = read_text("00A40000 [01 02] (9000)\n"
	                                       "! B0 00 00 / 02 [] (6A82)\n"
	                                       "set x = A0 00\n"
	                                       "! A4 04 00 : $x / (61 10)");

	(void)state;
	assert_int_equal(recording.count, 3);
	has_bytes(recording.records[0].command, recording.records[0].length, "\x00\xA4\0\0", 4);
	has_bytes(recording.records[0].response, recording.records[0].response_length, "\1\2\x90\0",
	          4);
	has_bytes(recording.records[1].command, recording.records[1].length, "\x00\xB0\0\0\2", 5);
	has_bytes(recording.records[1].response, recording.records[1].response_length, "\x6A\x82",
	          2);
	has_bytes(recording.records[2].command, recording.records[2].length,
	          "\x00\xA4\4\0\2\xA0\0\0", 8);
	assert_int_equal(recording.records[2].line, 4);
	assert_null(recording_card(&recording, 0));
	recording_free(&recording);
	recording = read_text("");
	assert_int_equal(recording.count, 0);
	recording_free(&recording);
}

/* A trace may lack a response; a script without any response is not a recording. */
static void a_command_may_lack_its_response(void **state)
{
	struct recording recording = read_text("00840000\n00840001 [01] (9000)\n00840002\n");

	(void)state;
	assert_int_equal(recording.count, 1);
	assert_int_equal(recording.records[0].line, 2);
	recording_free(&recording);
}

/* A command for T=0 has no Le (ISO/IEC 7816-3, 12.2). */
static void the_protocol_builds(void **state)
{
	struct recording recording = read_text("# protocol: T=0\n! A4 04 00 : A0 00 / (9000)\n"
	                                       "reset\n# protocol: T=1\n"
	                                       "! A4 04 00 : A0 00 / (9000)\n");

	(void)state;
	assert_int_equal(recording.records[0].length, 7);
	assert_int_equal(recording.records[2].length, 8);
	recording_free(&recording);
}

/* As many records as are allocated initially, and one more reset. */
static void a_reset_is_a_record(void **state)
{
	char text[20 * 24] = "";

	(void)state;
	for (int i = 0; i < 16; i++)
		strcat(text, "00840000 [] (9000)\n");
	strcat(text, "reset\n");
	struct recording recording = read_text(text);
	assert_int_equal(recording.count, 17);
	assert_true(recording.records[16].reset);
	recording_free(&recording);
}

static void no_text(void **state)
{
	struct recording recording;
	struct recording_error error = {0};

	(void)state;
	(void)recording_read(&recording, NULL, 0, &error);
	assert_int_equal(recording.count, 0);
	recording_free(&recording);
}

static void an_atr_may_be_empty(void **state)
{
	struct recording recording = read_text("00A40000 [] (9000)\n# ATR:\n00A40000 [] (9000)\n");

	(void)state;
	assert_null(recording_card(&recording, 0));
	const struct recorded_card *recorded = recording_card(&recording, 1);
	assert_non_null(recorded);
	assert_true(recorded->atr_known);
	assert_int_equal(recorded->atr_length, 0);
	recording_free(&recording);
}

static void cards(void **state)
{
	struct recording recording =
		read_text("# ATR: 3B 00\r\n #protocol:\tT=0 \n00A40000 (9000)\n00A40001 (9000)\n"
	                  "reset\n# ATR: 3B 01 50\n00A40000 (9000)\nreset cold\n# protocol: raw\n");
	const struct recorded_card *recorded = recording_card(&recording, 0);

	(void)state;
	assert_int_equal(recording.count, 5);
	has_bytes(recorded->atr, recorded->atr_length, "\x3B\0", 2);
	assert_int_equal(recorded->protocol, CARD_T0);
	assert_ptr_equal(recording_card(&recording, 2), recorded);
	assert_true(recording.records[2].reset);
	recorded = recording_card(&recording, 3);
	has_bytes(recorded->atr, recorded->atr_length, "\x3B\1\x50", 3);
	assert_int_equal(recorded->protocol, CARD_T0);
	recorded = recording_card(&recording, recording.count);
	has_bytes(recorded->atr, recorded->atr_length, "\x3B\1\x50", 3);
	assert_int_equal(recorded->protocol, CARD_RAW);
	recording_free(&recording);
}

static bool fits(const struct recorded *record, const char *command, size_t length)
{
	return recorded_fits(record, (const uint8_t *)command, length);
}

static void what_fits(void **state)
{
	struct recording recording = read_text("00 20 00 01 02 31 32 (9000)\n"
	                                       "pin code hex \"4 bytes\"\n"
	                                       "00 20 00 01 04 $code (63C2)\nreset\n");

	(void)state;
	assert_true(fits(&recording.records[0], "\0\x20\0\1\2\x31\x32", 7));
	assert_false(fits(&recording.records[0], "\0\x20\0\1\2\x31\x33", 7));
	assert_false(fits(&recording.records[0], "\0\x20\0\1\2\x31", 6));
	assert_true(recording.records[1].secret);
	assert_true(fits(&recording.records[1], "\0\x20\0\1\2\x31\x33", 7));
	assert_true(fits(&recording.records[1], "\0\x20\0\1", 4));
	assert_false(fits(&recording.records[1], "\0\x20\0\2\2\x31\x33", 7));
	assert_false(fits(&recording.records[1], "\0\x20\0", 3));
	assert_false(fits(&recording.records[2], "\0\x20\0\1", 4));
	recording_free(&recording);
}

static void words(void **state)
{
	struct recording recording =
		read_text("test \"a case\"\necho $nothing\nsleep 60000\ntlv on\nexplain on\n"
	                  "time off\n00A40000 (9000) <50ms\n");

	(void)state;
	assert_int_equal(recording.count, 1);
	recording_free(&recording);
	refuses("auto on\n", "1:1: a recording holds");
	refuses("chain on\n", "1:1: a recording holds");
	refuses(" connect\n", "1:2: a recording holds");
	refuses("repeat 2\nend\n", "1:1: a recording holds");
	refuses("00A40000 (9000)\nif 9000\nend\n", "2:1: a recording holds");
	refuses("env KEY\n", "1:1: a recording holds");
	refuses("include x\n", "1:1: ");
}

static void answers_that_are_not_whole(void **state)
{
	(void)state;
	refuses("00A40000\n", "1:1: expected the whole response");
	refuses("\n  00A40000 [01]\n", "2:3: expected the whole response");
	refuses("00A40000 <50ms\n", "1:1: expected the whole response");
	refuses("00A40000 (90XX)\n", "1:1: expected the whole response");
	refuses("00A40000 (9000,6A82)\n", "1:1: expected the whole response");
	refuses("00A40000 [6X] (9000)\n", "1:1: expected the whole response");
	refuses("00A40000 [6] (9000)\n", "1:10: ");
	refuses("00A40000 [6F*] (9000)\n", "1:1: expected the whole response");
	refuses("00A40000 [*] (9000)\n", "1:1: expected the whole response");
}

static void other_errors(void **state)
{
	(void)state;
	refuses("zz\n", "1:1: expected an APDU");
	refuses("00A4000 (9000)\n", "1:7: ");
	refuses("00A40000 $x (9000)\n", "1:1: $x is not set");
	refuses("set y = $x\n", "1:1: $x is not set");
	refuses("# ATR: zz\n", "1:1: ");
	refuses("\n# ATR: 3B0\n", "2:1: ");
	refuses("# protocol: T=7\n", "1:1: expected T=0");
	refuses("# protocol: T=\n", "1:1: expected T=0");
	refuses("00A40000 (9000)\n# ATR: 3\n", "2:1: ");
}

/* hex: this many bytes 00. */
static char *with_data(size_t count, const char *before, const char *after)
{
	char *text = malloc(strlen(before) + 2 * count + strlen(after) + 1);

	assert_non_null(text);
	strcpy(text, before);
	memset(text + strlen(before), '0', 2 * count);
	strcpy(text + strlen(before) + 2 * count, after);
	return text;
}

static void the_longest(void **state)
{
	char *text = with_data(65536, "00B00000 [", "] (9000)\n");
	struct recording recording = read_text(text);

	(void)state;
	assert_int_equal(recording.records[0].response_length, CARD_RESPONSE_MAX);
	recording_free(&recording);
	free(text);
	text = with_data(65537, "00B00000 [", "] (9000)\n");
	refuses(text, "1:1: response longer than 65536 bytes");
	free(text);
	text = with_data(CARD_ATR_MAX, "# ATR: ", "");
	recording = read_text(text);
	assert_int_equal(recording_card(&recording, 0)->atr_length, CARD_ATR_MAX);
	recording_free(&recording);
	free(text);
	text = with_data(CARD_ATR_MAX + 1, "# ATR: ", "");
	refuses(text, "1:1: ");
	free(text);
}

/* The first such line counts; lines after a command do not. */
static void remarks(void **state)
{
	struct span value;

	(void)state;
	assert_true(remark_find(span_of("# x\n00A4 # ATR: 3F\n  # ATR:  3B 00 \r\n# ATR: 3B 01"),
	                        "ATR:", &value));
	assert_int_equal(value.length, 5);
	assert_memory_equal(value.text, "3B 00", 5);
	assert_false(remark_find(span_of("# x\nATR: 3B 00\n"), "ATR:", &value));
	assert_false(remark_find(span_of(""), "ATR:", &value));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands_and_answers),
		cmocka_unit_test(a_command_may_lack_its_response),
		cmocka_unit_test(the_protocol_builds),
		cmocka_unit_test(no_text),
		cmocka_unit_test(a_reset_is_a_record),
		cmocka_unit_test(an_atr_may_be_empty),
		cmocka_unit_test(cards),
		cmocka_unit_test(what_fits),
		cmocka_unit_test(words),
		cmocka_unit_test(answers_that_are_not_whole),
		cmocka_unit_test(other_errors),
		cmocka_unit_test(the_longest),
		cmocka_unit_test(remarks),
	};

	return cmocka_run_group_tests_name("recording", tests, NULL, NULL);
}
