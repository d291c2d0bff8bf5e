/* Status words: their class according to the standard, and meanings that depend on the command. */
#include "test.h"

#include "names/sw.h"

static const char *text_of(uint16_t sw, const struct sw_context *context)
{
	static char out[160];

	sw_text(sw_find(sw, context), sw, out, sizeof out);
	return out;
}

static void says(uint16_t sw, const struct sw_context *context, const char *part)
{
	if (strstr(text_of(sw, context), part) == NULL)
		fail_msg("%04X: \"%s\" has no \"%s\"", sw, text_of(sw, context), part);
}

static const struct sw_context read_binary = {true, 0x00, 0xB0}, verify = {true, 0x00, 0x20},
			       update = {true, 0x00, 0xD6}, desfire = {true, 0x90, 0xBD},
			       sim = {true, 0xA0, 0xA4}, reader = {true, 0xFF, 0x82},
			       authenticate = {true, 0x00, 0x88}, suspend = {true, 0x80, 0x76};

/* ISO/IEC 7816-4, 5.1.3 and 7816-3, 10.3.3, SW1 by SW1. */
static void classes_by_family(void **state)
{
	static const struct {
		uint8_t first, last;
		enum sw_class class;
	} families[] = {
		{0x00, 0x60, SW_INVALID},   {0x61, 0x61, SW_NORMAL},   {0x62, 0x63, SW_WARNING},
		{0x64, 0x66, SW_EXECUTION}, {0x68, 0x6A, SW_CHECKING}, {0x6C, 0x6C, SW_CHECKING},
		{0x70, 0x8F, SW_INVALID},   {0xA0, 0xFF, SW_INVALID},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(families); i++)
		for (unsigned sw = (unsigned)families[i].first << 8;
		     sw <= ((unsigned)families[i].last << 8 | 0xFF); sw++)
			assert_int_equal(sw_find((uint16_t)sw, &read_binary)->class,
			                 families[i].class);
}

/* With these SW1 only SW2 = 00 is interindustry. */
static void only_00_is_standard(void **state)
{
	static const uint8_t sw1[] = {0x6B, 0x6D, 0x6E, 0x6F};

	(void)state;
	for (size_t i = 0; i < LENGTH(sw1); i++) {
		assert_int_equal(sw_find((uint16_t)((unsigned)sw1[i] << 8), &read_binary)->class,
		                 SW_CHECKING);
		for (unsigned sw2 = 1; sw2 < 256; sw2++)
			assert_int_equal(
				sw_find((uint16_t)(((unsigned)sw1[i] << 8) | sw2), &read_binary)
					->class,
				SW_PROPRIETARY);
	}
	assert_int_equal(sw_find(0x6700, NULL)->class, SW_CHECKING);
	assert_int_equal(sw_find(0x6702, NULL)->class, SW_CHECKING);
	assert_int_equal(sw_find(0x6703, NULL)->class, SW_PROPRIETARY);
	assert_int_equal(sw_find(0x9000, NULL)->class, SW_NORMAL);
	assert_int_equal(sw_find(0x9001, NULL)->class, SW_PROPRIETARY);
	assert_int_equal(sw_find(0x9A55, NULL)->class, SW_PROPRIETARY);
}

static void numbers_are_in_the_text(void **state)
{
	(void)state;
	says(0x6112, NULL, "18 bytes");
	says(0x6112, NULL, "Le 12");
	says(0x6100, NULL, "256 bytes");
	says(0x6101, NULL, "1 byte ");
	says(0x6C05, NULL, "Le 05");
	says(0x6C01, NULL, "1 byte ");
	says(0x9101, NULL, "1 byte ");
	says(0x9F01, NULL, "1 byte ");
	says(0x6C00, NULL, "256 bytes");
	says(0x9F0C, NULL, "12 bytes");
	says(0x9F0C, NULL, "A0 C0 00 00 0C");
	says(0x62A5, NULL, "A5");
	says(0x6280, NULL, "128 bytes");
}

static void the_command_decides(void **state)
{
	(void)state;
	says(0x63C2, &verify, "2 tries left");
	says(0x63C1, &verify, "1 try left");
	says(0x63C0, &verify, "blocked");
	says(0x63C3, &update, "3 internal tries");
	says(0x63C3, NULL, "tries left");
	says(0x91AF, &desfire, "90 AF 00 00 00");
	says(0x919D, &desfire, "denied");
	says(0x9155, &desfire, "status 55");
	says(0x9110, &read_binary, "80 12 00 00 10");
	says(0x9110, &sim, "A0 12 00 00 10");
	says(0x9110, NULL, "DESFire");
	says(0x9110, NULL, "SIM");
	says(0x6382, &reader, "card key");
	says(0x6382, &read_binary, "unknown qualifier");
	says(0x6F12, &sim, "technical problem");
	says(0x9240, &sim, "memory");
	says(0x9203, &sim, "3 internal");
	says(0x9864, &authenticate, "security context");
	says(0x9864, &suspend, "suspension");
	says(0x9862, NULL, "MAC");
	/* instructions of the reader and of DESFire, which are not ISO's */
	says(0x63C2, &(struct sw_context){true, 0x90, 0x20}, "counter 2");
}

