/* The fields of an ATR read from JSON, and the errors for other JSON. */
#include "render/atr_fields_json.h"

#include "../test.h"

static bool read_fields(struct atr_fields *fields, const char *text, char why[ATR_FIELDS_WHY])
{
	*why = '\0';
	return atr_fields_from_json(fields, text, strlen(text), why);
}

/* An ATR as "atr_parser --json" prints it; T0 and the upper halves of TDi, and TCK follow from the
 * rest. */
static void fields_are_read(void **state)
{
	struct atr_fields fields;
	char why[ATR_FIELDS_WHY];

	(void)state;
	assert_true(read_fields(
		&fields,
		"{\"convention\":\"inverse\",\"interface\":[{\"name\":\"T0\",\"value\":\"FF\"},"
		"{\"name\":\"TA1\",\"value\":\"96\"},{\"name\":\"TD1\",\"value\":\"81\"},"
		"{\"name\":\"TD2\",\"value\":\"31\"},{\"name\":\"TB3\",\"value\":\"45\"}],"
		"\"historical\":{\"value\":\"8065\"},\"tck\":null}",
		why));
	assert_int_equal(fields.ts, 0x3F);
	assert_int_equal(fields.protocol_count, 2);
	assert_int_equal(fields.protocols[0], 1);
	assert_int_equal(fields.protocols[1], 1);
	assert_true(fields.groups[0].has[0]);
	assert_int_equal(fields.groups[0].value[0], 0x96);
	assert_true(fields.groups[2].has[1]);
	assert_int_equal(fields.groups[2].value[1], 0x45);
	assert_int_equal(fields.historical_length, 2);
	assert_true(read_fields(&fields,
	                        "{\"convention\":null,\"interface\":[],\"historical\":null}", why));
	assert_int_equal(fields.ts, 0x3B);
	assert_int_equal(fields.historical_length, 0);
	assert_true(read_fields(&fields, "{\"interface\":[]}", why));
}

static void wrong_fields_are_named(void **state)
{
#define ITEM(name, value) "{\"interface\":[{\"name\":\"" name "\",\"value\":\"" value "\"}]}"
	static const char *const rows[][2] = {
		{"[", "not JSON at character"},
		{"{}", "no array \"interface\""},
		{"{\"interface\":1}", "no array \"interface\""},
		{"{\"interface\":[],\"convention\":1}", "must be \"direct\" or \"inverse\""},
		{"{\"interface\":[],\"convention\":\"both\"}", "must be \"direct\" or \"inverse\""},
		{"{\"interface\":[{}]}", "no \"name\" or no \"value\""},
		{"{\"interface\":[{\"name\":\"TA1\"}]}", "no \"name\" or no \"value\""},
		{ITEM("TD1", "8"), "a TDi must be two hex digits"},
		{ITEM("TD1", "8001"), "a TDi must be two hex digits"},
		{ITEM("TX1", "00"), "unknown name in \"interface\""},
		{ITEM("X", "00"), "unknown name in \"interface\""},
		{ITEM("TA1", "9"), "TA1: "},
		{ITEM("TA0", "96"), "TA0: "},
		{"{\"interface\":[],\"historical\":{}}", "\"historical\" has no \"value\""},
		{"{\"interface\":[],\"historical\":{\"value\":\"8\"}}", ""},
	};
	struct atr_fields fields;
	char why[ATR_FIELDS_WHY];

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		assert_false(read_fields(&fields, rows[i][0], why));
		if (strstr(why, rows[i][1]) == NULL || *why == '\0')
			fail_msg("%s: \"%s\"", rows[i][0], why);
	}
}

/* More protocols than an ATR of 33 bytes can offer. */
static void too_many_protocols_are_refused(void **state)
{
	char text[64 * 40] = "{\"interface\":[";
	struct atr_fields fields;
	char why[ATR_FIELDS_WHY];

	(void)state;
	for (int i = 0; i < 40; i++)
		strcat(text, "{\"name\":\"TD1\",\"value\":\"80\"},");
	strcpy(text + strlen(text) - 1, "]}");
	assert_false(read_fields(&fields, text, why));
	assert_string_equal(why, "too many protocols for an ATR");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_read),
		cmocka_unit_test(wrong_fields_are_named),
		cmocka_unit_test(too_many_protocols_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
