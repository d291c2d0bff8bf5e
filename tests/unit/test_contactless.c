#include "report.h"

#include "atr/contactless.h"
#include "atr/contactless_tables.h"

static struct atr_report report;

static void storage_cards_are_named(void **state)
{
	static const struct {
		const char *tail; /* SS to TCK, after 3B 8F 80 01 80 4F 0C A0 00 00 03 06 */
		unsigned standard, card;
		const char *standard_name, *card_name, *vendor;
	} rows[] = {
		{"03 00 01 00 00 00 00 6A", 0x03, 0x0001, "ISO/IEC 14443 A, part 3",
	         "MIFARE Classic 1K", NULL},
		{"03 00 02 00 00 00 00 69", 0x03, 0x0002, "ISO/IEC 14443 A, part 3",
	         "MIFARE Classic 4K", NULL},
		{"03 00 03 00 00 00 00 68", 0x03, 0x0003, "ISO/IEC 14443 A, part 3",
	         "MIFARE Ultralight", NULL},
		{"03 00 26 00 00 00 00 4D", 0x03, 0x0026, "ISO/IEC 14443 A, part 3", "MIFARE Mini",
	         NULL},
		{"03 00 3A 00 00 00 00 51", 0x03, 0x003A, "ISO/IEC 14443 A, part 3",
	         "MIFARE Ultralight C", NULL},
		{"03 00 36 00 00 00 00 5D", 0x03, 0x0036, "ISO/IEC 14443 A, part 3",
	         "MIFARE Plus SL1 2K", NULL},
		{"11 00 3B 00 00 00 00 42", 0x11, 0x003B, "FeliCa", "FeliCa", NULL},
		{"03 F0 04 00 00 00 00 9F", 0x03, 0xF004, "ISO/IEC 14443 A, part 3",
	         "Topaz or Jewel (NFC Forum type 1)", "ACS"},
		{"03 F0 11 00 00 00 00 8A", 0x03, 0xF011, "ISO/IEC 14443 A, part 3", "FeliCa 212K",
	         "ACS"},
		{"0B 00 14 00 00 00 00 77", 0x0B, 0x0014, "ISO/IEC 15693, part 3", "ICODE SLI",
	         NULL},
		{"0A 00 18 00 00 00 00 7A", 0x0A, 0x0018, "ISO/IEC 15693, part 2", "PicoPass 2KS",
	         NULL},
		{"07 FF B0 00 00 00 00 20", 0x07, 0xFFB0, "ISO/IEC 14443 B, part 3",
	         "generic ISO/IEC 14443 B card", "SpringCard"},
		{"40 00 00 00 00 00 00 28", 0x40, 0x0000, "low frequency, below 135 kHz", NULL,
	         NULL},
		{"07 43 44 60 02 01 E4 EF", 0x07, 0x4344, "ISO/IEC 14443 B, part 3", NULL, NULL},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const struct contactless *card = &report.contactless;
		char text[128];

		(void)snprintf(text, sizeof text, "3B 8F 80 01 80 4F 0C A0 00 00 03 06 %s",
		               rows[i].tail);
		report_of(&report, text);
		assert_int_equal(report.atr.problem_count, 0);
		assert_int_equal(card->kind, CONTACTLESS_STORAGE);
		assert_int_equal(card->standard, rows[i].standard);
		assert_int_equal(card->card, rows[i].card);
		assert_string_equal(card->standard_name, rows[i].standard_name);
		if (rows[i].card_name == NULL)
			assert_null(card->card_name);
		else
			assert_string_equal(card->card_name, rows[i].card_name);
		if (rows[i].vendor == NULL)
			assert_null(card->vendor);
		else
			assert_string_equal(card->vendor, rows[i].vendor);
	}
}

