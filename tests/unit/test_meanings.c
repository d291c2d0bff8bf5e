/* The table of interface bytes: what must be true for every row. */
#include "atr/atr_problems.h"
#include "atr/meanings.h"

#include "test.h"

/* Every bit of a byte belongs to a field. */
static void every_bit_has_a_field(void **state)
{
	(void)state;
	for (unsigned id = 0; id < ATR_MEANING_COUNT; id++) {
		const struct atr_meaning *row = &atr_meanings[id];
		unsigned mask = 0;

		for (unsigned i = 0; i < row->count; i++)
			mask |= atr_fields[row->first + i].mask;
		assert_int_equal(mask, row->count > 0 ? 0xFF : 0);
		assert_true((row->count > 0) != (row->text != NULL));
		assert_non_null(strstr(row->clause, "ISO/IEC 7816-3:2006, "));
	}
}

/* A field belongs to one byte, except for TS, and its rows are values that it can have. */
static void every_field_has_its_byte(void **state)
{
	(void)state;
	for (unsigned field = 0; field < ATR_FIELD_COUNT; field++) {
		unsigned owners = 0, most = atr_field_of((enum atr_field_id)field, 0xFF);

		for (unsigned id = 0; id < ATR_MEANING_COUNT; id++)
			owners += field - atr_meanings[id].first < atr_meanings[id].count;
		assert_int_equal(owners, field == ATR_FIELD_TS ? 0 : 1);
		assert_non_null(atr_fields[field].line);
		for (size_t i = 0; i < atr_fields[field].count; i++) {
			assert_true(atr_fields[field].values[i].first <=
			            atr_fields[field].values[i].last);
			assert_true(atr_fields[field].values[i].first <= most);
		}
	}
}

/* Every value of a byte has a text; a reserved value is described as such, or is a problem. */
static void every_byte_says_something(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 4u * 256 * 5 * 16; i++) {
		const struct atr_interface byte = {
			.kind = (enum atr_kind)(ATR_TA + i % 4),
			.value = (uint8_t)(i / 4),
			.index = (uint8_t)(1 + i / 1024 % 5),
			.protocol = (int8_t)(i / 5120),
		};
		struct words words = {.length = 0};

		atr_meaning_text(&words, &byte);
		assert_true(words.length > 0);
		assert_true(words.length < sizeof words.text - 1);
	}
	for (unsigned field = 0; field < ATR_FIELD_COUNT; field++)
		for (unsigned value = 0; value < 256; value++)
			if (atr_field_row((enum atr_field_id)field, value) == NULL &&
			    value <= atr_field_of((enum atr_field_id)field, 0xFF))
				assert_non_null(atr_fields[field].reserved);
}

/* Reserved values according to the standard's text, not to our rows: 8.3, tables 7 and 8, 10.2,
 * 11.4; TS 102 221, 6.2. */
static void reserved_values_are_the_standards(void **state)
{
	static const struct {
		enum atr_field_id field;
		const char *reserved;
	} rows[] = {
		{ATR_FIELD_FI, "7 8 14 15"},
		{ATR_FIELD_DI, "0 10 11 12 13 14 15"},
		{ATR_FIELD_WI, "0"},
		{ATR_FIELD_IFSC, "0 255"},
		{ATR_FIELD_BWI, "10 11 12 13 14 15"},
		{ATR_FIELD_CWI, ""},
		{ATR_FIELD_TB1_B8, "1"},
		{ATR_FIELD_TA2_RESERVED, "1 2 3"},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		unsigned most = atr_field_of(rows[i].field, 0xFF);
		char got[1200] = "";
		size_t n = 0;

		for (unsigned value = 0; value <= most; value++)
			if (atr_field_row(rows[i].field, value) == NULL)
				n += (size_t)snprintf(got + n, sizeof got - n, "%s%u",
				                      n > 0 ? " " : "", value);
		assert_string_equal(got, rows[i].reserved);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_bit_has_a_field),
		cmocka_unit_test(every_field_has_its_byte),
		cmocka_unit_test(every_byte_says_something),
		cmocka_unit_test(reserved_values_are_the_standards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
