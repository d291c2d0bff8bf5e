#include "test.h"

#include "atr/atr.h"
#include "atr/hist.h"
#include "base/bytes.h"
#include "names/country.h"

static struct hist hist;

/* Parses bytes as the historical bytes of an ATR, of which announced is K. */
static void parse_bytes(const uint8_t *bytes, size_t length, size_t announced)
{
	uint8_t whole[2 + HIST_MAX] = {0x3B, (uint8_t)announced};
	struct atr atr;

	assert_true(length <= announced && announced <= HIST_MAX);
	memcpy(whole + 2, bytes, length);
	atr_parse(&atr, whole, 2 + length);
	hist_of_atr(&hist, &atr);
	assert_int_equal(hist.length, length);
	assert_int_equal(hist.announced, announced);
}

static void parse(const char *text)
{
	uint8_t bytes[64];
	struct hex_result r = hex_read(text, strlen(text), bytes, sizeof bytes);

	assert_true(r.status == HEX_OK || r.status == HEX_EMPTY);
	parse_bytes(bytes, r.count, r.count);
}

/* Writes "6@1:A208 …": tag, offset of its header, value. */
static void write_objects(char *out)
{
	out[0] = '\0';
	for (size_t i = 0; i < hist.object_count; i++) {
		const struct hist_object *object = &hist.objects[i];
		char hex[64];

		hex_write(hex, hist.bytes + object->offset + 1, object->length);
		(void)sprintf(out + strlen(out), "%s%X@%u:%s", i > 0 ? " " : "", object->tag,
		              object->offset, hex);
	}
}

static void worked_examples_are_read(void **state)
{
	static const struct {
		const char *text;
		enum hist_form form;
		const char *objects;
		int rest, life_cycle, sw;
	} rows[] = {
		{"", HIST_NONE, "", -1, -1, -1},
		{"80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01", HIST_TLV,
	         "3@1:A0 7@3:BE2113 6@7:43200718000001", -1, -1, -1},
		{"00 31 F5 73 C0 01 60 00 90 00", HIST_STATUS, "3@1:F5 7@3:C00160", -1, 0x00,
	         0x9000},
		{"00 31 C1 73 C8 40 00 00 90 00", HIST_STATUS, "3@1:C1 7@3:C84000", -1, 0x00,
	         0x9000},
		{"80 65 A2 08 01 01 52", HIST_TLV, "6@1:A208010152", -1, -1, -1},
		{"80 31 80 66 B0 84 0C 01 6E 01 83 00 90 00", HIST_TLV,
	         "3@1:80 6@3:B0840C016E01 8@10:009000", -1, 0x00, 0x9000},
		{"80 73 C8 21 17 81 05", HIST_TLV, "7@1:C82117 8@5:05", -1, 0x05, -1},
		{"80 82 90 00", HIST_TLV, "8@1:9000", -1, -1, 0x9000},
		{"10 05", HIST_DIR, "", -1, -1, -1},
		{"00 00 00 00", HIST_STATUS, "", -1, 0x00, 0x0000},
		{"00 90 00", HIST_STATUS, "", 1, -1, -1},
		{"00", HIST_STATUS, "", -1, -1, -1},
		{"80 31", HIST_TLV, "", 1, -1, -1},
		{"80 73 C8", HIST_TLV, "", 1, -1, -1},
		{"80 F7 A0 00 00 00 04 10 10", HIST_TLV, "F@1:A0000000041010", -1, -1, -1},
		{"00 12 23 3F 53 65 49 44 0F 90 00", HIST_STATUS, "1@1:233F 5@4:654944", -1, 0x0F,
	         0x9000},
		{"00 12 25 00 64 80 00 03 10 00 90 00", HIST_STATUS, "1@1:2500 6@4:80000310", -1,
	         0x00, 0x9000},
		{"80 31 80 65 B0 85 03 00 EF 12 0F FF 82 90 00", HIST_TLV,
	         "3@1:80 6@3:B0850300EF 1@9:0FFF 8@12:9000", -1, -1, 0x9000},
		{"80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00", HIST_STORAGE, "", -1, -1, -1},
		{"80 4F 0D A0 00 00 03 06 03 00 01 00 00 00 00", HIST_TLV, "", 1, -1,
	         -1}, /* too long */
		{"C1 05 2F 2F 01 BC D6", HIST_PROPRIETARY, "", -1, -1, -1},
		{"80", HIST_TLV, "", -1, -1, -1},
		{"8A 01", HIST_RESERVED, "", -1, -1, -1},
		/* An object may end at the status, but not inside it. */
		{"00 31 F5 00 90 00", HIST_STATUS, "3@1:F5", -1, 0x00, 0x9000},
		{"00 33 F5 00 90 00", HIST_STATUS, "", 1, 0x00, 0x9000},
		/* As many bytes as the length says are skipped, even if the length is not defined
	         * for the tag. */
		{"80 32 00 00 81 05", HIST_TLV, "3@1:0000 8@4:05", -1, 0x05, -1},
		{"80 74 01 02 03 04 81 07", HIST_TLV, "7@1:01020304 8@6:07", -1, 0x07, -1},
		{"80 80 50", HIST_TLV, "8@1: 5@2:", -1, -1, -1},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		char objects[256];

		parse(rows[i].text);
		write_objects(objects);
		assert_int_equal(hist.form, rows[i].form);
		assert_string_equal(objects, rows[i].objects);
		assert_int_equal(hist.rest, rows[i].rest);
		assert_int_equal(hist.life_cycle, rows[i].life_cycle);
		assert_int_equal(hist.sw, rows[i].sw);
	}
}

