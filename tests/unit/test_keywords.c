/* The keyword table: complete, in order, and never to be mistaken for an APDU. */
#include "test.h"

#include "base/bytes.h"
#include "script/keywords.h"

static void every_id_has_its_row(void **state)
{
	(void)state;
	for (int id = WORD_NONE + 1; id < WORD_COUNT; id++) {
		const struct word_row *row = word_row((enum word)id);

		assert_non_null(row);
		assert_int_equal(row->id, id);
		assert_true(row->name[0] != '\0' && row->help[0] != '\0');
		assert_non_null(row->syntax);
		assert_ptr_equal(word_find(row->name, strlen(row->name)), row);
	}
	assert_null(word_row(WORD_NONE));
	assert_null(word_row(WORD_COUNT));
}

static void rows_stand_by_name(void **state)
{
	(void)state;
	for (size_t i = 1; i < LENGTH(word_rows); i++)
		assert_true(strcmp(word_rows[i - 1].name, word_rows[i].name) < 0);
}

static void no_keyword_is_all_hex_digits(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(word_rows); i++) {
		size_t digits = 0;

		for (const char *p = word_rows[i].name; *p != '\0'; p++)
			digits += hex_digit(*p) >= 0;
		assert_true(digits < strlen(word_rows[i].name));
	}
}

static void any_case_is_found_and_parts_are_not(void **state)
{
	(void)state;
	assert_int_equal(word_find("ReSeT", 5)->id, WORD_RESET);
	assert_null(word_find("rese", 4));
	assert_null(word_find("resets", 6));
	assert_null(word_find("", 0));
}

static const char *nearest(const char *text)
{
	const struct word_row *row = word_nearest(text, strlen(text));

	return row == NULL ? "" : row->name;
}

static void a_mistyped_word_has_a_nearest(void **state)
{
	(void)state;
	assert_string_equal(nearest("rest"), "reset");
	assert_string_equal(nearest("rseet"), "reset");
	assert_string_equal(nearest("RESETT"), "reset");
	assert_string_equal(nearest("disconect"), "disconnect");
	assert_string_equal(nearest("exti"), "exit");
	assert_string_equal(nearest("greeting"), "");
	assert_string_equal(nearest("q"), "");
	assert_string_equal(nearest("a_word_much_too_long_to_be_any_keyword"), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_id_has_its_row),
		cmocka_unit_test(rows_stand_by_name),
		cmocka_unit_test(no_keyword_is_all_hex_digits),
		cmocka_unit_test(any_case_is_found_and_parts_are_not),
		cmocka_unit_test(a_mistyped_word_has_a_nearest),
	};

	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
