/* CBOR, and the commands and responses of FIDO authenticators: the examples of RFC 8949, appendix
 * A, and bytes of python-fido2's tests. */
#include "test.h"
#include "from_hex.h"
#include "tree_checks.h"

#include "apdu/describe_apdu.h"
#include "tlv/cbor.h"

static uint8_t bytes[300];

static void described(struct tree *tree, const char *hex)
{
	size_t length = read_hex(hex, bytes, sizeof bytes);

	tree_start(tree);
	describe_cbor(tree, 0, "item", bytes, length, 0, NULL, false);
	expect_tiling(tree, tree_node(tree, 0), 0, length);
}

static void items_are_those_of_the_standard(void **state)
{
	static const struct {
		const char *hex, *text;
	} items[] = {
		{"00", "0"},
		{"17", "23"},
		{"1818", "24"},
		{"1903E8", "1000"},
		{"1BFFFFFFFFFFFFFFFF", "18446744073709551615"},
		{"3BFFFFFFFFFFFFFFFF", "-18446744073709551616"},
		{"20", "-1"},
		{"3903E7", "-1000"},
		{"FB3FF199999999999A", "floating-point number 3FF199999999999A"},
		{"F4", "false"},
		{"F5", "true"},
		{"F6", "null"},
		{"F7", "undefined"},
		{"F0", "simple value 16"},
		{"F8FF", "simple value 255"},
		{"C11A514B67B0", "tag 1"},
		{"4401020304", ""},
		{"60", "\"\""},
		{"6449455446", "\"IETF\""},
		{"62C3BC", "\"\xC3\xBC\""},
		{"80", "0 items"},
		{"83010203", "3 items"},
		{"A0", "0 entries"},
		{"A201020304", "2 entries"},
		{"826161A161626163", "2 items"},
		{"A1616101", "1 entry"},
	};
	struct tree tree = {0};

	(void)state;
	for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
		described(&tree, items[i].hex);
		assert_string_equal(tree_text(&tree, tree_node(&tree, 1)), items[i].text);
		for (size_t n = 1; n < tree.count; n++)
			assert_int_not_equal(tree_node(&tree, (node_id)n)->kind, NODE_PROBLEM);
	}
	tree_free(&tree);
}

static void keys_and_contents_have_their_names(void **state)
{
	static const char *const want[] = {"a=1", "b=2 items", "=2", "=3", NULL};
	static const char *const numbers[] = {"1=2", "-1=\"x\"", NULL};
	struct tree tree = {0};

	(void)state;
	described(&tree, "A26161016162820203");
	expect_in_order(&tree, want, SIZE_MAX);
	described(&tree, "A20102206178");
	expect_in_order(&tree, numbers, SIZE_MAX);
	tree_free(&tree);
}

static bool has_problem(const struct tree *tree)
{
	for (size_t i = 1; i < tree->count; i++)
		if (tree_node(tree, (node_id)i)->kind == NODE_PROBLEM)
			return true;
	return false;
}

/* Indefinite lengths, reserved heads, a key that is a list, more than 16 levels, and lengths beyond
 * the end. */
static void what_ctap_does_not_use_is_a_problem(void **state)
{
	static const char *const bad[] = {
		"9F01FF",
		"5F4101FF",
		"1C",
		"3E",
		"FC",
		"A1800100",
		"A1",
		"A1626101", /* a key of two bytes, and one is there */
		"8201",
		"44010203",
		"5B7FFFFFFFFFFFFFFF01",
		"9BFFFFFFFFFFFFFFFF01",
		"BBFFFFFFFFFFFFFFFF0101",
		"818181818181818181818181818181818181818101",
	};
	struct tree tree = {0};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		described(&tree, bad[i]);
		if (!has_problem(&tree))
			fail_msg("%s: no problem", bad[i]);
	}
	tree_free(&tree);
}

/* What authenticatorGetInfo returned in python-fido2's tests. */
#define INFORMATION \
	"A60182665532465F5632684649444F5F325F3002826375766D6B686D61632D7365637265740350F8A011F38C" \
	"0A4D15800617111F9EDC7D04A462726BF5627570F564706C6174F469636C69656E7450696EF4051904B00681" \
	"01"

/* The authenticator data of python-fido2's test of a new credential. */
#define CREDENTIAL \
	"0021F5FC0B85CD22E60623BCD7D1CA48948909249B4776EB515154E57B66AE12410000001CF8A011F38C" \
	"0A4D15800617111F9EDC7D0040FE3AAC036D14C1E1C65518B698DD1DA8F596BC33E11072813466C6BF38" \
	"45691509B80FB76D59309B8D39E0A93452688F6CA3A39A76F3FC52744FB73948B15783A5010203262001" \
	"215820643566C206DD00227005FA5DE69320616CA268043A38F08BDE2E9DC45A5CAFAF225820171353B2" \
	"932434703726AAE579FA6542432861FE591E481EA22D63997E1A5290"

