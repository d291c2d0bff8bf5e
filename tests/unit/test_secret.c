#include "test.h"

#include "base/bytes.h"
#include "apdu/secret.h"

static void expect(const char *hex, const char *want)
{
	uint8_t command[300];
	struct hex_result r = hex_read(hex, strlen(hex), command, sizeof command);
	struct text text = {0};

	assert_int_equal(r.status, HEX_OK);
	secret_hex(&text, command, r.count, ' ');
	assert_string_equal(text.data, want);
	text_free(&text);
}

static void pin_commands_hide_their_data(void **state)
{
	(void)state;
	expect("00 20 00 81 04 31323334", "00 20 00 81 04 ** ** ** **");
	expect("00 21 00 00 02 8000", "00 21 00 00 02 ** **");
	expect("00 24 00 01 02 1122", "00 24 00 01 02 ** **");
	expect("00 25 00 01 02 1122 00", "00 25 00 01 02 ** ** 00");
	expect("00 2C 00 01 02 1122", "00 2C 00 01 02 ** **");
	expect("00 2D 00 01 02 1122", "00 2D 00 01 02 ** **");
	expect("00 20 00 81 00 0002 3132 0000", "00 20 00 81 00 00 02 ** ** 00 00");
}

static void the_class_does_not_matter(void **state)
{
	(void)state;
	expect("A0 20 00 01 02 3132", "A0 20 00 01 02 ** **");
	expect("0C 20 00 01 02 3132", "0C 20 00 01 02 ** **");
	expect("84 24 00 01 02 3132", "84 24 00 01 02 ** **");
	expect("FF 20 00 01 02 3132", "FF 20 00 01 02 ** **");
}

static void other_commands_hide_nothing(void **state)
{
	(void)state;
	expect("00 A4 04 00 02 A000", "00 A4 04 00 02 A0 00");
	expect("00 26 00 01 02 3132", "00 26 00 01 02 31 32");
	expect("00 22 41 A4 02 8001", "00 22 41 A4 02 80 01");
	expect("00 2A 9E 9A 02 3132", "00 2A 9E 9A 02 31 32");
}

static void without_data_there_is_no_secret(void **state)
{
	(void)state;
	expect("00 20 00 81", "00 20 00 81");
	expect("00 20 00 81 00", "00 20 00 81 00");
	expect("00 20 00", "00 20 00");
	expect("20", "20");
}

static void wrong_lengths_hide_all_that_may_be_a_pin(void **state)
{
	(void)state;
	expect("00 20 00 81 31323334", "00 20 00 81 ** ** ** **"); /* Lc forgotten */
	expect("00 20 00 81 08 31323334", "00 20 00 81 ** ** ** ** **");
	expect("00 20 00 81 02 31323334", "00 20 00 81 ** ** ** ** **");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pin_commands_hide_their_data),
		cmocka_unit_test(the_class_does_not_matter),
		cmocka_unit_test(other_commands_hide_nothing),
		cmocka_unit_test(without_data_there_is_no_secret),
		cmocka_unit_test(wrong_lengths_hide_all_that_may_be_a_pin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
