/* What completion finds before the cursor. */
#include "test.h"

#include "script/complete.h"

#include <string.h>

static struct completion find(const char *line)
{
	return complete_find(line, strlen(line));
}

static void check(const char *line, enum complete_kind kind, const char *word)
{
	struct completion found = find(line);

	assert_int_equal(found.kind, kind);
	assert_int_equal(found.word.length, strlen(word));
	assert_memory_equal(found.word.text, word, strlen(word));
	assert_ptr_equal(found.word.text + found.word.length, line + strlen(line));
}

static void a_line_starts_with_a_command(void **state)
{
	(void)state;
	check("", COMPLETE_COMMAND, "");
	check("res", COMPLETE_COMMAND, "res");
	check("  res", COMPLETE_COMMAND, "res");
	check("read bi", COMPLETE_COMMAND, "read bi");
	check("  get data ", COMPLETE_COMMAND, "get data ");
}

static void words_follow_a_command(void **state)
{
	(void)state;
	check("reset c", COMPLETE_CHOICE, "c");
	check("RESET ", COMPLETE_CHOICE, "");
	check("connect T=", COMPLETE_CHOICE, "T=");
	check("help re", COMPLETE_KEYWORD, "re");
	check("sleep 1", COMPLETE_NOTHING, "1");
	check("reset \"c", COMPLETE_NOTHING, "\"c");
	check("end ", COMPLETE_NOTHING, "");
}

static void files_and_readers_hold_blanks(void **state)
{
	(void)state;
	check("include dir/fi", COMPLETE_FILE, "dir/fi");
	check("load a b", COMPLETE_FILE, "a b");
	check("load \"a b", COMPLETE_FILE, "a b");
	assert_true(find("load \"a b").quoted);
	check("write $data fi", COMPLETE_FILE, "fi");
	check("write $data[0,2] \"a b", COMPLETE_FILE, "a b");
	check("reader Gem", COMPLETE_READER, "Gem");
	check("reader \"Gem T", COMPLETE_READER, "Gem T");
}

static void a_dollar_starts_a_variable(void **state)
{
	(void)state;
	check("echo $so", COMPLETE_VARIABLE, "so");
	check("write $so", COMPLETE_VARIABLE, "so");
	check("$", COMPLETE_VARIABLE, "");
	check("! A4 04 00 : $a", COMPLETE_VARIABLE, "a");
}

static void an_instruction_stands_in_the_header(void **state)
{
	(void)state;
	check("! sel", COMPLETE_INS, "sel");
	assert_int_equal(find("! sel").cla, 0x00);
	check("! 80 get", COMPLETE_INS, "get");
	assert_int_equal(find("! 80 get").cla, 0x80);
	check("! 80 CA get", COMPLETE_NOTHING, "get");
	check("! 80 C", COMPLETE_NOTHING, "C");
	check("! $x get", COMPLETE_NOTHING, "get");
}

static void an_application_stands_in_data(void **state)
{
	(void)state;
	check("! A4 04 00 : visa", COMPLETE_AID, "visa");
	check("00 A4 04 00 07 visa", COMPLETE_AID, "visa");
	check("set aid = visa", COMPLETE_AID, "visa");
	check("! A4 04 00 : \"visa", COMPLETE_NOTHING, "visa");
	check("00A40400 visa", COMPLETE_AID, "visa");
	assert_true(find("00 A4 04 00 visa").needs_lc);
	assert_false(find("00 A4 04 00 07 visa").needs_lc);
	assert_false(find("! A4 04 00 : visa").needs_lc);
}

static void nothing_is_completed_in_comments(void **state)
{
	(void)state;
	check("echo # res", COMPLETE_NOTHING, "res");
	check("echo # $re", COMPLETE_NOTHING, "re");
	check("echo \"#\" $re", COMPLETE_VARIABLE, "re");
}

static void a_syntax_has_its_words(void **state)
{
	static const char *const words[] = {"T=0", "T=1", "raw", "direct", "shared", "exclusive"};
	struct span word;
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < LENGTH(words); i++) {
		assert_true(complete_choice("[T=0|T=1|raw|direct] [shared|exclusive]", &at, &word));
		assert_true(token_is(word, words[i]));
	}
	assert_false(complete_choice("[T=0|T=1|raw|direct] [shared|exclusive]", &at, &word));
	at = 0;
	assert_false(complete_choice("NAME = ITEM...", &at, &word));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_starts_with_a_command),
		cmocka_unit_test(words_follow_a_command),
		cmocka_unit_test(files_and_readers_hold_blanks),
		cmocka_unit_test(a_dollar_starts_a_variable),
		cmocka_unit_test(an_instruction_stands_in_the_header),
		cmocka_unit_test(an_application_stands_in_data),
		cmocka_unit_test(nothing_is_completed_in_comments),
		cmocka_unit_test(a_syntax_has_its_words),
	};

	return cmocka_run_group_tests_name("complete", tests, NULL, NULL);
}
