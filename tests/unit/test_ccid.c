/* reader/ccid: the class descriptor of readers on USB. */
#include "test.h"

#include "reader/ccid.h"

/* CCID 1.10, table 5.1-1, with a different value in each field. */
static const uint8_t reader[CCID_LENGTH] = {
	0x36, 0x21, 0x10, 0x01, 0x01, 0x03, 0x03, 0x00, 0x00, 0x00, /* 1.10, 2 slots, 5 V, 3 V */
	0xA0, 0x0F, 0x00, 0x00, 0x80, 0x3E, 0x00, 0x00, 0x02,       /* 4 to 16 MHz */
	0x00, 0x2A, 0x00, 0x00, 0xE7, 0x4C, 0x06, 0x00, 0x35,       /* 10752 to 412903 bit/s */
	0xFE, 0x00, 0x00, 0x00, 0x07, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, /* IFSD 254 */
	0xBA, 0x04, 0x04, 0x00, 0x14, 0x00, 0x01, 0x00, 0xFF, 0x00,             /* 65556 */
	0x10, 0x02, 0x03, 0x01,
};

static const char *field_text(const struct ccid *ccid, enum ccid_field_id field)
{
	static struct words words;

	words = (struct words){0};
	ccid_field_text(&words, ccid, field);
	return words.text;
}

static void rows(void **state)
{
	unsigned at = 0;

	(void)state;
	for (unsigned i = 0; i < CCID_FIELD_COUNT; i++) {
		assert_int_equal(ccid_fields[i].offset, at);
		at += ccid_fields[i].size;
	}
	assert_int_equal(at, CCID_LENGTH);
}

static void fields(void **state)
{
	struct ccid ccid;

	(void)state;
	ccid_read(&ccid, reader, sizeof reader);
	assert_int_equal(ccid.value[CCID_DEFAULT_CLOCK], 4000);
	assert_int_equal(ccid.value[CCID_MAX_DATA_RATE], 412903);
	assert_int_equal(ccid.value[CCID_FEATURES], 0x000404BA);
	assert_int_equal(ccid_level(&ccid), CCID_EXCHANGE_EXTENDED);
	assert_int_equal(ccid_max_apdu(&ccid), 65546);
	assert_string_equal(field_text(&ccid, CCID_VERSION), "1.10");
	assert_string_equal(field_text(&ccid, CCID_VOLTAGE_SUPPORT), "5.0 V, 3.0 V");
	assert_string_equal(field_text(&ccid, CCID_DEFAULT_CLOCK), "4000 kHz");
	assert_string_equal(field_text(&ccid, CCID_CLASS_GET_RESPONSE), "that of the command");
	assert_string_equal(field_text(&ccid, CCID_CLASS_ENVELOPE), "00");
	assert_string_equal(field_text(&ccid, CCID_LCD_LAYOUT), "2 lines of 16 characters");
	assert_string_equal(field_text(&ccid, CCID_PIN_SUPPORT),
	                    "PIN verification, PIN modification");
}

static void truncated(void **state)
{
	struct ccid ccid;

	(void)state;
	for (size_t length = 0; length <= sizeof reader; length++) {
		ccid_read(&ccid, reader, length);
		assert_int_equal(ccid_has(&ccid, CCID_FEATURES), length >= 44);
		assert_int_equal(ccid_level(&ccid),
		                 length >= 44 ? CCID_EXCHANGE_EXTENDED : CCID_EXCHANGE_UNKNOWN);
		assert_int_equal(ccid.value[CCID_MAX_BUSY_SLOTS], length == CCID_LENGTH);
	}
}

static void levels(void **state)
{
	static const struct {
		uint8_t bits;
		const char *name;
	} cases[] = {{0x0, "character"},  {0x1, "TPDU"},
	             {0x2, "short APDU"}, {0x4, "short and extended APDU"},
	             {0x3, NULL},         {0x7, NULL}};
	uint8_t bytes[sizeof reader];
	struct ccid ccid;

	(void)state;
	memcpy(bytes, reader, sizeof bytes);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		bytes[42] = cases[i].bits;
		ccid_read(&ccid, bytes, sizeof bytes);
		const char *name = ccid_level_name(ccid_level(&ccid));
		assert_int_equal(name == NULL, cases[i].name == NULL);
		if (name != NULL)
			assert_string_equal(name, cases[i].name);
	}
}

/* ISO/IEC 7816-3:2006, 8.3: f x Di / Fi, tables 7 and 8. */
static void rates(void **state)
{
	struct ccid ccid;

	(void)state;
	ccid_read(&ccid, reader, sizeof reader);
	assert_int_equal(ccid_ta1_rate(&ccid, 0x11), 10752);
	assert_int_equal(ccid_ta1_rate(&ccid, 0x18), 129032);
	assert_int_equal(ccid_ta1_rate(&ccid, 0x96), 250000);
	assert_int_equal(ccid_ta1_rate(&ccid, 0x97), 0); /* 500000: too fast */
	assert_int_equal(ccid_ta1_rate(&ccid, 0x71), 0); /* reserved */
	assert_int_equal(ccid_ta1_rate(&ccid, 0x10), 0);
	ccid.value[CCID_DEFAULT_CLOCK] = 4800; /* Fi 0 allows 4 MHz, Fi 1 allows 5 */
	assert_int_equal(ccid_ta1_rate(&ccid, 0x01), 0);
	assert_int_equal(ccid_ta1_rate(&ccid, 0x11), 12903);
	ccid.value[CCID_DEFAULT_CLOCK] = 3580; /* 9623 bit/s, which tokens call 9600 */
	ccid.value[CCID_MAX_DATA_RATE] = 9600;
	assert_int_equal(ccid_ta1_rate(&ccid, 0x11), 9623);
	assert_int_equal(ccid_ta1_rate(&ccid, 0x12), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows),   cmocka_unit_test(fields), cmocka_unit_test(truncated),
		cmocka_unit_test(levels), cmocka_unit_test(rates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
