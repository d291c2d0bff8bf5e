/* Which known word is suggested for a mistyped one. */
#include "test.h"

#include "base/nearest.h"

#include <string.h>

static const char *nearest_of(const char *text)
{
	static const char *const words[] = {"reset", "exit", "disconnect", "--no-reconnect", "tlv"};
	struct nearest nearest = nearest_to(span_of(text));

	for (size_t i = 0; i < LENGTH(words); i++)
		nearest_offer(&nearest, words[i]);
	return nearest.best == NULL ? "" : nearest.best;
}

static void one_edit_is_close(void **state)
{
	(void)state;
	assert_string_equal(nearest_of("rest"), "reset");
	assert_string_equal(nearest_of("reseet"), "reset");
	assert_string_equal(nearest_of("resat"), "reset");
	assert_string_equal(nearest_of("rseet"), "reset");
	assert_string_equal(nearest_of("exti"), "exit");
	assert_string_equal(nearest_of("tvl"), "tlv");
}

static void case_does_not_count(void **state)
{
	(void)state;
	assert_string_equal(nearest_of("RESETT"), "reset");
}

static void long_words_may_have_two_edits(void **state)
{
	(void)state;
	assert_string_equal(nearest_of("diskonect"), "disconnect");
	assert_string_equal(nearest_of("--noreconect"), "--no-reconnect");
	assert_string_equal(nearest_of("exxt"), "exit");
	assert_string_equal(nearest_of("xxit"), "exit");
	assert_string_equal(nearest_of("xxxt"), "");
}

static void what_is_not_close_has_none(void **state)
{
	(void)state;
	assert_string_equal(nearest_of(""), "");
	assert_string_equal(nearest_of("q"), "");
	assert_string_equal(nearest_of("greeting"), "");
	/* Two wrong letters are half of a short word: "selct" does not suggest "set". */
	assert_string_equal(nearest_of("expct"), "");
	assert_string_equal(nearest_of("telvs"), "");
	assert_string_equal(nearest_of("a_word_much_too_long_to_be_any_word_at_all"), "");
}

static void the_same_first_letter_wins(void **state)
{
	struct nearest nearest = nearest_to(span_of("tset"));

	(void)state;
	nearest_offer(&nearest, "set");
	nearest_offer(&nearest, "Test");
	nearest_offer(&nearest, "tse");
	assert_string_equal(nearest.best, "Test");
}

static void the_closest_wins_and_the_first_of_equals(void **state)
{
	struct nearest nearest = nearest_to(span_of("tine"));

	(void)state;
	nearest_offer(&nearest, "twins");
	nearest_offer(&nearest, "time");
	nearest_offer(&nearest, "tire");
	assert_string_equal(nearest.best, "time");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_edit_is_close),
		cmocka_unit_test(case_does_not_count),
		cmocka_unit_test(long_words_may_have_two_edits),
		cmocka_unit_test(what_is_not_close_has_none),
		cmocka_unit_test(the_same_first_letter_wins),
		cmocka_unit_test(the_closest_wins_and_the_first_of_equals),
	};

	return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
