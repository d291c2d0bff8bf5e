/* Application identifiers: the longest known start, or the whole. */
#include "test.h"

#include "base/bytes.h"
#include "decode/aid.h"

static void is(const char *hex, const char *name)
{
	uint8_t aid[32];
	struct hex_result r = hex_read(hex, strlen(hex), aid, sizeof aid);
	const char *got = aid_name(aid, r.count);

	assert_string_equal(got == NULL ? "" : got, name);
}

static void longest_start(void **state)
{
	(void)state;
	is("A0000000031010", "Visa credit/debit");
	is("A000000003101001", "Visa credit/debit");
	is("A0000000031", "");
	is("A00000000310", "");
	is("A0000000871002FF49FF0589", "3GPP USIM");
	is("A0000000871099", "3GPP");
	is("A000000397425446590201", "Microsoft GIDS, version 2");
	is("A00000039742544659", "Microsoft GIDS");
	is("A0000003974254465903", "Microsoft GIDS");
	is("D276000124010304", "OpenPGP card");
	is("D27600012401", "OpenPGP card");
	is("D2760000850101", "NFC Forum type 4 tag (NDEF), version 2");
	is("D27699", "national RID of Germany");
	is("F000000001", "");
	is("", "");
}

static void the_whole_only(void **state)
{
	(void)state;
	is("315041592E5359532E4444463031", "EMV contact PSE (1PAY.SYS.DDF01)");
	is("315041592E5359532E444446303100", "");
	is("315041592E5359532E44444630", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(longest_start),
	    cmocka_unit_test(the_whole_only),
	};

	return cmocka_run_group_tests_name("aid", tests, NULL, NULL);
}
