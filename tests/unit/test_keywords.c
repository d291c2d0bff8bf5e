/* The keyword table: it is complete and in order, and no keyword can be mistaken for an APDU. */
#include "test.h"

#include "base/bytes.h"
#include "script/keywords.h"

#include <string.h>

static void every_id_has_a_complete_row(void **state)
{
	bool found[KEYWORD_COUNT] = {false};

	(void)state;
	for (size_t i = 0; i < keyword_count; i++) {
		const struct keyword *keyword = &keywords[i];

		found[keyword->id] = true;
		assert_true(keyword->name[0] != '\0' && keyword->help[0] != '\0');
		assert_non_null(keyword->syntax);
		assert_ptr_equal(keyword_find(span_of(keyword->name)), keyword);
	}
	for (size_t id = 0; id < KEYWORD_COUNT; id++)
		assert_true(found[id]);
}

/* A keyword that something follows has a function to parse it, unless it works only at the prompt;
 * its choices are in its syntax. */
static void rows_agree_with_themselves(void **state)
{
	(void)state;
	for (size_t i = 0; i < keyword_count; i++) {
		const struct keyword *keyword = &keywords[i];
		bool nothing_follows = keyword->syntax[0] == '\0';

		assert_true(nothing_follows || keyword->parse != NULL || keyword->prompt_only);
		for (size_t j = 0; keyword->choices != NULL && keyword->choices[j] != NULL; j++)
			assert_non_null(strstr(keyword->syntax, keyword->choices[j]));
	}
}

static void rows_stand_by_name(void **state)
{
	(void)state;
	for (size_t i = 1; i < keyword_count; i++)
		assert_true(strcmp(keywords[i - 1].name, keywords[i].name) < 0);
}

static void no_keyword_is_all_hex_digits(void **state)
{
	(void)state;
	for (size_t i = 0; i < keyword_count; i++) {
		size_t digits = 0;

		for (const char *p = keywords[i].name; *p != '\0'; p++)
			digits += hex_digit(*p) >= 0;
		assert_true(digits < strlen(keywords[i].name));
	}
}

static void any_case_is_found_and_parts_are_not(void **state)
{
	(void)state;
	assert_int_equal(keyword_find(span_of("ReSeT"))->id, KEYWORD_RESET);
	assert_null(keyword_find(span_of("rese")));
	assert_null(keyword_find(span_of("resets")));
	assert_null(keyword_find(span_of("")));
}

static const char *nearest(const char *text)
{
	const char *name = keyword_nearest(span_of(text));

	return name == NULL ? "" : name;
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

/* Each command appears once, under a heading; commands of the prompt only in its help. */
static void help_lists_them_all(void **state)
{
	struct text script = {0}, prompt = {0};

	(void)state;
	keyword_help_all(&script, false);
	keyword_help_all(&prompt, true);
	for (size_t i = 0; i < keyword_count; i++) {
		struct text line = {0};

		keyword_help(&line, &keywords[i]);
		assert_memory_equal(line.data, keywords[i].name, strlen(keywords[i].name));
		assert_non_null(strstr(line.data, keywords[i].syntax));
		assert_non_null(strstr(line.data, keywords[i].help));
		const char *found = strstr(prompt.data, line.data);
		assert_non_null(found);
		assert_null(strstr(found + 1, line.data));
		assert_int_equal(strstr(script.data, line.data) == NULL, keywords[i].prompt_only);
		text_free(&line);
	}
	text_free(&script);
	text_free(&prompt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_id_has_a_complete_row),
		cmocka_unit_test(rows_agree_with_themselves),
		cmocka_unit_test(rows_stand_by_name),
		cmocka_unit_test(no_keyword_is_all_hex_digits),
		cmocka_unit_test(any_case_is_found_and_parts_are_not),
		cmocka_unit_test(a_mistyped_word_has_a_nearest),
		cmocka_unit_test(help_lists_them_all),
	};

	return cmocka_run_group_tests_name("keywords", tests, NULL, NULL);
}
