#include "fields.h"
#include "report.h"

#include "atr/atr_build.h"
#include "atr/atr_fields.h"

static struct atr atr;
static struct atr_fields fields;

static void assert_built(const char *want)
{
	uint8_t out[ATR_MAX], bytes[64];
	size_t length, count = report_bytes(want, bytes, sizeof bytes);

	assert_true(atr_build(&fields, out, &length));
	assert_int_equal(length, count);
	assert_memory_equal(out, bytes, length);
}

static void set(unsigned kind, unsigned index, uint8_t value)
{
	fields.groups[index - 1].has[kind] = true;
	fields.groups[index - 1].value[kind] = value;
}

static void what_is_parsed_is_built_again(void **state)
{
	(void)state;

	for (size_t i = 0; i < LENGTH(atr_examples); i++) {
		uint8_t bytes[64];
		size_t length = report_bytes(atr_examples[i], bytes, sizeof bytes);

		atr_parse(&atr, bytes, length);
		atr_fields_of(&fields, &atr);
		assert_built(atr_examples[i]);
	}
}

/* The ATR that is built has the requested fields, and nothing in its structure is missing or
 * wrong. */
static void what_is_built_is_parsed_again(void **state)
{
	uint32_t seed = 3;
	size_t built = 0;
	(void)state;

	for (size_t round = 0; round < 20000; round++) {
		struct atr_fields again;
		uint8_t out[ATR_MAX];
		size_t length;

		fields = (struct atr_fields){.ts = 0x3B, .protocol_count = (uint8_t)(round % 7)};
		for (unsigned i = 0; i < 7u * 3; i++) {
			seed = seed * 1664525 + 1013904223;
			if (i / 3 <= fields.protocol_count && seed >> 30 == 0)
				set(i % 3, i / 3 + 1, (uint8_t)(seed >> 16));
			fields.protocols[i / 3] =
				(uint8_t)(i / 3 < fields.protocol_count ? seed >> 20 & 15 : 0);
		}
		fields.historical_length = (uint8_t)(seed >> 8 & 15);
		for (size_t i = 0; i < fields.historical_length; i++)
			fields.historical[i] = (uint8_t)(seed >> (i + 4));
		if (!atr_build(&fields, out, &length))
			continue;
		built++;
		atr_parse(&atr, out, length);
		assert_false(atr.truncated);
		assert_int_equal(atr.extra.length, 0);
		assert_null(report_problem(&atr, "tck-wrong"));
		assert_null(report_problem(&atr, "tck-missing"));
		atr_fields_of(&again, &atr);
		assert_memory_equal(&again, &fields, sizeof fields);
	}
	assert_true(built > 10000);
}

static void tds_follow_from_the_bytes(void **state)
{
	(void)state;

	fields = (struct atr_fields){.ts = 0x3B};
	assert_built("3B 00");
	set(0, 1, 0x96);
	assert_built("3B 10 96");
	/* TD1 has T=1; TA3 needs TD2, which repeats it. */
	fields.protocols[0] = 1;
	fields.protocol_count = 1;
	set(0, 3, 0xFE);
	set(1, 3, 0x45);
	assert_built("3B 90 96 81 31 FE 45 +");
	fields = (struct atr_fields){.ts = 0x3F, .historical = {0x80}, .historical_length = 1};
	set(2, 2, 0x0A); /* no T given: T=0 */
	assert_built("3F 81 40 0A 80");
}

static void too_long_is_refused(void **state)
{
	uint8_t out[ATR_MAX];
	size_t length;
	(void)state;

	fields = (struct atr_fields){.ts = 0x3B, .protocol_count = 31};
	assert_true(atr_build(&fields, out, &length)); /* T0 and 31 TDs */
	assert_int_equal(length, ATR_MAX);
	fields.historical_length = 1;
	assert_false(atr_build(&fields, out, &length));
	fields.historical_length = 0;
	fields.protocols[0] = 1; /* needs TCK */
	assert_false(atr_build(&fields, out, &length));
}

/* atr_parser(1), --build */
static void fields_have_names_and_values(void **state)
{
	static const struct {
		const char *name, *value, *why; /* NULL: accepted */
	} rows[] = {
		{"TS", "3F", NULL},
		{"TS", "3C", "TS must be 3B (direct convention) or 3F (inverse convention)"},
		{"t", "0,15", NULL},
		{"T", "16", "expected protocol numbers from 0 to 15, separated by commas"},
		{"T", "1,", "expected protocol numbers from 0 to 15, separated by commas"},
		{"T",
	         "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,0",
	         "too many protocols for an ATR"},
		{"ta1", "96", NULL},
		{"TA1", "97", "given twice"},
		{"TB2", "9", "expected two hex digits"},
		{"TC32", "00", NULL},
		{"TA33", "00", "unknown field, expected TS, T, TA1 to TC32 or hist"},
		{"TA01", "00", "unknown field, expected TS, T, TA1 to TC32 or hist"},
		{"X", "00", "unknown field, expected TS, T, TA1 to TC32 or hist"},
		{"T0", "00", "computed from the other fields; T sets the protocols"},
		{"TD1", "00", "computed from the other fields; T sets the protocols"},
		{"TCK", "00", "computed from the other fields; T sets the protocols"},
		{"hist", "00112233445566778899AABBCCDDEEFF",
	         "expected at most 15 pairs of hex digits"},
		{"hist", "0102", NULL},
		{"hist", "03", "given twice"},
	};
	char why[ATR_FIELDS_WHY];

	(void)state;
	atr_fields_start(&fields);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		const char *name = rows[i].name;

		assert_int_equal(atr_fields_set(&fields, name, strlen(name), rows[i].value, why),
		                 rows[i].why == NULL);
		if (rows[i].why != NULL)
			assert_string_equal(why, rows[i].why);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_parsed_is_built_again),
		cmocka_unit_test(what_is_built_is_parsed_again),
		cmocka_unit_test(tds_follow_from_the_bytes),
		cmocka_unit_test(too_long_is_refused),
		cmocka_unit_test(fields_have_names_and_values),
	};

	return cmocka_run_group_tests_name("atr_build", tests, NULL, NULL);
}