/* An authenticator with which commands are exchanged. */
struct session {
	struct apdu_context context;
	struct tree tree;
};

static void begin(struct session *session)
{
	static const uint8_t version[] = {'F', 'I', 'D', 'O', '_', '2', '_', '0', 0x90, 0x00};
	size_t length = read_hex("00A4040008A0000006472F0001", bytes, sizeof bytes);

	*session = (struct session){0};
	apdu_context_learn(&session->context, bytes, length, version, sizeof version);
}

/* Describes the command, then its response, each of which must say all that is wanted. */
static void exchange(struct session *session, const char *command, const char *const wanted[],
                     const char *response, const char *const answer[])
{
	uint8_t sent[300];
	size_t length = read_hex(command, sent, sizeof sent);
	size_t count = read_hex(response, bytes, sizeof bytes);

	describe_command(&session->tree, sent, length, &session->context, (struct secret){0});
	expect_tiling(&session->tree, tree_node(&session->tree, 1), 0, length);
	expect_in_order(&session->tree, wanted, SIZE_MAX);
	describe_response(&session->tree, bytes, count, sent, length, &session->context);
	expect_tiling(&session->tree, tree_node(&session->tree, 1), 0, count);
	expect_in_order(&session->tree, answer, SIZE_MAX);
	apdu_context_learn(&session->context, sent, length, bytes, count);
}

#define SAY(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NOTHING ((const char *const[]){NULL})

static void a_command_and_its_response_are_named(void **state)
{
	struct session session;

	(void)state;
	begin(&session);
	exchange(&session,
	         "8010800001"
	         "04"
	         "00",
	         SAY("command=authenticatorGetInfo"), "00" INFORMATION "9000",
	         SAY("status=success", "versions=2 items", "=\"U2F_V2\"", "extensions=2 items",
	             "=\"hmac-secret\"", "aaguid=", "rk=true", "clientPin=false", "maxMsgSize=1200",
	             "pinUvAuthProtocols=1 item", "=1"));
	exchange(&session,
	         "8010800006"
	         "06A201010201"
	         "00",
	         SAY("command=authenticatorClientPIN", "pinUvAuthProtocol=1",
	             "subCommand=1 (getPINRetries)"),
	         "00A103089000", SAY("status=success", "pinRetries=8"));
	exchange(&session,
	         "8010800001"
	         "07"
	         "00",
	         SAY("command=authenticatorReset"), "309000", SAY("status=not allowed"));
	/* The authenticator data of python-fido2's tests of assertions. */
	exchange(&session,
	         "8010800001"
	         "08"
	         "00",
	         SAY("command=authenticatorGetNextAssertion"),
	         "00A102582500"
	         "21F5FC0B85CD22E60623BCD7D1CA48948909249B4776EB515154E57B66AE12"
	         "010000001D"
	         "9000",
	         SAY("authData=", "rpIdHash=", "b1=user present (UP)", "signCount=29"));
	tree_free(&session.tree);
}

/* Of the response there, with an attestation that is none; the same with extensions, and cut. */
static void a_new_credential_is_described(void **state)
{
	static const char *const damaged[] = {
		"00A1025825" /* without the credential that the flags promise */
		"0021F5FC0B85CD22E60623BCD7D1CA48948909249B4776EB515154E57B66AE12410000001C9000",
		"00A1025837"
		"0021F5FC0B85CD22E60623BCD7D1CA48948909249B4776EB515154E57B66AE12410000001C"
		"F8A011F38C0A4D15800617111F9EDC7DFFFF9000",
		"00A1025838"
		"0021F5FC0B85CD22E60623BCD7D1CA48948909249B4776EB515154E57B66AE12410000001C"
		"F8A011F38C0A4D15800617111F9EDC7D0000FF9000",
	};
	struct session session;

	(void)state;
	begin(&session);
	exchange(&session,
	         "8010000003"
	         "01A100"
	         "00",
	         NOTHING, "00A301667061636B65640258C4" CREDENTIAL "03A09000",
	         SAY("fmt=\"packed\"", "b7=attested credential data (AT)", "signCount=28",
	             "aaguid=", "credentialIdLength=64",
	             "credentialId=", "credentialPublicKey=5 entries", "kty=2 (EC2)",
	             "alg=-7 (ES256)", "crv=1 (P-256)", "x=", "y=", "attStmt=0 entries"));
	assert_false(has_problem(&session.tree));
	/* CTAP 2.1, 12.1: credProtect */
	exchange(&session, "801000000108", NOTHING,
	         "00A1025833"
	         "0021F5FC0B85CD22E60623BCD7D1CA48948909249B4776EB515154E57B66AE12810000001C"
	         "A16B6372656450726F74656374029000",
	         SAY("b8=extension data (ED)", "signCount=28", "extensions=1 entry",
	             "credProtect=2"));
	assert_false(has_problem(&session.tree));
	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		exchange(&session, "801000000108", NOTHING, damaged[i], SAY("status=success"));
		if (!has_problem(&session.tree))
			fail_msg("%zu: no problem", i);
	}
	tree_free(&session.tree);
}

