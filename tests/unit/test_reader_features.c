/* reader/reader_features: PC/SC part 10. */
#include "test.h"

#include "reader/reader_features.h"

static void features(void **state)
{
	/* As returned by a reader with a PIN pad: control codes are big endian. */
	static const uint8_t answer[] = {0x06, 0x04, 0x42, 0x33, 0x00, 0x06, 0x07, 0x04, 0x42,
	                                 0x33, 0x00, 0x07, 0x12, 0x04, 0x42, 0x33, 0x00, 0x12};
	struct reader_features features;

	(void)state;
	reader_features_parse(&features, answer, sizeof answer);
	assert_int_equal(features.count, 3);
	assert_int_equal(features.list[0].tag, FEATURE_VERIFY_PIN_DIRECT);
	assert_int_equal(reader_features_control(&features, FEATURE_GET_TLV_PROPERTIES),
	                 0x42330012);
	assert_int_equal(reader_features_control(&features, FEATURE_EXECUTE_PACE), 0);
	/* Truncated anywhere, only complete entries count. */
	for (size_t length = 0; length < sizeof answer; length++) {
		reader_features_parse(&features, answer, length);
		assert_int_equal(features.count, length / 6);
	}
	reader_features_parse(&features, NULL, 0);
	assert_int_equal(features.count, 0);
}

static void odd_features(void **state)
{
	static const uint8_t answer[] = {0x06, 0x02, 0x42, 0x33, /* of another length */
	                                 0x07, 0x04, 0x00, 0x00, 0x00, 0x01,
	                                 0x07, 0x04, 0x00, 0x00, 0x00, 0x02, /* again */
	                                 0x7F, 0x04, 0x00, 0x00, 0x00, 0x03};
	struct reader_features features;

	(void)state;
	reader_features_parse(&features, answer, sizeof answer);
	assert_int_equal(features.count, 2);
	assert_int_equal(reader_features_control(&features, 0x07), 1);
	assert_int_equal(reader_features_control(&features, 0x7F), 3);
	assert_null(reader_feature_name(0x7F));
	assert_string_equal(reader_feature_name(0x06), "verify a PIN");
	assert_string_equal(reader_feature_name(0x20), "PACE");
}

static void many_features(void **state)
{
	uint8_t answer[FEATURES_MAX * 2 * 6];
	struct reader_features features;

	(void)state;
	for (size_t i = 0; i < sizeof answer / 6; i++)
		memcpy(answer + 6 * i, (uint8_t[]){(uint8_t)i, 4, 0, 0, 1, (uint8_t)i}, 6);
	reader_features_parse(&features, answer, sizeof answer);
	assert_int_equal(features.count, FEATURES_MAX);
}

static void properties(void **state)
{
	/* Numbers are little endian. */
	static const uint8_t answer[] = {0x04, 0x02, 0x10, 0x00, 0x05, 0x02, 0x02, 0x00, 0x06,
	                                 0x01, 0x04, 0x07, 0x01, 0x08, 0x08, 0x03, '1',  '.',
	                                 '2',  0x0A, 0x04, 0x00, 0x00, 0x01, 0x00, 0x0B, 0x02,
	                                 0xE6, 0x08, 0x0C, 0x02, 0x37, 0x34};
	struct reader_properties properties;

	(void)state;
	reader_properties_parse(&properties, answer, sizeof answer);
	assert_true(properties.has_lines && properties.has_characters && properties.has_max_apdu);
	assert_int_equal(properties.lines, 2);
	assert_int_equal(properties.characters, 16);
	assert_int_equal(properties.min_pin, 4);
	assert_int_equal(properties.max_pin, 8);
	assert_string_equal(properties.firmware, "1.2");
	assert_int_equal(properties.max_apdu, 65536);
	assert_int_equal(properties.vendor, 0x08E6);
	assert_int_equal(properties.product, 0x3437);
}