/* Whatever the bytes are: objects follow each other without a gap, within the bytes, before the
 * status. */
static void objects_never_leave_the_bytes(void **state)
{
	uint32_t seed = 11;
	(void)state;

	for (size_t round = 0; round < 50000; round++) {
		uint8_t bytes[HIST_MAX];
		size_t length = round % (HIST_MAX + 1), cut = round % 3 * (round & 1), at = 1;
		size_t announced = length + cut < HIST_MAX ? length + cut : HIST_MAX;

		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24 & 0x77u);
		bytes[0] = (uint8_t)(round & 16 ? 0x80 : 0x00);
		parse_bytes(bytes, length, announced);
		for (size_t i = 0; i < hist.object_count; i++) {
			assert_int_equal(hist.objects[i].offset, at);
			at += 1u + hist.objects[i].length;
		}
		if (hist.object_count > 0)
			assert_true(at <= length - (hist.status >= 0 ? 3 : 0));
		if (hist.rest >= 0)
			assert_int_equal(hist.rest, at);
		assert_true(hist.problem_count < HIST_PROBLEMS);
	}
}

/* If bytes are missing at the end, nothing that depends on the end is reported. */
static void what_is_cut_off_is_not_invented(void **state)
{
	static const uint8_t bytes[] = {0x00, 0x31, 0xF5, 0x73, 0xC0, 0x01, 0x60, 0x05, 0x90, 0x00};
	static const uint8_t category_80[] = {0x80, 0x65, 0xA2, 0x08};
	(void)state;

	for (size_t length = 0; length < sizeof bytes; length++) {
		parse_bytes(bytes, length, sizeof bytes);
		assert_int_equal(hist.status, -1);
		assert_int_equal(hist.life_cycle, -1);
		assert_int_equal(hist.sw, -1);
		assert_int_equal(hist.problem_count, 0);
		assert_int_equal(hist.object_count, length < 3 ? 0 : length < 7 ? 1 : 2);
		assert_int_equal(hist.rest,
		                 length == 2                                       ? 1 :
		                         length == 4 || length == 5 || length == 6 ? 3 :
		                         length > 7                                ? 7 :
		                                                                     -1);
	}
	parse_bytes(bytes, sizeof bytes, sizeof bytes);
	assert_int_equal(hist.status, 7);
	assert_int_equal(hist.life_cycle, 5);
	parse_bytes(category_80, 4, 7);
	assert_int_equal(hist.rest, 1);
	assert_int_equal(hist.problem_count, 0);
	parse_bytes(category_80, 4, 6); /* would not fit in the complete ATR either */
	assert_int_equal(hist.problem_count, 1);
}

static void tags_have_names(void **state)
{
	(void)state;

	assert_string_equal(hist_tag_name(6), "pre-issuing data");
	assert_string_equal(hist_tag_name(15), "application identifier");
	assert_null(hist_tag_name(0));
	assert_null(hist_tag_name(9));
	assert_null(hist_tag_name(14));
}

static void countries_have_names(void **state)
{
	static const struct {
		unsigned code;
		const char *name;
	} rows[] = {
		{4, "Afghanistan"},
		{233, "Estonia"},
		{250, "France"},
		{276, "Germany"},
		{380, "Italy"},
		{724, "Spain"},
		{840, "United States of America"},
		{894, "Zambia"},
	};
	size_t count = 0;
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_string_equal(country_name(rows[i].code), rows[i].name);
	assert_null(country_name(0));
	assert_null(country_name(280)); /* withdrawn */
	assert_null(country_name(999));
	for (unsigned code = 0; code < 1000; code++)
		count += country_name(code) != NULL;
	assert_int_equal(count, 249);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worked_examples_are_read),
		cmocka_unit_test(objects_never_leave_the_bytes),
		cmocka_unit_test(what_is_cut_off_is_not_invented),
		cmocka_unit_test(tags_have_names),
		cmocka_unit_test(countries_have_names),
	};

	return cmocka_run_group_tests_name("hist", tests, NULL, NULL);
}
