#include "../no_memory.h"

#include "render/json.h"
#include "render/json_member.h"

#include <math.h>
#include <stdlib.h>

/* Returns what json_write gives; the caller frees it. */
static char *written(struct json *json)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	assert_true(json_write(json, out));
	fclose(out);
	return text;
}

static void expect(struct json *json, const char *want)
{
	char *text = written(json);

	assert_string_equal(text, want);
	free(text);
}

static int start(void **state)
{
	*state = json_new();
	return *state == NULL;
}

static int finish(void **state)
{
	json_free((struct json **)state);
	assert_null(*state);
	return 0;
}

static void keys_keep_their_order(void **state)
{
	struct json *json = *state;

	json_begin_object(json);
	json_key(json, "z");
	json_put_integer(json, 1);
	json_key(json, "a");
	json_begin_array(json);
	json_put_bool(json, true);
	json_put_null(json);
	json_begin_object(json);
	json_end(json);
	json_end(json);
	json_key(json, "m");
	json_put_string(json, NULL);
	json_end(json);
	expect(json, "{\"z\":1,\"a\":[true,null,{}],\"m\":null}\n");
}

static void reals_have_six_digits(void **state)
{
	/* design: 372.0, and the figures of the two worked examples */
	static const struct {
		double value;
		const char *want;
	} rows[] = {
		{372, "372.0\n"},       {4e6 / 372, "10752.7\n"}, {4e6 / 31, "129032.0\n"},
		{2142.72, "2142.72\n"}, {0.33325, "0.33325\n"},   {11427.8605, "11427.9\n"},
		{0, "0.0\n"},           {11.625, "11.625\n"},     {NAN, "null\n"},
		{INFINITY, "null\n"},
	};
	struct json *json = *state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		json_put_real(json, rows[i].value);
		expect(json, rows[i].want);
	}
}

/* jansson wrote 1e6 before 2.15, and writes 1000000.0 since: the same number. */
static void a_million_is_as_jansson_writes_it(void **state)
{
	struct json *json = *state;

	json_put_real(json, 1e6);
	char *text = written(json);
	assert_true(strcmp(text, "1e6\n") == 0 || strcmp(text, "1000000.0\n") == 0);
	free(text);
}

static void hostile_text_becomes_valid(void **state)
{
	struct json *json = *state;

	json_begin_array(json);
	json_put_text(json, "a\0\xFF\"\\\n\033z", 8);
	json_put_text(json, "", 0);
	json_end(json);
	expect(json, "[\"a\xEF\xBF\xBD\xEF\xBF\xBD\\\"\\\\\\n\\u001Bz\",\"\"]\n");
}

static void hex_is_upper_case_and_null_without_bytes(void **state)
{
	static const uint8_t bytes[] = {0x3B, 0xAF};
	struct json *json = *state;

	json_begin_array(json);
	json_put_hex(json, bytes, 2);
	json_put_hex(json, bytes, 0);
	json_put_hex(json, NULL, 0);
	json_end(json);
	expect(json, "[\"3BAF\",\"\",null]\n");
}

static void one_writer_serves_many_lines(void **state)
{
	struct json *json = *state;
	char big[3000];

	memset(big, 'x', sizeof big);
	for (int i = 0; i < 3; i++) {
		json_begin_object(json);
		json_key(json, "big");
		json_put_text(json, big, sizeof big);
		json_end(json);
		char *text = written(json);
		assert_int_equal(strlen(text), sizeof big + strlen("{\"big\":\"\"}\n"));
		free(text);
	}
	json_put_integer(json, -7);
	expect(json, "-7\n");
}

static void what_is_not_finished_is_not_written(void **state)
{
	struct json *json = *state;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	assert_false(json_write(json, out)); /* nothing begun */
	json_begin_object(json);
	assert_false(json_write(json, out)); /* not ended */
	json_begin_object(json);
	json_put_integer(json, 1); /* no key */
	json_end(json);
	assert_false(json_write(json, out));
	for (int i = 0; i < 100; i++) /* deeper than our output ever is */
		json_begin_array(json);
	for (int i = 0; i < 100; i++)
		json_end(json);
	assert_false(json_write(json, out));
	json_put_bool(json, false); /* and it can be used again */
	assert_true(json_write(json, out));
	fclose(out);
	assert_string_equal(text, "false\n");
	free(text);
}

/* jansson's own allocations are not tested here, only those for texts and for the line. */
static bool write_much(const void *subject, struct text *out)
{
	struct json *json = json_new();
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);
	char big[5000];

	(void)subject;
	memset(big, 'x', sizeof big);
	if (json != NULL) {
		json_begin_object(json);
		json_member_hex(json, "hex", (const uint8_t *)big, 100);
		json_key(json, "texts"); /* together longer than a usual line */
		json_begin_array(json);
		for (int i = 0; i < 5; i++)
			json_put_text(json, big, sizeof big);
		json_end(json);
		json_end(json);
	}
	bool good = json != NULL && json_write(json, file);
	assert_int_equal(json_is_whole(json), good || json == NULL);
	fclose(file);
	text_add(out, text, size);
	free(text);
	json_free(&json);
	return good;
}

static void without_memory(void **state)
{
	(void)state;
	no_memory(write_much, NULL);
}

static void what_was_read_is_looked_up(void **state)
{
	static const char text[] = "{\"a\":[\"x\",null,1],\"b\":null}";
	char why[100];
	struct json_value *root = json_read(text, sizeof text - 1, why, sizeof why);
	const struct json_value *array = json_value_member(root, "a");

	(void)state;
	assert_true(json_value_is_array(array));
	assert_false(json_value_is_array(root));
	assert_int_equal(json_value_count(array), 3);
	assert_string_equal(json_value_string(json_value_at(array, 0)), "x");
	assert_true(json_value_is_null(json_value_at(array, 1)));
	assert_null(json_value_string(json_value_at(array, 2)));
	assert_null(json_value_at(array, 3));
	assert_null(json_value_member(root, "c"));
	assert_false(json_value_is_null(json_value_member(root, "c")));
	json_value_free(&root);
	assert_null(root);
	assert_null(json_read("{\"a\":1,\"a\":2}", 13, why, sizeof why));
	assert_memory_equal(why, "not JSON at character", 21);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keys_keep_their_order, start, finish),
		cmocka_unit_test_setup_teardown(reals_have_six_digits, start, finish),
		cmocka_unit_test_setup_teardown(a_million_is_as_jansson_writes_it, start, finish),
		cmocka_unit_test_setup_teardown(hostile_text_becomes_valid, start, finish),
		cmocka_unit_test_setup_teardown(hex_is_upper_case_and_null_without_bytes, start,
	                                        finish),
		cmocka_unit_test_setup_teardown(one_writer_serves_many_lines, start, finish),
		cmocka_unit_test_setup_teardown(what_is_not_finished_is_not_written, start, finish),
		cmocka_unit_test(without_memory),
		cmocka_unit_test(what_was_read_is_looked_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