/* What sub-commands are called: python-fido2's CMD of each, in the words of CTAP 2.1. */
static void subcommands_have_names(void **state)
{
	static const struct {
		const char *command, *name;
	} all[] = {
		{"801000000406A1020600", "subCommand=6 (getPinUvAuthTokenUsingUvWithPermissions)"},
		{"801000000406A1020900", "subCommand=9 (getPinUvAuthTokenUsingPinWithPermissions)"},
		{"801000000406A1020800", "subCommand=8"},
		{"801000000409A1020700", "subCommand=7 (getFingerprintSensorInfo)"},
		{"80100000040AA1010500", "subCommand=5 (enumerateCredentialsGetNextCredential)"},
		{"80100000040DA1010300", "subCommand=3 (setMinPINLength)"},
	};
	struct session session;

	(void)state;
	begin(&session);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		exchange(&session, all[i].command, SAY(all[i].name), "009000",
		         SAY("status=success"));
	tree_free(&session.tree);
}

/* CTAP 2.1, 11.3.5 to 11.3.7: a long command is sent in parts, and its response is asked for. */
static void parts_of_a_message_belong_together(void **state)
{
	struct session session;

	(void)state;
	begin(&session);
	exchange(&session,
	         "9010800003"
	         "02A201",
	         NOTHING, "9000", NOTHING);
	exchange(&session,
	         "8010800003"
	         "616102"
	         "00",
	         NOTHING, "9100", NOTHING);
	exchange(&session, "8011000000", NOTHING, "00A105029000",
	         SAY("status=success", "numberOfCredentials=2"));
	exchange(&session, "8011000000", NOTHING, "2E9000", SAY("status=no credentials"));
	/* the rest of a response that began before */
	exchange(&session,
	         "8010800001"
	         "04"
	         "00",
	         SAY("command=authenticatorGetInfo"), "6103", NOTHING);
	exchange(&session, "00C0000000", NOTHING, "00A105029000", SAY("maxMsgSize=2"));
	exchange(&session, "00C0000000", NOTHING, "0102039000", NOTHING);
	tree_free(&session.tree);
}

/* As src/nfc.c of libfido2 sends and fetches them: the class of a part that is not the last is 90,
 * that of GET RESPONSE 80. The first part of the response here is what a short APDU can hold of the
 * information above. */
static void parts_are_no_damage(void **state)
{
	struct session session;

	(void)state;
	begin(&session);
	exchange(&session,
	         "9010000006"
	         "01A401436162",
	         SAY("command=authenticatorMakeCredential", "parameters=4 entries",
	             "=to be continued"),
	         "9000", NOTHING);
	assert_false(has_problem(&session.tree));
	/* looks like the start of another command */
	exchange(&session,
	         "8010000006"
	         "02A2016161F5"
	         "00",
	         SAY("data=continued"), "00A10166706163616105",
	         SAY("status=success", "response=1 entry", "=to be continued"));
	assert_false(has_problem(&session.tree));
	exchange(&session, "80C0000005", NOTHING, "6B65649000", SAY("data=continued"));
	/* one byte that is left of a response is no status */
	exchange(&session, "801000000104", NOTHING, "00A1056101", NOTHING);
	exchange(&session, "80C0000001", NOTHING, "029000", SAY("data=continued"));
	/* a chain that is refused is over */
	exchange(&session,
	         "9010000003"
	         "01A401",
	         NOTHING, "6A80", NOTHING);
	exchange(&session, "801000000107", SAY("command=authenticatorReset"), "309000",
	         SAY("status=not allowed"));
	tree_free(&session.tree);
}

/* CTAP 2.1, 11.3.7; what python-fido2 makes of it: STATUS.PROCESSING, STATUS.UPNEEDED */
static void a_busy_authenticator_sends_no_status(void **state)
{
	struct session session;

	(void)state;
	begin(&session);
	exchange(&session, "801080000104", SAY("P1=NFCCTAP_GETRESPONSE supported"), "019100",
	         SAY("keepalive status=processing"));
	exchange(&session, "8011000000", SAY("P1=response"), "029100",
	         SAY("keepalive status=waiting for user presence"));
	exchange(&session, "8011110000", SAY("P1=cancel"), "2D9000",
	         SAY("status=keepalive cancelled"));
	tree_free(&session.tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_are_those_of_the_standard),
		cmocka_unit_test(keys_and_contents_have_their_names),
		cmocka_unit_test(what_ctap_does_not_use_is_a_problem),
		cmocka_unit_test(a_command_and_its_response_are_named),
		cmocka_unit_test(a_new_credential_is_described),
		cmocka_unit_test(subcommands_have_names),
		cmocka_unit_test(parts_of_a_message_belong_together),
		cmocka_unit_test(parts_are_no_damage),
		cmocka_unit_test(a_busy_authenticator_sends_no_status),
	};

	return cmocka_run_group_tests_name("fido", tests, NULL, NULL);
}
