/* Logical lines: which lines are joined, what is a comment, and the source position of each
 * character. */
#include "test.h"

#include "script/parse/token.h"

#include <stdbool.h>

/* Feeds lines; returns true if the last one completes a logical line. */
static bool feed(struct line *line, const char *const *lines, size_t count)
{
	enum line_result result = LINE_MORE;

	for (size_t i = 0; i < count; i++)
		result = line_add(line, lines[i], strlen(lines[i]), i + 1);
	return result == LINE_READY;
}

static void is_text(const struct line *line, const char *text)
{
	assert_int_equal(line->length, strlen(text));
	assert_memory_equal(line->text, text, line->length);
}

static void a_line_is_itself(void **state)
{
	struct line line = {0};

	(void)state;
	assert_true(feed(&line, (const char *const[]){"00 A4 \r"}, 1));
	is_text(&line, "00 A4 ");
	assert_int_equal(line.tail, 0);
	assert_int_equal(line_position(&line, 3).line, 1);
	assert_int_equal(line_position(&line, 3).column, 4);
	line_free(&line);
}

static void backslash_joins_with_one_blank(void **state)
{
	struct line line = {0};

	(void)state;
	assert_true(feed(
		&line,
		(const char *const[]){"00 A4  \t\\", "# comment \\", "   ", "00\\\r", "02 3F"}, 5));
	is_text(&line, "00 A4 00 02 3F");
	assert_int_equal(line.first, 1);
	assert_int_equal(line.last, 5);
	assert_int_equal(line.tail, 9);
	assert_int_equal(line_position(&line, 4).line, 1);
	assert_int_equal(line_position(&line, 6).line, 4);
	assert_int_equal(line_position(&line, 6).column, 1);
	assert_int_equal(line_position(&line, 10).line, 5);
	assert_int_equal(line_position(&line, 10).column, 2);
	/* the next one starts anew */
	assert_int_equal(line_add(&line, "FF", 2, 6), LINE_READY);
	is_text(&line, "FF");
	assert_int_equal(line.first, 6);
	line_free(&line);
}

static void backslash_in_a_comment_belongs_to_it(void **state)
{
	struct line line = {0};

	(void)state;
	assert_true(feed(&line, (const char *const[]){"00 A4 # to \\"}, 1));
	struct tokens tokens = tokens_start(&line);
	assert_int_equal(tokens.length, 6);
	line_free(&line);
}

static void a_hash_in_quotes_is_no_comment(void **state)
{
	struct line line = {0};

	(void)state;
	assert_true(feed(&line, (const char *const[]){"\"a#b\\\"#\" # c"}, 1));
	assert_int_equal(tokens_start(&line).length, strlen("\"a#b\\\"#\" "));
	assert_true(feed(&line, (const char *const[]){"\"a \\", "#b\" #c"}, 2));
	is_text(&line, "\"a #b\" #c");
	assert_int_equal(tokens_start(&line).length, strlen("\"a #b\" "));
	line_free(&line);
}

static void an_open_line_waits(void **state)
{
	struct line line = {0};

	(void)state;
	assert_false(feed(&line, (const char *const[]){"\\"}, 1));
	assert_true(line.open);
	assert_int_equal(line_add(&line, "# c", 3, 2), LINE_MORE);
	assert_int_equal(line_add(&line, "00", 2, 3), LINE_READY);
	is_text(&line, " 00");
	line_free(&line);
}

static void tokens_from_left_to_right(void **state)
{
	struct line line = {0};

	(void)state;
	assert_true(feed(&line, (const char *const[]){"  reset\t(x) T=0#"}, 1));
	struct tokens tokens = tokens_start(&line);
	struct span word = tokens_word(&tokens);
	assert_true(token_is(word, "RESET"));
	assert_false(token_is(word, "rese"));
	assert_false(token_is(word, "resets"));
	assert_true(tokens_char(&tokens, '('));
	assert_false(tokens_char(&tokens, ')'));
	assert_int_equal(tokens_word(&tokens).length, 1);
	assert_true(tokens_char(&tokens, ')'));
	assert_true(token_is(tokens_run(&tokens), "T=0"));
	assert_int_equal(tokens_peek(&tokens), '\0');
	assert_int_equal(tokens_run(&tokens).length, 0);
	line_free(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_itself),
		cmocka_unit_test(backslash_joins_with_one_blank),
		cmocka_unit_test(backslash_in_a_comment_belongs_to_it),
		cmocka_unit_test(a_hash_in_quotes_is_no_comment),
		cmocka_unit_test(an_open_line_waits),
		cmocka_unit_test(tokens_from_left_to_right),
	};

	return cmocka_run_group_tests_name("token", tests, NULL, NULL);
}
