/* Instructions by class. */
#include "test.h"

#include "decode/ins.h"

static void is(uint8_t cla, uint8_t ins, const char *name)
{
	const char *got = ins_name(cla, ins);

	assert_string_equal(got == NULL ? "" : got, name);
}

static void by_class(void **state)
{
	(void)state;
	is(0x00, 0xA4, "SELECT");
	is(0x0C, 0xB1, "READ BINARY");
	is(0x41, 0xB2, "READ RECORD(S)");
	is(0xA0, 0x20, "VERIFY CHV");
	is(0x90, 0x60, "GetVersion");
	is(0xFF, 0xCA, "GET DATA");
	is(0xFF, 0x82, "LOAD KEYS");
	is(0x80, 0x50, "INITIALIZE UPDATE");
	is(0x80, 0xA8, "GET PROCESSING OPTIONS");
	is(0xC1, 0x12, "FETCH");
	is(0x00, 0x50, "");
	is(0xB0, 0xA4, "");
	is(0x00, 0x60, "");
	is(0xA0, 0x21, "");
}

/* In proprietary classes a value has several owners: all are given. */
static void several_names(void **state)
{
	size_t at = 0;

	(void)state;
	assert_string_equal(ins_next(0x80, 0xF2, &at)->name, "GET STATUS");
	assert_string_equal(ins_next(0x80, 0xF2, &at)->name, "STATUS");
	assert_null(ins_next(0x80, 0xF2, &at));
	at = 0;
	assert_int_equal(ins_next(0x80, 0xCA, &at)->family, INS_GP);
	assert_int_equal(ins_next(0x80, 0xCA, &at)->family, INS_EMV);
	assert_null(ins_next(0x80, 0xCA, &at));
	at = 0;
	/* EMV's scripts are in 8X only */
	assert_string_equal(ins_next(0x84, 0x1E, &at)->name, "APPLICATION BLOCK");
	at = 0;
	assert_null(ins_next(0xE0, 0x1E, &at));
}

/* ISO/IEC 7816-4, 5.1.2: no INS with a high nibble of 6 or 9. */
static void interindustry_values_are_valid(void **state)
{
	(void)state;
	for (unsigned ins = 0; ins < 256; ins++)
		if (ins >> 4 == 6 || ins >> 4 == 9)
			assert_null(ins_name(0x00, (uint8_t)ins));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(by_class),
	    cmocka_unit_test(several_names),
	    cmocka_unit_test(interindustry_values_are_valid),
	};

	return cmocka_run_group_tests_name("ins", tests, NULL, NULL);
}
