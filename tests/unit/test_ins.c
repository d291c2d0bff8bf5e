#include "test.h"

#include "apdu/cla.h"
#include "apdu/ins.h"

/* Writes "A | B (family)" for the names that were found. */
static void expect_names(uint8_t cla, uint8_t ins, enum family family, const char *want)
{
	const struct ins_sent sent = {.cla = cla, .ins = ins};
	struct ins_names names = ins_find(&sent, family);
	char got[200] = "";
	size_t n = 0;

	if (names.would_be)
		n += (size_t)snprintf(got, sizeof got, "? ");
	for (size_t i = 0; i < names.count; i++)
		n += (size_t)snprintf(got + n, sizeof got - n, "%s%s", i > 0 ? " | " : "",
		                      names.rows[i]->name);
	assert_string_equal(got, want);
}

static void interindustry_classes_share_names(void **state)
{
	(void)state;
	expect_names(0x00, 0xA4, FAMILY_NONE, "SELECT");
	expect_names(0x0C, 0xB0, FAMILY_NONE, "READ BINARY");
	expect_names(0x41, 0xB1, FAMILY_NONE, "READ BINARY");
	expect_names(0x00, 0x21, FAMILY_NONE, "VERIFY");
	expect_names(0x00, 0xCB, FAMILY_PIV, "GET DATA");
	expect_names(0x00, 0x87, FAMILY_PIV, "GENERAL AUTHENTICATE");
	expect_names(0x00, 0x05, FAMILY_NONE, "");
	expect_names(0x00, 0xF2, FAMILY_NONE, "");
}

static void the_selected_application_decides(void **state)
{
	(void)state;
	expect_names(0x00, 0x88, FAMILY_NONE, "INTERNAL AUTHENTICATE | AUTHENTICATE");
	expect_names(0x00, 0x88, FAMILY_EMV, "INTERNAL AUTHENTICATE");
	expect_names(0x00, 0x88, FAMILY_UICC, "AUTHENTICATE");
	expect_names(0x00, 0x01, FAMILY_NONE, "");
	expect_names(0x00, 0x01, FAMILY_FIDO, "U2F_REGISTER");
	expect_names(0x00, 0x01, FAMILY_OATH, "PUT");
	expect_names(0x00, 0x8A, FAMILY_CALYPSO, "OPEN SECURE SESSION");
	expect_names(0x00, 0x32, FAMILY_CALYPSO, "INCREASE");
	expect_names(0x80, 0x10, FAMILY_NONE, "TERMINAL PROFILE");
	expect_names(0x80, 0x10, FAMILY_FIDO, "NFCCTAP_MSG");
	expect_names(0x80, 0x78, FAMILY_NONE, "END R-MAC SESSION | GET IDENTITY");
	expect_names(0x80, 0x78, FAMILY_GP, "END R-MAC SESSION");
	expect_names(0x80, 0x7A, FAMILY_UICC, "EXCHANGE CAPABILITIES");
	expect_names(0x80, 0xCA, FAMILY_NONE, "GET DATA");
	expect_names(0x00, 0x88, FAMILY_CSIM, "AUTHENTICATE");
	expect_names(0x80, 0x82, FAMILY_CSIM, "MANAGE SSD");
	expect_names(0x80, 0x82, FAMILY_USIM, "EXTERNAL AUTHENTICATE");
	expect_names(0x80, 0x8A, FAMILY_NONE, "");
	expect_names(0x80, 0x80, FAMILY_NONE, "COMPUTE IP AUTHENTICATION");
	expect_names(0xA0, 0x82, FAMILY_NONE, "CONFIRM SSD");
	expect_names(0xA0, 0x88, FAMILY_NONE, "RUN GSM ALGORITHM");
	expect_names(0xA0, 0x88, FAMILY_CSIM, "RUN CAVE");
}

/* GET STATUS (GlobalPlatform Card Specification 2.3, 11.4.2) and STATUS (ETSI TS 102 221, 11.1.2)
 */
