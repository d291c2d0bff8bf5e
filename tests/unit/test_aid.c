#include "test.h"
#include "from_hex.h"

#include "base/bytes.h"
#include "names/aid.h"
#include "names/aid_table.h"

static void expect_name(const char *hex, const char *want)
{
	uint8_t aid[32];
	size_t length = read_hex(hex, aid, sizeof aid);
	const struct aid_row *row = aid_find(aid, length);

	if (want == NULL || row == NULL)
		assert_true(want == NULL && row == NULL);
	else
		assert_string_equal(row->name, want);
}

static void expect_text(const char *hex, const char *want)
{
	uint8_t aid[32];
	size_t length = read_hex(hex, aid, sizeof aid);
	struct words words = {0};

	aid_text(&words, aid, length);
	assert_string_equal(words.text, want);
}

static void applications_have_names(void **state)
{
	(void)state;
	expect_name("A0000000041010", "Mastercard");
	expect_name("A0000000041010D076", "Mastercard");
	expect_name("325041592E5359532E4444463031", "EMV contactless PPSE (2PAY.SYS.DDF01)");
	expect_name("A000000308000010000100", "PIV");
	expect_name("A00000030800001000", "PIV");
	expect_name("A0000003965453000000010300000000", "NXP SE05x");
	expect_name("A000000527210701", "YubiHSM Auth");
	expect_name("A0000002471001", "ICAO eMRTD (LDS1)");
	expect_name("D27600012401020000050000A5B40000", "OpenPGP card");
	/* as several programs that read these cards select them */
	expect_name("A0000000308000000009816001", "Italian CIE, IAS ECC");
	expect_name("A00000000039", "Italian CIE");
	expect_name("A0000000744A504E0010", "Malaysian MyKad");
	expect_name("D1580000010000000000000000001100", "Taiwanese health card");
	expect_name("D27600000102", "German health card, health care");
	expect_name("D23300000045737445494420763335", "Estonian eID (EstEID)");
	expect_name("FF534D524454", "tachograph, generation 2");
	expect_name("A0000002480200", "ISO driving licence (ISO/IEC 18013-2)");
	expect_name("D3921000310001010401", "My Number card, resident register (Juki)");
	expect_name("A0000002310100000000", "Japanese driving licence, DF1");
	expect_name("A00000084700000001", "Solo 2 or Nitrokey 3, administration");
}

static void the_longest_prefix_counts(void **state)
{
	(void)state;
	expect_name("A000000151000000", "GlobalPlatform issuer security domain");
	expect_name("A00000015141434C00", "GlobalPlatform access rule application (ARA-M)");
	expect_name("A0000001519999", "GlobalPlatform");
	expect_name("A0000003974254465901", "Microsoft GIDS, version 1");
	expect_name("A0000003974254465909", "Microsoft GIDS");
	expect_name("A0000000871004FF33FF018900000100", "3GPP ISIM");
}

static void a_whole_name_takes_nothing_more(void **state)
{
	(void)state;
	expect_name("315041592E5359532E4444463031", "EMV contact PSE (1PAY.SYS.DDF01)");
	expect_name("315041592E5359532E444446303100", NULL);
	expect_name("315041592E5359532E44444630", NULL);
}

static void the_rest_is_told_by_its_category(void **state)
{
	(void)state;
	expect_text("A0000000049999", "application of Mastercard");
	expect_text("A0FFFFFFFF01", "internationally registered application");
	expect_text("D2769999990102", "national application, Germany");
	expect_text("D39200000001", "national application, Japan");
	expect_text("DFFF", "national application, unknown country");
	expect_text("D2", "national application, unknown country");
	expect_text("E828BD080F", "application of ISO/IEC 7816-15");
	expect_text("E828BD080B010203", "application of ISO/IEC 7816-11");
	expect_text("E828BD08", "application of ISO/IEC 7816");
	expect_text("E828A451", "application of ISO 4689");
	expect_text("E828BD", "application of a standard, by object identifier");
	expect_text("E828FFFFFFFFFFFF7F", "application of a standard, by object identifier");
	expect_text("E82A0301", "application of a standard, by object identifier");
	expect_text("E8", "application of a standard, by object identifier");
	expect_text("F0010203040506", "proprietary application, not registered");
	expect_text("4543000000", "application by issuer identification number");
	expect_text("C0FFEE", "reserved category of identifiers");
	expect_text("A000000004101000000000000000000000",
	            "too long for an application identifier (16 bytes)");
}

static void names_find_rows(void **state)
{
	size_t next = 0, count = 0;
	const struct aid_row *row;

	(void)state;
	row = aid_by_name("maestro", &next);
	assert_non_null(row);
	next = 0;
	while ((row = aid_by_name("MAESTRO", &next)) != NULL)
		count++;
	assert_int_equal(count, 4); /* Maestro, also in the US, the UK and Switzerland */
	next = 0;
	row = aid_by_name("a00000030800", &next);
	assert_string_equal(row->name, "PIV");
	assert_null(aid_by_name("no such application", &next));
}

static void every_row_is_found_by_its_own_bytes(void **state)
{
	uint8_t aid[32];

	(void)state;
	for (size_t i = 0; i < aid_row_count; i++) {
		const struct aid_row *row = &aid_rows[i];
		size_t digits = strlen(row->hex);
		char hex[40];

		snprintf(hex, sizeof hex, "%s%s", row->hex, digits % 2 ? "0" : "");
		assert_ptr_equal(aid_find(aid, read_hex(hex, aid, sizeof aid)), row);
		assert_true(digits >= 9 && digits <= 2 * AID_MAX);
		assert_true(*row->name != '\0' && *row->source != '\0');
		if (row->match == AID_RID) /* 7816-5, 8.2.1: five bytes */
			assert_int_equal(digits, 10);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(applications_have_names),
		cmocka_unit_test(the_longest_prefix_counts),
		cmocka_unit_test(a_whole_name_takes_nothing_more),
		cmocka_unit_test(the_rest_is_told_by_its_category),
		cmocka_unit_test(names_find_rows),
		cmocka_unit_test(every_row_is_found_by_its_own_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