static void no_properties(void **state)
{
	static const uint8_t answer[] = {0x04, 0x01, 0x10, 0x05, 0x02, 0x02, 0x00, 0x0A,
	                                 0x02, 0x00, 0x00, 0x08, 0x00, 0x0B, 0x02, 0xE6};
	struct reader_properties properties;

	(void)state;
	reader_properties_parse(&properties, answer, sizeof answer);
	assert_true(properties.has_lines);
	assert_false(properties.has_characters || properties.has_max_apdu);
	assert_string_equal(properties.firmware, "");
	assert_int_equal(properties.min_pin + properties.max_pin, 0);
	assert_int_equal(properties.vendor + properties.product, 0);
}

static void check_display(const struct reader_properties *properties, int lines, int characters)
{
	assert_true(properties->has_lines && properties->has_characters);
	assert_int_equal(properties->lines, lines);
	assert_int_equal(properties->characters, characters);
}

/* wLcdLayout 0210 is 2 lines of 16 characters (CCID, dwLcdLayout); libccid returns only this field
 * if it is 0000. */
static void layout(void **state)
{
	static const uint8_t none[] = {0x01, 0x02, 0x00, 0x00};
	static const uint8_t both[] = {0x01, 0x02, 0x10, 0x02, 0x01, 0x02, 0x00, 0x00};
	static const uint8_t more[] = {0x01, 0x02, 0x10, 0x02, 0x04, 0x02,
	                               0x20, 0x01, 0x05, 0x02, 0x03, 0x00};
	static const uint8_t wrong[] = {0x01, 0x01, 0x02};
	struct reader_properties properties;

	(void)state;
	reader_properties_parse(&properties, none, sizeof none);
	check_display(&properties, 0, 0);
	reader_properties_parse(&properties, both, sizeof both);
	check_display(&properties, 2, 16);
	reader_properties_parse(&properties, more, sizeof more);
	check_display(&properties, 3, 0x120);
	reader_properties_parse(&properties, wrong, sizeof wrong);
	assert_false(properties.has_lines || properties.has_characters);
}

/* The structures that older readers return. */
static void structures(void **state)
{
	static const uint8_t display[] = {0x14, 0x00, 0x04, 0x00};
	static const uint8_t pin[] = {0x10, 0x02, 0x02, 0x00};
	struct reader_properties properties = {0};

	(void)state;
	for (size_t length = 0; length < 4; length++) {
		reader_display_parse(&properties, display, length);
		reader_pin_parse(&properties, pin, length);
		assert_false(properties.has_lines || properties.has_characters);
	}
	reader_display_parse(&properties, display, sizeof display);
	reader_pin_parse(&properties, pin, sizeof pin);
	check_display(&properties, 4, 20);
	properties = (struct reader_properties){0};
	reader_pin_parse(&properties, pin, sizeof pin);
	check_display(&properties, 2, 16);
}

/* "Short APDUs only" is also a valid property. */
static void short_only(void **state)
{
	static const uint8_t answer[] = {0x0A, 0x04, 0x00, 0x00, 0x00, 0x00};
	struct reader_properties properties;

	(void)state;
	reader_properties_parse(&properties, answer, sizeof answer);
	assert_true(properties.has_max_apdu);
	assert_int_equal(properties.max_apdu, 0);
}

static void long_firmware(void **state)
{
	uint8_t answer[2 + 255] = {0x08, 255};
	struct reader_properties properties;

	(void)state;
	memset(answer + 2, 'x', 255);
	reader_properties_parse(&properties, answer, sizeof answer);
	assert_int_equal(strlen(properties.firmware), PROPERTY_TEXT_MAX - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(features),      cmocka_unit_test(odd_features),
		cmocka_unit_test(many_features), cmocka_unit_test(properties),
		cmocka_unit_test(no_properties), cmocka_unit_test(layout),
		cmocka_unit_test(structures),    cmocka_unit_test(short_only),
		cmocka_unit_test(long_firmware),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