static void get_status_is_told_from_status(void **state)
{
	static const uint8_t all[] = {0x4F, 0x00}, other[] = {0x80, 0x00};
	static const struct {
		uint8_t p1;
		const uint8_t *data;
		enum family family;
		const char *want; /* NULL: undecided */
	} rows[] = {
		{0x00, all, FAMILY_NONE, "GET STATUS"},   {0x00, NULL, FAMILY_NONE, "STATUS"},
		{0x02, NULL, FAMILY_NONE, "STATUS"},      {0x00, other, FAMILY_NONE, NULL},
		{0x01, NULL, FAMILY_UICC, "STATUS"},      {0x80, NULL, FAMILY_NONE, "GET STATUS"},
		{0x40, NULL, FAMILY_NONE, "GET STATUS"},  {0x20, NULL, FAMILY_UICC, "GET STATUS"},
		{0x10, all, FAMILY_UICC, "GET STATUS"},   {0xE0, all, FAMILY_EMV, "GET STATUS"},
		{0x40, other, FAMILY_NONE, "GET STATUS"}, {0x00, NULL, FAMILY_GP, "GET STATUS"},
		{0x80, NULL, FAMILY_OTHER, "GET STATUS"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct ins_sent sent = {0x80, 0xF2, rows[i].p1, rows[i].data,
		                              rows[i].data != NULL ? 2 : 0};
		struct ins_names names = ins_find(&sent, rows[i].family);

		if (rows[i].want != NULL)
			assert_string_equal(names.rows[0]->name, rows[i].want);
		assert_int_equal(names.count, rows[i].want != NULL ? 1 : 2);
	}
}

static void proprietary_classes_have_their_own(void **state)
{
	(void)state;
	expect_names(0xA0, 0xA2, FAMILY_NONE, "SEEK");
	expect_names(0xA0, 0x20, FAMILY_NONE, "VERIFY CHV");
	expect_names(0x90, 0x60, FAMILY_NONE, "GetVersion");
	expect_names(0x90, 0x5A, FAMILY_EMV, "SelectApplication");
	expect_names(0x90, 0x99, FAMILY_NONE, "");
	expect_names(0xFF, 0xCA, FAMILY_NONE, "GET DATA");
	expect_names(0xFF, 0x82, FAMILY_NONE, "LOAD KEYS");
	expect_names(0x80, 0x50, FAMILY_NONE, "INITIALIZE UPDATE");
	expect_names(0x84, 0xD8, FAMILY_NONE, "PUT KEY");
	expect_names(0x80, 0xA8, FAMILY_EMV, "GET PROCESSING OPTIONS");
	expect_names(0x84, 0x24, FAMILY_NONE, "PIN CHANGE/UNBLOCK");
	expect_names(0x80, 0x12, FAMILY_NONE, "FETCH");
	expect_names(0xC1, 0x12, FAMILY_NONE, "FETCH");
	expect_names(0x84, 0x1E, FAMILY_NONE, "APPLICATION BLOCK"); /* EMV's commands only have
	                                                             * class 8X */
	expect_names(0xE0, 0x1E, FAMILY_NONE, "");
}

static void other_proprietary_classes_tell_what_it_would_be(void **state)
{
	(void)state;
	expect_names(0x80, 0xB0, FAMILY_NONE, "? READ BINARY");
	expect_names(0x95, 0xB2, FAMILY_NONE, "? READ RECORD(S)");
	expect_names(0xB0, 0xF0, FAMILY_NONE, "");
	expect_names(0xA0, 0xB6, FAMILY_NONE, "");
}

static void procedure_bytes_are_no_instructions(void **state)
{
	(void)state;
	assert_true(ins_is_invalid(0x00, 0x60));
	assert_true(ins_is_invalid(0x80, 0x9F));
	assert_false(ins_is_invalid(0x90, 0x60));
	assert_false(ins_is_invalid(0x90, 0x6A));
	assert_false(ins_is_invalid(0x00, 0x70));
}

/* ISO/IEC 7816-4:2005, tables 2 and 3 */
static void class_bits_are_read(void **state)
{
	static const struct {
		uint8_t cla;
		struct cla want;
	} rows[] = {
		{0x00, {CLA_FIRST, false, CLA_NO_SECURITY, 0}},
		{0x13, {CLA_FIRST, true, CLA_NO_SECURITY, 3}},
		{0x04, {CLA_FIRST, false, CLA_SM_PROPRIETARY, 0}},
		{0x08, {CLA_FIRST, false, CLA_SM_HEADER_OPEN, 0}},
		{0x0D, {CLA_FIRST, false, CLA_SM_HEADER_KNOWN, 1}},
		{0x2C, {CLA_RESERVED, false, CLA_NO_SECURITY, 0}},
		{0x40, {CLA_FURTHER, false, CLA_NO_SECURITY, 4}},
		{0x7F, {CLA_FURTHER, true, CLA_SM_HEADER_OPEN, 19}},
		{0x84, {CLA_PROPRIETARY, false, CLA_SM_PROPRIETARY, 0}},
		{0xC2, {CLA_PROPRIETARY, false, CLA_NO_SECURITY, 6}},
		{0xFF, {CLA_INVALID, false, CLA_NO_SECURITY, 0}},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct cla got = cla_read(rows[i].cla);

		assert_int_equal(got.kind, rows[i].want.kind);
		assert_int_equal(got.chaining, rows[i].want.chaining);
		assert_int_equal(got.security, rows[i].want.security);
		assert_int_equal(got.channel, rows[i].want.channel);
	}
}

static void class_bits_have_words(void **state)
{
	static const struct {
		uint8_t cla;
		const char *want;
	} rows[] = {
		{0x00, "interindustry"},
		{0x1D,
	         "interindustry, secure messaging, header authenticated, channel 1, not the last "
	         "of a chain"},
		{0x45, "interindustry, channel 9"},
		{0x20, "reserved"},
		{0x90, "proprietary: DESFire native commands, wrapped, or 80 with chaining"},
		{0xA0, "proprietary: GSM SIM"},
		{0x84,
	         "proprietary: GlobalPlatform, UICC, EMV, FIDO, proprietary secure messaging"},
		{0xB7, "proprietary: the application defines it"},
		{0xFF, "for the reader (no card has this class)"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct words words = {0};

		cla_text(&words, rows[i].cla);
		assert_string_equal(words.text, rows[i].want);
	}
}

/* Makes a command that a row is for: with the data that it requires, or else of OATH's CALCULATE
 * ALL; P1 as COMPUTE CRYPTOGRAPHIC CHECKSUM of EMV has it. */
static struct ins_sent sent_for(const struct ins_row *row, uint8_t cla, uint8_t data[static 2])
{
	data[0] = row->data > 0 ? (uint8_t)row->data : 0x74;
	data[1] = 0;
	return (struct ins_sent){
		.cla = cla,
		.ins = row->ins,
		.p1 = row->family == FAMILY_EMV ? 0x8E : 0x00,
		.data = data,
		.nc = row->data > 0 || row->family == FAMILY_OATH ? 2 : 0,
		.asks = row->data == INS_ASKS,
	};
}

static void every_row_can_be_found(void **state)
{
	static const uint8_t classes[] = {
		[INS_ISO] = 0x00,     [INS_GLOBAL] = 0x80, [INS_SIM] = 0xA0,
		[INS_DESFIRE] = 0x90, [INS_MUSCLE] = 0xB0, [INS_READER] = 0xFF,
	};
	const struct ins_row *rows = ins_table;

	(void)state;
	for (size_t i = 0; i < ins_row_count; i++) {
		uint8_t data[2];
		const struct ins_sent sent = sent_for(&rows[i], classes[rows[i].group], data);
		struct ins_names names = ins_find(&sent, rows[i].family);

		if (names.count < 1 || names.rows[0] != &rows[i])
			fail_msg("\"%s\" of %s", rows[i].name, family_name(rows[i].family));
		assert_int_equal(rows[i].ins & rows[i].mask, rows[i].ins);
		if (rows[i].family != FAMILY_SC_HSM && rows[i].family != FAMILY_MUSCLE)
			assert_false(ins_is_invalid(classes[rows[i].group], rows[i].ins));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(interindustry_classes_share_names),
		cmocka_unit_test(the_selected_application_decides),
		cmocka_unit_test(get_status_is_told_from_status),
		cmocka_unit_test(proprietary_classes_have_their_own),
		cmocka_unit_test(other_proprietary_classes_tell_what_it_would_be),
		cmocka_unit_test(procedure_bytes_are_no_instructions),
		cmocka_unit_test(class_bits_are_read),
		cmocka_unit_test(class_bits_have_words),
		cmocka_unit_test(every_row_can_be_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