/* Returns the complete sentence, for a command with these bytes and this application. */
static void expect(uint16_t sw, struct sw_context context, const char *want)
{
	context.known = true;
	assert_string_equal(text_of(sw, &context), want);
}

/* ISO/IEC 7816-4:2005, 7.5.6: VERIFY without data queries the state; ICAO Doc 9303-11, 4.4.4; FIDO
 * CTAP 2.1, 11.3.7; PC/SC part 3, 3.2.2.1.8; and so on */
static void the_application_decides(void **state)
{
	const struct sw_context ask = {.ins = 0x20, .p2 = 0x81}, reset = {.ins = 0x2C, .p2 = 0x01},
				try_it = {.ins = 0x20, .p2 = 0x81, .has_data = true},
				mse = {.ins = 0x22, .p1 = 0xC1, .p2 = 0xA4, .has_data = true},
				pace = {.ins = 0x86, .has_data = true, .family = FAMILY_EMRTD};

	(void)state;
	expect(0x63C3, ask, "verification required, 3 tries left");
	expect(0x63C1, ask, "verification required, 1 try left");
	expect(0x63C3, try_it, "verification failed, 3 tries left");
	expect(0x6300, try_it, "verification failed");
	expect(0x63CA, reset, "10 tries left for the resetting code");
	expect(0x63C1, reset, "1 try left for the resetting code");
	expect(0x63C0, reset, "no tries left for the resetting code: blocked");
	expect(0x6A82, (struct sw_context){.ins = 0xCB, .has_data = true, .family = FAMILY_PIV},
	       "data object not found");
	expect(0x63C2, mse, "set, 2 tries left for the password");
	expect(0x63C1, mse, "set, 1 try left for the password");
	expect(0x63C2, pace, "authentication failed, 2 tries left");
	expect(0x6300, pace, "authentication failed");
	expect(0x6A82, (struct sw_context){.cla = 0xFF, .ins = 0xB0}, "no such block or address");
	expect(0x6A82, (struct sw_context){.cla = 0xFF, .ins = 0xD6}, "no such block or address");
	expect(0x6A82, (struct sw_context){.ins = 0xB0}, "file or application not found");
	expect(0x6708, (struct sw_context){.cla = 0xA0, .ins = 0x20},
	       "SIM: incorrect P3, 08 is correct or more information");
	expect(0x6114, (struct sw_context){.ins = 0xA1, .family = FAMILY_OATH},
	       "more data, fetch with SEND REMAINING (00 A5 00 00)");
	expect(0x9100, (struct sw_context){.cla = 0x80, .ins = 0x10, .family = FAMILY_FIDO},
	       "still processing, ask again with NFCCTAP_GETRESPONSE (80 11 00 00)");
	expect(0x91AD, (struct sw_context){.cla = 0x90, .ins = 0x71},
	       "DESFire: authentication delayed, try again until the delay is over");
	expect(0x640E, (struct sw_context){.ins = 0xDA, .family = FAMILY_OPENPGP}, "out of memory");
	expect(0x6A84, (struct sw_context){.cla = 0x80, .ins = 0xE6}, "not enough memory");
	expect(0x6200, (struct sw_context){.cla = 0x80, .ins = 0xE4},
	       "application logically deleted");
	expect(0x9400, (struct sw_context){.cla = 0x94, .ins = 0xB2}, "proprietary");
	expect(0x9400, (struct sw_context){.ins = 0xB2, .family = FAMILY_CALYPSO}, "proprietary");
	expect(0x9120, (struct sw_context){.ins = 0xCB, .family = FAMILY_PIV}, "proprietary");
	expect(0x9120, (struct sw_context){.cla = 0x80, .ins = 0xF2, .family = FAMILY_GP},
	       "success; proactive command of 32 bytes pending, fetch with 80 12 00 00 20");
	expect(0x9400, (struct sw_context){.ins = 0xB2, .family = FAMILY_USIM},
	       "SIM: no EF selected");
	expect(0x9400, (struct sw_context){.cla = 0xA0, .ins = 0xB0}, "SIM: no EF selected");
}

