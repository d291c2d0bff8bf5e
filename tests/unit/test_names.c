/* Names against a second public source for each table, transcribed as facts: not our own rows. */
#include "test.h"

#include "names/currency.h"
#include "names/family.h"
#include "names/file_id.h"
#include "names/reference.h"

/* From the currency data of a Java runtime: letters and number. Those that were withdrawn are left
 * out. */
static void currencies_have_names(void **state)
{
	static const char all[] =
		"AED784-AFN971-ALL008-AMD051-AOA973-ARS032-AUD036-AWG533-AZN944-BAM977-BBD052-"
		"BDT050-"
		"BGN975-BHD048-BIF108-BMD060-BND096-BOB068-BOV984-BRL986-BSD044-BTN064-BWP072-"
		"BZD084-"
		"CAD124-CDF976-CHF756-CLF990-CLP152-CNY156-COP170-CRC188-CUP192-CVE132-CZK203-"
		"DJF262-"
		"DKK208-DOP214-DZD012-EGP818-ERN232-ETB230-EUR978-FJD242-FKP238-GBP826-GEL981-"
		"GHS936-"
		"GIP292-GMD270-GNF324-GTQ320-GYD328-HKD344-HNL340-HTG332-HUF348-IDR360-ILS376-"
		"INR356-"
		"IQD368-IRR364-ISK352-JMD388-JOD400-JPY392-KES404-KGS417-KHR116-KMF174-KPW408-"
		"KRW410-"
		"KWD414-KYD136-KZT398-LAK418-LBP422-LKR144-LRD430-LSL426-LYD434-MAD504-MDL498-"
		"MGA969-"
		"MKD807-MMK104-MNT496-MOP446-MUR480-MVR462-MWK454-MXN484-MXV979-MYR458-MZN943-"
		"NAD516-"
		"NGN566-NIO558-NOK578-NPR524-NZD554-OMR512-PAB590-PEN604-PGK598-PHP608-PKR586-";
	size_t count = 0;

	(void)state;
	for (const char *p = all; *p != '\0'; p += 7) {
		unsigned code = (unsigned)((p[3] - '0') * 100 + (p[4] - '0') * 10 + p[5] - '0');
		const char *name = currency_name(code);

		if (name == NULL || strncmp(name, p, 3) != 0)
			fail_msg("%.6s: %s", p, name != NULL ? name : "no name");
		count++;
	}
	assert_int_equal(count, 107);
	assert_null(currency_name(0));
	assert_null(currency_name(276)); /* the mark, withdrawn */
	assert_null(currency_name(1000));
}

static void expect_reference(uint8_t reference, enum family family, const char *want)
{
	struct words words = {0};

	reference_text(&words, reference, family);
	assert_string_equal(words.text, want);
}

static void expect_key(uint8_t reference, enum family family, const char *want)
{
	struct words words = {0};

	key_reference_text(&words, reference, family);
	assert_string_equal(words.text, want);
}

/* From pySim (TS 102 221, table 9.3), ykman and OpenSC's card-piv and card-openpgp */
static void references_have_names(void **state)
{
	(void)state;
	expect_reference(0x01, FAMILY_UICC, "PIN1");
	expect_reference(0x01, FAMILY_USIM, "PIN1");
	expect_reference(0x02, FAMILY_USIM, "PIN1 of application 2");
	expect_reference(0x81, FAMILY_USIM, "PIN2");
	expect_reference(0x0A, FAMILY_UICC, "ADM1");
	expect_reference(0x0E, FAMILY_UICC, "ADM5");
	expect_reference(0x8A, FAMILY_UICC, "ADM6");
	expect_reference(0x8E, FAMILY_UICC, "ADM10");
	expect_reference(0x11, FAMILY_UICC, "universal PIN");
	expect_reference(0x81, FAMILY_OPENPGP, "PW1 for signatures");
	expect_reference(0x82, FAMILY_OPENPGP, "PW1 for other commands");
	expect_reference(0x83, FAMILY_OPENPGP, "PW3 (administrator)");
	expect_reference(0x80, FAMILY_PIV, "PIV application PIN");
	expect_reference(0x81, FAMILY_PIV, "PIN unblocking key (PUK)");
	expect_reference(0x00, FAMILY_PIV, "global PIN");
	expect_reference(0x80, FAMILY_VISA, "plaintext PIN");
	expect_reference(0x81, FAMILY_NONE, "specific (DF) reference 1");
	expect_reference(0x01, FAMILY_NONE, "global (MF) reference 1");
	expect_key(0x82, FAMILY_PIV, "retired key management key 1");
	expect_key(0x95, FAMILY_PIV, "retired key management key 20");
	expect_key(0x9C, FAMILY_PIV, "digital signature key");
	expect_key(0x77, FAMILY_PIV, "key 77");
}

static void expect_file(uint16_t id, enum family family, const char *want)
{
	const char *name = file_id_name(id, family);

	if (want == NULL)
		assert_null(name);
	else
		assert_string_equal(name, want);
}

/* From Wireshark's dissector of SIM traffic and pySim's files */
static void files_are_named_by_their_application(void **state)
{
	(void)state;
	expect_file(0x6F07, FAMILY_USIM, "EF.IMSI");
	expect_file(0x6F07, FAMILY_ISIM, "EF.IST");
	expect_file(0x6F02, FAMILY_ISIM, "EF.IMPI");
	expect_file(0x6F02, FAMILY_USIM, NULL);
	expect_file(0x6F38, FAMILY_USIM, "EF.UST");
	expect_file(0x6F38, FAMILY_SIM, "EF.SST");
	expect_file(0x6F38, FAMILY_ISIM, NULL);
	expect_file(0x6F38, FAMILY_UICC, "EF.UST");
	expect_file(0x6F7E, FAMILY_SIM, "EF.LOCI");
	expect_file(0x6F06, FAMILY_USIM, "EF.ARR");
	expect_file(0x2FE2, FAMILY_ISIM, "EF.ICCID");
	expect_file(0x6FE3, FAMILY_USIM, "EF.EPSLOCI");
	expect_file(0x6F20, FAMILY_SIM, "EF.Kc");
	expect_file(0x3F00, FAMILY_USIM, "MF");
	expect_file(0x6F07, FAMILY_EMRTD, NULL);
}

static void parts_of_a_family_have_its_meanings(void **state)
{
	(void)state;
	assert_true(family_covers(FAMILY_EMV, FAMILY_VISA));
	assert_true(family_covers(FAMILY_VISA, FAMILY_VISA));
	assert_false(family_covers(FAMILY_VISA, FAMILY_EMV));
	assert_false(family_covers(FAMILY_MASTERCARD, FAMILY_VISA));
	assert_int_equal(family_base(FAMILY_ISIM), FAMILY_UICC);
	assert_int_equal(family_base(FAMILY_PIV), FAMILY_PIV);
	assert_string_equal(family_name(FAMILY_JCB), "JCB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(currencies_have_names),
		cmocka_unit_test(references_have_names),
		cmocka_unit_test(files_are_named_by_their_application),
		cmocka_unit_test(parts_of_a_family_have_its_meanings),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
