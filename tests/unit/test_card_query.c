/* Text typed into the only field of a card search: words of names, or the start of an ATR. */
#include "cards/card_search.h"

#include "test.h"

#include <string.h>

static const char list[] = "3B 65 00 00 41\n\tGreen Card\n"
			   "3B 66 00 00 41 42\n\tRed card\n"
			   "3F 65 00\n\tcard of green\n"
			   "3B 6. 00 .*\n\tAny\n";

/* Returns the lines of the entries that were found, one digit each. */
static void finds(const char *asked, const char *lines)
{
	struct cardlist_walk walk = cardlist_start(list, sizeof list - 1);
	struct card_query query;
	struct card_found found;
	char got[8] = "";

	card_query_read(&query, (struct span){asked, strlen(asked)});
	while (card_query_next(&walk, &query, &found))
		snprintf(got + strlen(got), 2, "%u", found.line % 10);
	assert_string_equal(got, lines);
}

static void test_words(void **state)
{
	(void)state;
	finds("green", "15");
	finds("  CARD\tgreen ", "15");
	finds("card", "135");
	finds("", "1357");
	finds("3 cards", "");
}

static void test_atrs(void **state)
{
	(void)state;
	finds("3B", "137");
	finds("3b65", "1");
	finds("3B 6", "137");
	finds("3B 6.", "137");
	finds("3B:66:00", "3");
	finds("3[BF] 65", "15");
	finds(".. 65", "15");
	finds("3B 65 00 00 41 00", "");
	/* Not a pattern: words, which no name contains. */
	finds("3B (", "");
}

static void test_limits(void **state)
{
	char longer[CARD_QUERY_MAX + 100];
	struct card_query query;

	(void)state;
	memset(longer, 'x', sizeof longer);
	card_query_read(&query, (struct span){longer, sizeof longer});
	assert_int_equal(query.word_count, 1);
	assert_int_equal(strlen(query.words[0]), CARD_QUERY_MAX);
	for (size_t i = 1; i < sizeof longer; i += 2)
		longer[i] = ' ';
	card_query_read(&query, (struct span){longer, sizeof longer});
	assert_int_equal(query.word_count, CARD_QUERY_WORDS);
	memset(longer, '.', sizeof longer);
	card_query_read(&query, (struct span){longer, sizeof longer});
	assert_int_equal(query.pattern_length, CARD_QUERY_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_atrs),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