static void single_values(void **state)
{
	(void)state;
	says(0x6283, NULL, "deactivated");
	says(0x6285, NULL, "termination");
	says(0x6286, NULL, "sensor");
	says(0x6401, NULL, "immediate");
	says(0x6883, NULL, "last command of the chain");
	says(0x6884, NULL, "chaining");
	says(0x6982, NULL, "security status");
	says(0x6A82, NULL, "not found");
	says(0x6A89, NULL, "exists");
	says(0x6D00, NULL, "instruction");
	says(0x6E00, NULL, "class");
	says(0x6066, NULL, "no valid status word");
	says(0x0000, NULL, "no valid status word");
}

/* The table's first and last row: success, and the row that applies to everything. */
static const struct sw_row *first_row(void)
{
	return sw_find(0x9000, NULL);
}

static const struct sw_row *last_row(void)
{
	return sw_find(0x0000, NULL);
}

static void every_row_is_in_order(void **state)
{
	(void)state;
	for (const struct sw_row *row = first_row(); row <= last_row(); row++) {
		char out[160];

		assert_true(row->first <= row->last);
		assert_true(row->source[0] != '\0');
		assert_true(sw_text(row, row->last, out, sizeof out) < sizeof out - 1);
		assert_null(strchr(out, '%'));
	}
}

/* Returns a command that satisfies a row's condition. */
static const struct sw_context commands[] = {
	{0},
	{true, 0xFF, 0xCA},
	{true, 0xFF, 0xB0},
	{true, 0x90, 0xBD},
	{true, 0xA0, 0xA4},
	{true, 0x00, 0xB0},
	{true, 0x10, 0xB0},
	{true, 0x00, 0x03, .family = FAMILY_FIDO},
	{true, 0x00, 0xA1, .family = FAMILY_OATH},
	{true, 0x00, 0xCA, .family = FAMILY_OPENPGP},
	{true, 0x00, 0x20},
	{true, 0x00, 0x2C},
	{true, 0x00, 0xCB, .family = FAMILY_PIV},
	{true, 0x00, 0x24, .has_data = true},
	{true, 0x00, 0x22, 0xC1, 0xA4},
	{true, 0x00, 0x86, .family = FAMILY_EMRTD},
	{true, 0x00, 0xD6},
	{true, 0x00, 0xA4},
	{true, 0x00, 0xB2},
	{true, 0x00, 0x82},
	{true, 0x00, 0x88},
	{true, 0x80, 0x76},
	{true, 0x80, 0xF2},
	{true, 0x80, 0xE8},
	{true, 0x80, 0xE2},
	{true, 0x80, 0xE4},
	{true, 0x80, 0xA8},
	{true, 0x00, 0x70},
};

/* A row that is always preceded by a matching one would never be used. */
static void every_row_can_be_found(void **state)
{
	const struct sw_row *first = first_row();
	static bool found[1000];

	(void)state;
	assert_true(last_row() - first < (ptrdiff_t)LENGTH(found));
	found[last_row() - first] = true;
	for (size_t i = 0; i < LENGTH(commands); i++)
		for (uint32_t sw = 0x6000; sw < 0xA000; sw = sw == 0x6FFF ? 0x9000 : sw + 1)
			found[sw_find((uint16_t)sw, &commands[i]) - first] = true;
	for (const struct sw_row *row = first; row <= last_row(); row++)
		if (!found[row - first])
			fail_msg("%04X-%04X \"%s\" is never found", row->first, row->last,
			         row->text);
}

static void short_room_is_enough(void **state)
{
	char out[8], long_enough[100];

	(void)state;
	assert_int_equal(sw_text(sw_find(0x6112, NULL), 0x6112, out, sizeof out), 7);
	assert_string_equal(out, "success");
	for (size_t size = 1; size <= sizeof long_enough; size++) {
		size_t n = sw_text(sw_find(0x61FF, NULL), 0x61FF, long_enough, size);

		assert_true(n < size);
		assert_int_equal(strlen(long_enough), n);
	}
	assert_non_null(strstr(long_enough, "255"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classes_by_family),
		cmocka_unit_test(only_00_is_standard),
		cmocka_unit_test(numbers_are_in_the_text),
		cmocka_unit_test(the_command_decides),
		cmocka_unit_test(single_values),
		cmocka_unit_test(the_application_decides),
		cmocka_unit_test(every_row_is_in_order),
		cmocka_unit_test(every_row_can_be_found),
		cmocka_unit_test(short_room_is_enough),
	};

	return cmocka_run_group_tests_name("sw", tests, NULL, NULL);
}
