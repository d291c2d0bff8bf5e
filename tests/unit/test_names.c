/* Names compared with a second public source for each table, transcribed as facts, not copied from
 * our own rows. */
#include "test.h"

#include "names/country.h"
#include "names/currency.h"
#include "names/family.h"
#include "names/file_id.h"
#include "names/reference.h"

/* From Debian's iso-codes, as of 2023: letters and number */
static void currencies_have_names(void **state)
{
	static const char all[] = "AED784-AFN971-ALL008-AMD051-ANG532-AOA973-ARS032-AUD036-AWG533-"
				  "AZN944-BAM977-BBD052-"
				  "BDT050-BGN975-BHD048-BIF108-BMD060-BND096-BOB068-BOV984-BRL986-"
				  "BSD044-BTN064-BWP072-"
				  "BYN933-BZD084-CAD124-CDF976-CHE947-CHF756-CHW948-CLF990-CLP152-"
				  "CNY156-COP170-COU970-"
				  "CRC188-CUC931-CUP192-CVE132-CZK203-DJF262-DKK208-DOP214-DZD012-"
				  "EGP818-ERN232-ETB230-"
				  "EUR978-FJD242-FKP238-GBP826-GEL981-GHS936-GIP292-GMD270-GNF324-"
				  "GTQ320-GYD328-HKD344-"
				  "HNL340-HRK191-HTG332-HUF348-IDR360-ILS376-INR356-IQD368-IRR364-"
				  "ISK352-JMD388-JOD400-"
				  "JPY392-KES404-KGS417-KHR116-KMF174-KPW408-KRW410-KWD414-KYD136-"
				  "KZT398-LAK418-LBP422-"
				  "LKR144-LRD430-LSL426-LYD434-MAD504-MDL498-MGA969-MKD807-MMK104-"
				  "MNT496-MOP446-MRU929-"
				  "MUR480-MVR462-MWK454-MXN484-MXV979-MYR458-MZN943-NAD516-NGN566-"
				  "NIO558-NOK578-NPR524-"
				  "NZD554-OMR512-PAB590-PEN604-PGK598-PHP608-PKR586-PLN985-PYG600-"
				  "QAR634-RON946-RSD941-"
				  "RUB643-RWF646-SAR682-SBD090-SCR690-SDG938-SEK752-SGD702-SHP654-"
				  "SLE925-SLL694-SOS706-"
				  "SRD968-SSP728-STN930-SVC222-SYP760-SZL748-THB764-TJS972-TMT934-"
				  "TND788-TOP776-TRY949-"
				  "TTD780-TWD901-TZS834-UAH980-UGX800-USD840-USN997-UYI940-UYU858-"
				  "UYW927-UZS860-VED926-"
				  "VES928-VND704-VUV548-WST882-XAF950-XAG961-XAU959-XBA955-XBB956-"
				  "XBC957-XBD958-XCD951-"
				  "XDR960-XOF952-XPD964-XPF953-XPT962-XSU994-XTS963-XUA965-XXX999-"
				  "YER886-ZAR710-ZMW967-"
				  "ZWL932-";
	size_t count = 0;

	(void)state;
	for (const char *p = all; *p != '\0'; p += 7) {
		unsigned code = (unsigned)((p[3] - '0') * 100 + (p[4] - '0') * 10 + p[5] - '0');
		const char *name = currency_name(code);

		if (name == NULL || strncmp(name, p, 3) != 0)
			fail_msg("%.6s: %s", p, name != NULL ? name : "no name");
	}
	for (unsigned code = 0; code < 1000; code++)
		count += currency_name(code) != NULL;
	/* and currencies added to ISO 4217 since then: the Zimbabwe Gold, the Arab Accounting
	 * Dinar */
	assert_int_equal(count, (sizeof all - 1) / 7 + 2);
	assert_null(currency_name(276)); /* the mark, withdrawn */
	assert_null(currency_name(1000));
}