static void numbers_of_others_are_not_named(void **state)
{
	(void)state;

	report_of(&report, "3B 8F 80 01 80 4F 0C A0 00 00 03 07 03 00 01 00 00 00 00 +");
	assert_int_equal(report.contactless.kind, CONTACTLESS_STORAGE);
	assert_null(report.contactless.standard_name);
	assert_null(report.contactless.card_name);
	assert_null(contactless_standard_name(0x00));
	assert_null(contactless_standard_name(0x04));
	assert_null(contactless_standard_name(0x12));
	assert_null(contactless_standard_name(0x3F));
	assert_null(contactless_standard_name(0x41));
	assert_null(contactless_standard_name(0xFF));
	assert_null(contactless_card_name(0x0000));
	assert_null(contactless_card_name(0x0005));
	assert_null(contactless_card_name(0x003E));
	assert_string_equal(contactless_card_name(0x003D), "MIFARE Ultralight EV1");
	assert_null(contactless_vendor(0x11, 0xF011));
	assert_string_equal(contactless_vendor(0x03, 0xFF20)->vendor, "ACS");
	assert_string_equal(contactless_vendor(0x03, 0xFFA0)->vendor, "SpringCard");
}

static void forms_are_told_apart(void **state)
{
	static const struct {
		const char *text;
		enum contactless_kind kind;
	} rows[] = {
		{"3B 81 80 01 80 80", CONTACTLESS_TYPE_A},
		{"3B 80 80 01 01", CONTACTLESS_TYPE_A},
		{"3B 8D 80 01 80 73 C0 21 C0 57 59 75 62 69 4B 65 FF 7F", CONTACTLESS_TYPE_A},
		{"3B 88 80 01 00 00 00 00 77 83 95 00 68", CONTACTLESS_14443_4},
		{"3B 88 80 01 00 00 00 00 77 83 95 00 00", CONTACTLESS_14443_4}, /* wrong TCK */
		{"3B 80 80 01", CONTACTLESS_NONE},                               /* no TCK */
		{"3B 80 80 01 01 00", CONTACTLESS_NONE},
		{"3F 80 80 01 01", CONTACTLESS_NONE},
		{"3B 80 81 01 00", CONTACTLESS_NONE},
		{"3B 90 11 80 01 10", CONTACTLESS_NONE},
		{"3B 00", CONTACTLESS_NONE},
		/* A reader that uses other interface bytes. */
		{"3B 6F 00 00 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00", CONTACTLESS_STORAGE},
		/* The shortest identifier with SS and NN; with one byte less it is not one. */
		{"3B 8B 80 01 80 4F 08 A0 00 00 03 06 03 00 01 +", CONTACTLESS_STORAGE},
		{"3B 8A 80 01 80 4F 07 A0 00 00 03 06 03 00 +", CONTACTLESS_TYPE_A},
		{"3B 8F 80 01 80 4F 0D A0 00 00 03 06 03 00 01 00 00 00 00 +", CONTACTLESS_TYPE_A},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		report_of(&report, rows[i].text);
		assert_int_equal(report.contactless.kind, rows[i].kind);
	}
}

static void type_b_is_taken_apart(void **state)
{
	static const uint8_t data[] = {0x11, 0x22, 0x33, 0x44}, info[] = {0x77, 0x83, 0x95};
	(void)state;

	report_of(&report, "3B 88 80 01 11 22 33 44 77 83 95 50 +");
	assert_memory_equal(report.contactless.application_data, data, 4);
	assert_memory_equal(report.contactless.protocol_info, info, 3);
	assert_int_equal(report.contactless.mbli, 5);
	assert_true(report.contactless.type_b);
	/* Each reserved bit excludes type B, and so does a card without ISO/IEC 14443-4. */
	report_of(&report, "3B 88 80 01 11 22 33 44 7F 83 95 50 +");
	assert_false(report.contactless.type_b);
	report_of(&report, "3B 88 80 01 11 22 33 44 77 8B 95 50 +");
	assert_false(report.contactless.type_b);
	report_of(&report, "3B 88 80 01 11 22 33 44 77 82 95 50 +");
	assert_false(report.contactless.type_b);
	report_of(&report, "3B 88 80 01 11 22 33 44 77 83 95 51 +");
	assert_false(report.contactless.type_b);
}

static int done(void **state)
{
	(void)state;
	atr_report_free(&report);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(storage_cards_are_named),
		cmocka_unit_test(numbers_of_others_are_not_named),
		cmocka_unit_test(forms_are_told_apart),
		cmocka_unit_test(type_b_is_taken_apart),
	};

	return cmocka_run_group_tests_name("contactless", tests, NULL, done);
}
