/* Variables: large numbers of them, names, replacement, secrecy. */
#include "no_memory.h"

#include "script/variables.h"

#include <stdio.h>
#include <string.h>

static const char *value_of(const struct variables *variables, const char *name)
{
	const struct text *value = variables_find(variables, span_of(name));

	return value == NULL ? NULL : value->data;
}

static bool set(struct variables *variables, const char *name, const char *value)
{
	return variables_set(variables, span_of(name), value, strlen(value));
}

static void a_name_is_found_whole_and_in_its_case(void **state)
{
	struct variables variables = {0};

	(void)state;
	assert_null(value_of(&variables, "x"));
	assert_true(set(&variables, "name", "1"));
	assert_string_equal(value_of(&variables, "name"), "1");
	assert_null(value_of(&variables, "nam"));
	assert_null(value_of(&variables, "names"));
	assert_null(value_of(&variables, "Name"));
	variables_free(&variables);
}

static void a_new_value_is_not_secret(void **state)
{
	struct variables variables = {0};

	(void)state;
	assert_true(set(&variables, "pin", "1234"));
	variables_hide(&variables, span_of("pin"));
	variables_hide(&variables, span_of("none"));
	assert_true(variables_is_secret(&variables, span_of("pin")));
	assert_false(variables_is_secret(&variables, span_of("none")));
	assert_true(set(&variables, "pin", "5"));
	assert_false(variables_is_secret(&variables, span_of("pin")));
	assert_string_equal(value_of(&variables, "pin"), "5");
	assert_int_equal(variables.count, 1);
	variables_free(&variables);
}

static void a_new_value_is_not_literal(void **state)
{
	struct variables variables = {0};

	(void)state;
	assert_true(set(&variables, "name", "1234"));
	assert_false(variables_is_literal(&variables, span_of("name")));
	variables_mark_literal(&variables, span_of("name"));
	variables_mark_literal(&variables, span_of("none"));
	assert_true(variables_is_literal(&variables, span_of("name")));
	assert_false(variables_is_secret(&variables, span_of("name")));
	assert_false(variables_is_literal(&variables, span_of("none")));
	assert_true(set(&variables, "name", "5"));
	assert_false(variables_is_literal(&variables, span_of("name")));
	variables_free(&variables);
}

static void many_are_kept_in_order(void **state)
{
	enum { MANY = 10000 };
	struct variables variables = {0};
	char name[16], value[16];

	(void)state;
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "v%d", i);
		snprintf(value, sizeof value, "%d", i);
		assert_true(set(&variables, name, value));
	}
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "v%d", i);
		snprintf(value, sizeof value, "%d", i);
		assert_string_equal(value_of(&variables, name), value);
		assert_string_equal(variables.list[i].name, name);
	}
	assert_int_equal(variables.count, MANY);
	variables_free(&variables);
}

static bool keep_many(const void *subject, struct text *out)
{
	struct variables variables = {0};
	bool good = true;
	char name[16];

	(void)subject;
	for (int i = 0; i < 40 && good; i++) {
		snprintf(name, sizeof name, "v%d", i);
		good = set(&variables, name, name);
	}
	for (size_t i = 0; i < variables.count; i++)
		text_printf(out, "%s ", value_of(&variables, variables.list[i].name));
	variables_free(&variables);
	return good;
}

static void many_without_memory(void **state)
{
	(void)state;
	no_memory(keep_many, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_found_whole_and_in_its_case),
		cmocka_unit_test(a_new_value_is_not_secret),
		cmocka_unit_test(a_new_value_is_not_literal),
		cmocka_unit_test(many_are_kept_in_order),
		cmocka_unit_test(many_without_memory),
	};

	return cmocka_run_group_tests_name("variables", tests, NULL, NULL);
}