/* From the same source: all numbers of ISO 3166-1, and no others */
static void countries_have_names(void **state)
{
	static const char all[] =
		"004-008-010-012-016-020-024-028-031-032-036-040-044-048-050-051-052-056-060-064-"
		"068-070-072-074-076-084-086-090-092-096-100-104-108-112-116-120-124-132-136-140-"
		"144-148-152-156-158-162-166-170-174-175-178-180-184-188-191-192-196-203-204-208-"
		"212-214-218-222-226-231-232-233-234-238-239-242-246-248-250-254-258-260-262-266-"
		"268-270-275-276-288-292-296-300-304-308-312-316-320-324-328-332-334-336-340-344-"
		"348-352-356-360-364-368-372-376-380-384-388-392-398-400-404-408-410-414-417-418-"
		"422-426-428-430-434-438-440-442-446-450-454-458-462-466-470-474-478-480-484-492-"
		"496-498-499-500-504-508-512-516-520-524-528-531-533-534-535-540-548-554-558-562-"
		"566-570-574-578-580-581-583-584-585-586-591-598-600-604-608-612-616-620-624-626-"
		"630-634-638-642-643-646-652-654-659-660-662-663-666-670-674-678-682-686-688-690-"
		"694-702-703-704-705-706-710-716-724-728-729-732-740-744-748-752-756-760-762-764-"
		"768-772-776-780-784-788-792-795-796-798-800-804-807-818-826-831-832-833-834-840-"
		"850-854-858-860-862-876-882-887-894-";
	const char *p = all;

	(void)state;
	for (unsigned code = 0; code < 1000; code++) {
		unsigned next = *p == '\0' ?
			1000 :
			(unsigned)((p[0] - '0') * 100 + (p[1] - '0') * 10 + p[2] - '0');

		if ((country_name(code) != NULL) != (code == next))
			fail_msg("%u: %s", code, code == next ? "no name" : "a name");
		p += code == next ? 4 : 0;
	}
	assert_int_equal(*p, '\0');
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

static void expect_file_in(uint16_t directory, uint16_t id, enum family family, const char *want)
{
	const char *name = file_id_name(id, directory, family);

	if (want == NULL)
		assert_null(name);
	else
		assert_string_equal(name, want);
}

static void expect_file(uint16_t id, enum family family, const char *want)
{
	expect_file_in(0, id, family, want);
}

/* From Wireshark's dissector of SIM traffic and pySim's files */
static void files_are_named_by_their_application(void **state)
{
	(void)state;
	expect_file(0x6F07, FAMILY_USIM, "EF.IMSI");
	expect_file(0x6F07, FAMILY_ISIM, "EF.IST");
	expect_file(0x6F02, FAMILY_ISIM, "EF.IMPI");
	expect_file(0x6F02, FAMILY_USIM, "EF.OCST");
	expect_file(0x6F02, FAMILY_UICC, "EF.IMPI");
	expect_file(0x6F02, FAMILY_NONE, "EF.IMPI");
	expect_file(0x6F01, FAMILY_USIM, "EF.eAKA");
	expect_file(0x6F0A, FAMILY_ISIM, "EF.GBAUAPI");
	expect_file(0x6F0B, FAMILY_USIM, "EF.IMSDCI");
	expect_file(0x6F65, FAMILY_USIM, "EF.RPLMNAcT");
	expect_file(0x5F70, FAMILY_USIM, "DF.SoLSA");
	expect_file(0x7F22, FAMILY_SIM, "DF.IS-41");
	expect_file(0x7F23, FAMILY_SIM, "DF.FP-CTS");
	expect_file(0x5F30, FAMILY_SIM, "DF.IRIDIUM");
	expect_file(0x5F33, FAMILY_SIM, "DF.ACeS");
	expect_file(0x5F60, FAMILY_SIM, "DF.CTS");
	expect_file(0x6F38, FAMILY_USIM, "EF.UST");
	expect_file(0x6F38, FAMILY_SIM, "EF.SST");
	expect_file(0x6F38, FAMILY_ISIM, NULL);
	expect_file(0x6F38, FAMILY_UICC, "EF.UST");
	expect_file(0x6F7E, FAMILY_SIM, "EF.LOCI");
	expect_file(0x6F06, FAMILY_USIM, "EF.ARR");
	expect_file(0x2FE2, FAMILY_ISIM, "EF.ICCID");
	expect_file(0x6FE3, FAMILY_USIM, "EF.EPSLOCI");
	expect_file(0x6FF3, FAMILY_USIM, "EF.ePDGId");
	expect_file(0x5FE0, FAMILY_USIM, "DF.SNPN");
	expect_file(0x6F20, FAMILY_SIM, "EF.Kc");
	expect_file(0x3F00, FAMILY_USIM, "MF");
	expect_file(0x6F07, FAMILY_EMRTD, NULL);
}

static void files_are_named_by_their_directory(void **state)
{
	(void)state;
	expect_file_in(0x5FC0, 0x4F01, FAMILY_USIM, "EF.5GS3GPPLOCI");
	expect_file_in(0x5FE0, 0x4F01, FAMILY_USIM, "EF.PWS_SNPN");
	expect_file_in(0x5F3B, 0x4F20, FAMILY_USIM, "EF.Kc");
	expect_file_in(0x5F50, 0x4F20, FAMILY_UICC, "EF.IMG");
	expect_file_in(0x5F40, 0x4F01, FAMILY_USIM, NULL);
	/* pySim: 3GPP TS 31.102, 4.4 and 4.6 */
	expect_file_in(0x7F10, 0x5F3B, FAMILY_USIM, "DF.MULTIMEDIA");
	expect_file_in(0x7FFF, 0x5F3B, FAMILY_USIM, "DF.GSM-ACCESS");
	expect_file_in(0x5F3B, 0x4F47, FAMILY_USIM, "EF.MML");
	expect_file_in(0x5F3B, 0x4F48, FAMILY_USIM, "EF.MMDF");
	expect_file_in(0x7F10, 0x5F3D, FAMILY_USIM, "DF.MCS");
	expect_file_in(0x5F3D, 0x4F01, FAMILY_USIM, "EF.MST");
	expect_file_in(0x5F3D, 0x4F02, FAMILY_USIM, "EF.MCS_CONFIG");
	expect_file_in(0x7F10, 0x5F3E, FAMILY_USIM, "DF.V2X");
	expect_file_in(0x5F3E, 0x4F01, FAMILY_USIM, "EF.VST");
	expect_file_in(0x5F3E, 0x4F02, FAMILY_USIM, "EF.V2X_CONFIG");
	expect_file_in(0x5F90, 0x4F01, FAMILY_USIM, "EF.PROSE_MON");
	expect_file_in(0x5F90, 0x4F03, FAMILY_USIM, "EF.PROSEFUNC");
	expect_file_in(0x5F90, 0x4F09, FAMILY_USIM, "EF.PROSE_GC");
	expect_file_in(0x5F90, 0x4F10, FAMILY_USIM, "EF.PST");
	expect_file_in(0x5F90, 0x4F14, FAMILY_USIM, "EF.PROSE_RELAY_DISCOVERY");
	expect_file_in(0x5FF0, 0x4F01, FAMILY_USIM, "EF.5G_PROSE_ST");
	expect_file_in(0x5FF0, 0x4F04, FAMILY_USIM, "EF.5G_PROSE_U2NRU");
	expect_file_in(0x5FF0, 0x4F08, FAMILY_USIM, "EF.5G_PROSE_EU");
	expect_file_in(0x5FF1, 0x4F01, FAMILY_USIM, "EF.5MBSUECONFIG");
	expect_file(0x4F01, FAMILY_USIM, NULL);
	/* those of DF.GSM are a SIM's, on a UICC too */
	expect_file_in(0x7F20, 0x6F38, FAMILY_USIM, "EF.SST");
	expect_file_in(0x7F20, 0x7FFF, FAMILY_USIM, "current ADF");
	expect_file_in(0x7FFF, 0x6F38, FAMILY_USIM, "EF.UST");
	/* pySim: GSM-R */
	expect_file(0x7FE0, FAMILY_SIM, "DF.EIRENE");
	expect_file(0x7FE0, FAMILY_USIM, "DF.EIRENE");
	expect_file_in(0x7FE0, 0x6FF1, FAMILY_SIM, "EF.FN");
	expect_file_in(0x7FE0, 0x6F80, FAMILY_USIM, "EF.NW");
	expect_file_in(0x7FFF, 0x6FF1, FAMILY_USIM, "EF.IPS");
	expect_file_in(0x7F20, 0x6FF1, FAMILY_SIM, NULL);
}

/* From the tables of two modems' firmware, Android and pySim */
static void files_of_cdma_have_their_own_numbers(void **state)
{
	(void)state;
	expect_file(0x7F25, FAMILY_SIM, "DF.CDMA");
	expect_file(0x7F25, FAMILY_USIM, "DF.CDMA");
	expect_file_in(0x7FFF, 0x6F22, FAMILY_CSIM, "EF.IMSI_M");
	expect_file_in(0x7FFF, 0x6F32, FAMILY_CSIM, "EF.CST");
	expect_file_in(0x7FFF, 0x6F3A, FAMILY_CSIM, "EF.LI");
	expect_file_in(0x7FFF, 0x6F3D, FAMILY_CSIM, "EF.SMSP");
	expect_file_in(0x7FFF, 0x6F75, FAMILY_CSIM, "EF.EST");
	expect_file_in(0x7FFF, 0x6F81, FAMILY_CSIM, "EF.MODEL");
	/* an R-UIM, and DF.CDMA on a UICC */
	expect_file_in(0x7F25, 0x6F22, FAMILY_SIM, "EF.IMSI_M");
	expect_file_in(0x7F25, 0x6F3A, FAMILY_SIM, "EF.PL");
	expect_file_in(0x7F25, 0x6F90, FAMILY_SIM, "EF.MODEL");
	expect_file_in(0x7F25, 0x6F76, FAMILY_USIM, "EF.SMSCAP");
	expect_file_in(0x7F25, 0x6F41, FAMILY_USIM, "EF.SPN");
	expect_file_in(0x7F25, 0x6F75, FAMILY_CSIM, NULL);
	/* what they mean elsewhere, and what else does not mean there */
	expect_file_in(0x7FFF, 0x6F32, FAMILY_USIM, "EF.CNL");
	expect_file_in(0x7FFF, 0x6F75, FAMILY_USIM, NULL);
	expect_file_in(0x7F20, 0x6F32, FAMILY_CSIM, "EF.CNL");
	expect_file_in(0x7F10, 0x6F3D, FAMILY_CSIM, "EF.CCP");
	expect_file_in(0x7F10, 0x6F22, FAMILY_CSIM, NULL);
	expect_file_in(0x7FFF, 0x6F07, FAMILY_CSIM, NULL);
	expect_file_in(0x7FFF, 0x6FF7, FAMILY_CSIM, NULL);
	expect_file_in(0x7F25, 0x6F07, FAMILY_SIM, NULL);
	expect_file_in(0x7FFF, 0x6F22, FAMILY_UICC, NULL);
	expect_file(0x6F30, FAMILY_NONE, "EF.PLMNsel");
	expect_file(0x6F22, FAMILY_NONE, "EF.IMSI_M");
	/* as in any UICC */
	expect_file_in(0x3F00, 0x2FE2, FAMILY_CSIM, "EF.ICCID");
	expect_file_in(0x7FFF, 0x6F06, FAMILY_CSIM, "EF.ARR");
	expect_file_in(0x5F3A, 0x4F30, FAMILY_CSIM, "EF.PBR");
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
		cmocka_unit_test(countries_have_names),
		cmocka_unit_test(references_have_names),
		cmocka_unit_test(files_are_named_by_their_application),
		cmocka_unit_test(files_are_named_by_their_directory),
		cmocka_unit_test(files_of_cdma_have_their_own_numbers),
		cmocka_unit_test(parts_of_a_family_have_its_meanings),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
