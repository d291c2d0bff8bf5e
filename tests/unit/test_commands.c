/* Commands as other programs and their tests send them, and what their sources say that they do. */
#include "test.h"
#include "from_hex.h"
#include "selected.h"
#include "tree_checks.h"

#include "apdu/describe_apdu.h"

/* A command in a session where the application with this AID is selected (NULL: none). */
struct sent {
	const char *aid, *hex, *line;
};

static void expect_lines(const struct sent *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct apdu_context context = selected(rows[i].aid);
		struct tree tree = {0};
		uint8_t command[300];
		size_t length = read_hex(rows[i].hex, command, sizeof command);

		describe_command(&tree, command, length, &context, secret_find(command, length));
		expect_tiling(&tree, tree_node(&tree, 1), 0, length);
		if (strcmp(tree_text(&tree, tree_node(&tree, 1)), rows[i].line) != 0)
			fail_msg("%s: \"%s\", not \"%s\"", rows[i].hex,
			         tree_text(&tree, tree_node(&tree, 1)), rows[i].line);
		tree_free(&tree);
	}
}

/* Keyple's Calypso library: class 94 of revisions 1 and 2, FA for their stored value */
static void calypso_cards_have_two_classes(void **state)
{
	static const char aid[] = "315449432E494341";
	const struct sent rows[] = {
		{NULL, "94A4000002 2001 00", "SELECT 2001, first or only occurrence, FCI"},
		{NULL, "94B2013C1D", "READ RECORD(S): record 1 of SFI 7"},
		{NULL, "948A8B3804 AABBCCDD 00",
	         "OPEN SECURE SESSION: key 3 (debit), record 1 of SFI 7"},
		{NULL, "948A0238 04 AABBCCDD 00", "OPEN SECURE SESSION: key 2 (reload)"},
		{aid, "008A0B3904 AABBCCDD 00",
	         "OPEN SECURE SESSION: key 3 (debit), record 1 of SFI 7"},
		{aid, "008A0B0205 00AABBCCDD 00",
	         "OPEN SECURE SESSION: key 3 (debit), record 1 of the current EF"},
		{aid, "008A000305 00AABBCCDD 00",
	         "OPEN SECURE SESSION with public key cryptography"},
		{aid, "008E800004 AABBCCDD 04", "CLOSE SECURE SESSION, ratified at once"},
		{aid, "008E000004 AABBCCDD 04",
	         "CLOSE SECURE SESSION, ratified by the next command"},
		{aid, "008E000000", "CLOSE SECURE SESSION without a signature"},
		{aid, "0082000104 AABBCCDD 08",
	         "MANAGE SECURE SESSION: mutual authentication, encryption off"},
		{aid, "0082000200", "MANAGE SECURE SESSION: no authentication, encryption on"},
		{aid, "0030010803 000064 00", "DECREASE counter 1 of SFI 1"},
		{aid, "003A000808 0100000102000002 00", "INCREASE MULTIPLE counters of SFI 1"},
		{aid, "007C010721", "SV GET for a reload"},
		{NULL, "FA7C00091E", "SV GET for a debit or its cancellation"},
		{NULL, "FABA1122 02 3344", "SV DEBIT"},
		{aid, "00D800FF04 31323334", "CHANGE KEY or CHANGE PIN: PIN"},
		{aid, "00D8000104 11223344", "CHANGE KEY or CHANGE PIN: key 1 (personalization)"},
		{aid, "0004000000", "INVALIDATE"},
		{aid, "0044000000", "REHABILITATE"},
	};

	(void)state;
	expect_lines(rows, LENGTH(rows));
}

/* b5 of 94 is not that of a chain (ISO/IEC 7816-4:2005, 5.1.1). */
static void calypso_cards_have_no_chains(void **state)
{
	static const uint8_t success[] = {0x90, 0x00};
	struct apdu_context context = {0};
	uint8_t command[16];
	size_t length = read_hex("94A4000002 2001", command, sizeof command);

	(void)state;
	apdu_context_learn(&context, command, length, success, sizeof success);
	assert_false(context.goes_on);
	assert_int_equal(apdu_context_selected(&context, 0x94).file, 0x2001);
}

/* ykman's yubikit: yubiotp, management, openpgp, piv, hsmauth; Nitrokey's secrets application */
static void tokens_have_their_own(void **state)
{
	static const char otp[] = "A0000005272001", management[] = "A000000527471117";
	static const char piv[] = "A000000308000010000100", openpgp[] = "D27600012401";
	static const char hsmauth[] = "A000000527210701", oath[] = "A0000005272101";
	const struct sent rows[] = {
		{otp, "00030000", "READ STATUS"},
		{otp, "00011000", "API REQUEST: serial number"},
		{otp, "00011300", "API REQUEST: device information"},
		{otp, "0001300004 00112233", "API REQUEST: HMAC challenge for slot 1"},
		{otp, "0001380004 00112233", "API REQUEST: HMAC challenge for slot 2"},
		{otp, "0001200006 001122334455", "API REQUEST: OTP challenge for slot 1"},
		{management, "001D0000", "READ CONFIG, page 0"},
		{management, "001D0100", "READ CONFIG, page 1"},
		{management, "001C000003 020C00", "WRITE CONFIG"},
		{management, "0016110004 06000000", "SET MODE"},
		{management, "001F0000", "DEVICE RESET"},
		{openpgp, "00F10000", "YubiKey: GET VERSION"},
		{openpgp, "00F2000003 030303", "YubiKey: SET PIN RETRIES"},
		{openpgp, "00FB0200", "YubiKey: GET ATTESTATION of the decryption key"},
		{openpgp, "00A5010406 60045C027F21", "SELECT DATA, occurrence 1"},
		{piv, "00FA0503",
	         "YubiKey: SET PIN RETRIES: 5 tries for the PIN, 3 tries for the PUK"},
		{piv, "00F6FF9A", "YubiKey: MOVE KEY: delete PIV authentication key"},
		{piv, "00F6829A",
	         "YubiKey: MOVE KEY: PIV authentication key to retired key management key 1"},
		{piv, "00FE119C03 060101", "YubiKey: IMPORT KEY: digital signature key, ECC P-256"},
		{piv, "00FFFFFE03 039B00", "YubiKey: SET MANAGEMENT KEY, touch required"},
		{hsmauth, "0005000000", "LIST"},
		{hsmauth, "0006DEAD", "RESET"},
		{hsmauth, "00090000", "GET MANAGEMENT KEY RETRIES"},
		{hsmauth, "0004000004 71024142", "GET CHALLENGE"},
		{hsmauth, "000B010004 7B021122",
	         "CHANGE CREDENTIAL PASSWORD with the management key"},
		{oath, "00B1000004 71024142", "Nitrokey: VERIFY CODE"},
		{oath, "00B2000004 80023132", "Nitrokey: VERIFY PIN"},
		{oath, "00B7000004 71024142", "Nitrokey: UPDATE CREDENTIAL"},
		/* FIDO U2F raw message formats 1.2, 5 */
		{"A0000006472F0001", "0002070002 AABB",
	         "U2F_AUTHENTICATE: check the key handle only"},
	};

	(void)state;
	expect_lines(rows, LENGTH(rows));
}

/* OpenSC's card-sc-hsm.c, card-cac.c, card-coolkey.c and muscle.c; Pico HSM; proxmark3's CIPURSE;
 * the Belgian eID middleware */
static void other_applications_have_their_own(void **state)
{
	static const char hsm[] = "E82B0601040181C31F0201", cac[] = "A0000000790100";
	static const char cipurse[] = "A0000005070100";
	const struct sent rows[] = {
		{hsm, "8050000004 80020001", "INITIALIZE DEVICE"},
		{hsm, "8052000200",
	         "MANAGE KEY DOMAIN: key domain 2, import a DKEK share, or query"},
		{hsm, "0058000000", "ENUMERATE OBJECTS"},
		{hsm, "8068017302 AABB 00", "SIGN with key 1, ECDSA with SHA-256"},
		{hsm, "8068022002 AABB 00", "SIGN with key 2, RSA"},
		{hsm, "8062032102 AABB 00", "DECIPHER with key 3, RSA, decipher"},
		{hsm, "8072019200", "WRAP KEY: key 1"},
		{hsm, "8074019302 AABB", "UNWRAP KEY: key 1"},
		{cac, "803600 0064", "GET CERTIFICATE"},
		{cac, "8052000002 02FF", "READ BUFFER at offset 0"},
		{cac, "80520100 02 0264", "READ BUFFER at offset 256"},
		{cac, "804C000000", "GET ACR"},
		{NULL, "B03C000000", "GetStatus"},
		{NULL, "B0420100 04 31323334", "VerifyPIN"},
		{NULL, "B0580000 0E", "ListObjects"},
		{cipurse, "804E0002 01 80", "UPDATE KEY ATTRIBUTES of key 2"},
		{cipurse, "80520102 02 AABB", "UPDATE KEY: key 2, enciphered with key 1"},
		{cipurse, "80CE000000", "READ FILE ATTRIBUTES"},
		/* gematik's library for German health cards */
		{NULL, "800E8100", "SET LOGICAL EOF at offset 0 of SFI 1"},
		{NULL, "80E400001C", "GET CARD DATA, without a signature"},
		{"A000000177504B43532D3135", "80E6000000", "LOG OFF"},
		{NULL, "80E4000009 4F07A0000000031010", "DELETE, the object alone"},
	};

	(void)state;
	expect_lines(rows, LENGTH(rows));
}

static size_t count_of(const struct tree *tree, enum node_kind kind)
{
	size_t count = 0;

	for (node_id i = 1; i < tree->count; i++)
		count += tree_node(tree, i)->kind == kind;
	return count;
}

/* T=1 has no procedure bytes: 6X may be an instruction. */
static void a_known_instruction_is_no_procedure_byte(void **state)
{
	static const uint8_t sign[] = {0x80, 0x68, 0x01, 0x73, 0x00};
	struct apdu_context context = selected("E82B0601040181C31F0201");
	struct tree tree = {0};

	(void)state;
	describe_command(&tree, sign, sizeof sign, &context, secret_find(sign, sizeof sign));
	assert_int_equal(count_of(&tree, NODE_PROBLEM), 0);
	context = selected("A000000003000000");
	describe_command(&tree, sign, sizeof sign, &context, secret_find(sign, sizeof sign));
	assert_int_equal(count_of(&tree, NODE_PROBLEM), 1);
	tree_free(&tree);
}

/* yubikit's SCP11 and security domain; OpenSC's GemSafe and JPKI and a tachograph's PERFORM HASH
 * OF FILE, which are no COMPUTE CRYPTOGRAPHIC CHECKSUM */
static void secure_channels_are_told(void **state)
{
	static const char domain[] = "A000000151000000";
	const struct sent rows[] = {
		{domain, "802A038002 3082",
	         "PERFORM SECURITY OPERATION: certificate for key version 3, key identifier 0, "
	         "more certificates follow"},
		{domain, "80820311 06 A60490021101",
	         "MUTUAL AUTHENTICATE: key version 3, key identifier 17"},
		/* SCP02's cryptogram and MAC may begin with the same byte */
		{domain, "8482010010 A6112233445566778899AABBCCDDEEFF",
	         "EXTERNAL AUTHENTICATE, C-MAC"},
		{NULL, "80880113 06 A60490021100",
	         "INTERNAL AUTHENTICATE: key version 1, key identifier 19"},
		{domain, "8482330010 00112233445566778899AABBCCDDEEFF",
	         "EXTERNAL AUTHENTICATE, C-MAC, C-DECRYPTION, R-MAC and R-ENCRYPTION"},
		{domain, "00CABF2100", "GET DATA: certificate store (BF21)"},
		{domain, "00CAFF3300", "GET DATA: CA identifiers of the KLOC (FF33)"},
		/* GlobalPlatformPro sends these to any application */
		{NULL, "80CA00E000", "GET DATA: key information template (E0)"},
		{"A0000000031010", "80CA9F7F00",
	         "GET DATA: card production life cycle (CPLC) (9F7F)"},
		{NULL, "80CA00CF00", "GET DATA: key diversification data (CF)"},
		{NULL, "00CA00CF00", "GET DATA: data object of tag CF (CF)"},
		{domain, "80F1001304 F0020011", "YubiKey: GENERATE KEY"},
		{NULL, "802A9EAC02 AABB",
	         "PERFORM SECURITY OPERATION by ISO/IEC 7816-4, but the class is proprietary"},
		{NULL, "802A900000",
	         "PERFORM SECURITY OPERATION by ISO/IEC 7816-4, but the class is proprietary"},
		{NULL, "802A8E8004 AABBCCDD 00", "COMPUTE CRYPTOGRAPHIC CHECKSUM"},
	};

	(void)state;
	expect_lines(rows, LENGTH(rows));
}

/* proxmark3's list of DESFire's commands; the debug output of libnfc; ACS's and SpringCard's lists
 */
static void contactless_commands_have_names(void **state)
{
	const struct sent rows[] = {
		{NULL, "9055000000", "RollKeySet"},
		{NULL, "90B1000000", "RestoreTransfer"},
		{NULL, "90CF000000", "CreateMFCMapping"},
		{NULL, "90EE000000", "NotifyTransactionSuccess"},
		{NULL, "90F6000001 02 00", "GetFileCounters"},
		/* Metrodroid's readers of transit cards */
		{NULL, "9032030000", "READ PURSE (CEPAS)"},
		{"D4100000030001", "904C000004", "GET BALANCE (KS X 6924)"},
		{NULL, "9078010010", "GET RECORD (KS X 6924)"},
		{NULL, "805C000204", "GET BALANCE (PBOC purse)"},
		{NULL, "FFC2000002 8100", "transparent session: manage session"},
		{NULL, "FFC2000202 8F00", "transparent session: switch protocol"},
		{NULL, "FF00000003 D44400", "vendor command: PN53x InDeselect"},
		{NULL, "FF00000004 D44A0100", "vendor command: PN53x InListPassiveTarget"},
		{NULL, "FF0000000E D44001 00A4040006F75246544101",
	         "vendor command: PN53x InDataExchange"},
		{NULL, "FF00400D04 02020101", "vendor command: LEDs and buzzer (ACS)"},
		{NULL, "FF00480000", "vendor command: firmware version (ACS)"},
		{NULL, "FF00000002 0102", "vendor command"},
		{NULL, "FFD7000405 0000000001", "VALUE BLOCK OPERATION (ACS)"},
		{NULL, "FFF0000002 0102", "CONTROL (SpringCard)"},
	};

	(void)state;
	expect_lines(rows, LENGTH(rows));
}

static void expect_field(const char *hex, const char *want)
{
	const struct apdu_context context = selected("A000000151000000");
	struct tree tree = {0};
	uint8_t command[300];
	size_t length = read_hex(hex, command, sizeof command);
	bool said = false;

	describe_command(&tree, command, length, &context, secret_find(command, length));
	expect_tiling(&tree, tree_node(&tree, 1), 0, length);
	for (node_id i = 1; i < tree.count; i++)
		said = said || is_said(&tree, tree_node(&tree, i), want);
	if (!said)
		fail_msg("%s: not \"%s\"", hex, want);
	tree_free(&tree);
}

/* Fails unless the response to the command, in a session of this application, has the field. */
static void expect_answer(const char *aid, const char *sent, const char *answer, const char *want)
{
	const struct apdu_context context = selected(aid);
	struct tree tree = {0};
	uint8_t command[64], response[128];
	size_t length = read_hex(sent, command, sizeof command);
	size_t response_length = read_hex(answer, response, sizeof response);
	bool said = false;

	describe_response(&tree, response, response_length, command, length, &context);
	expect_tiling(&tree, tree_node(&tree, 1), 0, response_length);
	for (node_id i = 1; i < tree.count; i++)
		said = said || is_said(&tree, tree_node(&tree, i), want);
	if (!said)
		fail_msg("%s: not \"%s\"", answer, want);
	tree_free(&tree);
}

/* A security domain's objects, requested while another application is selected */
static void objects_of_the_domain_are_known(void **state)
{
	(void)state;
	expect_answer("A0000000031010", "80CA00E000", "E006 C00401FF8010 9000",
	              "E0=key information template");
}

/* yubikit's management.py: the tags and bits of the device information, which has one byte for the
 * applications up to firmware 4, else two; the first byte is its length */
static void a_yubikey_tells_what_it_is(void **state)
{
	static const char management[] = "A000000527471117", otp[] = "A0000005272001";
	static const char five[] = "21 0102023B 03020202 020400BC614E 040181 0503050403 080180 "
				   "0A0101 0D020020 9000";
	static const char four[] = "10 01013F 020400BC614E 0503040307 0A0100 9000";

	(void)state;
	expect_answer(management, "001D0000", five, "01=supported over USB");
	expect_answer(management, "001D0000", five, "byte 2 b6=OATH");
	expect_answer(management, "001D0000", five, "byte 1 b2=FIDO2");
	expect_answer(management, "001D0000", five, "03=enabled over USB");
	expect_answer(management, "001D0000", five, "02=serial number: 12345678");
	expect_answer(management, "001D0000", five, "04=form factor");
	expect_answer(management, "001D0000", five, "b4-b1=USB-A keychain");
	expect_answer(management, "001D0000", five, "b8=FIPS");
	expect_answer(management, "001D0000", five, "05=firmware version: 5.4.3");
	expect_answer(management, "001D0000", five, "b8=eject on touch");
	expect_answer(management, "001D0000", five, "0A=locked by a code: yes");
	expect_answer(management, "001D0000", five, "0D=supported over NFC");
	expect_answer(otp, "00011300", four, "01=supported over USB");
	expect_answer(otp, "00011300", four, "b6=OATH");
	expect_answer(otp, "00011300", four, "0A=locked by a code: no");
	expect_answer(otp, "00011000", "00BC614E 9000", "serial number=12345678");
	expect_answer(otp, "00030000", "050403 02 0500 9000", "number of configurations=2");
	expect_answer(otp, "0001300004 00112233", "0102030405060708090A0B0C0D0E0F1011121314 9000",
	              "data=");
	/* cut, unknown and empty objects */
	expect_answer(management, "001D0000", "05 0102 9000",
	              "tlv=the value is truncated: 2 bytes missing");
	expect_answer(management, "001D0000", "04 0C01AA 0200 9000", "0C=unknown universal object");
	expect_answer(management, "001D0000", "04 7F01AA 0200 9000",
	              "7F=unknown application object");
	expect_answer(management, "001D0000", "04 7F01AA 0200 9000", "02=serial number, empty");
	expect_answer(management, "001D0000", "05 0503050403 1304 31323334 9000",
	              "13=part number: \"1234\"");
}

/* GlobalPlatform Card Specification 2.3, 11.6.2.3, as GlobalPlatformPro builds it: DAP blocks, then
 * the file, of which only the first block has the tag. */
static void a_load_file_comes_in_blocks(void **state)
{
	static const char first[] = "80E8000015 C4820F0A 01001EDECAFFED01020400010CA0000000";
	static const char dap[] =
		"80E800001C E20D 4F05A000000151 C304AABBCCDD C4820F0A 01001EDECAFFEDAABB00";

	(void)state;
	expect_field(first, "C4=load file data block of 3850 bytes");
	expect_field(dap, "E2=DAP block");
	expect_field(dap, "4F=security domain AID: application of GlobalPlatform");
	expect_field(dap, "C4=load file data block of 3850 bytes");
	expect_field("80E8000004 D4020102", "D4=enciphered load file data block of 2 bytes");
	expect_field("80E8000103 C40102", "data=load file, continued");
	/* a length that goes on in the next block, and a DAP block that does */
	expect_field("80E8000002 C482", "=load file");
	expect_field("80E8000003 E20A4F", "=load file");
}

/* proxmark3's DESFire commands, whose numbers have the lowest byte first */
static void desfire_files_are_described(void **state)
{
	static const char data[] = "90CD000009 02 04E1 03 00E0 000100 00";
	static const char value[] = "90CC000011 03 00 EEEE 00000000 E8030000 0A000000 00 00";
	static const char records[] = "90C100000A 04 01 EEEE 100000 0A0000 00";

	(void)state;
	expect_field(data, "file=2");
	expect_field(data, "communication=enciphered");
	expect_field(data,
	             "access rights=read: always, write: key 0, read and write: key 0, "
	             "change: key 0");
	expect_field(data, "file size=256");
	expect_field(value, "upper limit=1000");
	expect_field(value, "value=10");
	expect_field(records, "communication=with a MAC");
	expect_field(records, "record size=16");
	expect_field(records, "maximum number of records=10");
	expect_field("90DC000005 03 0A000000 00", "amount=10");
	expect_field("90AD000007 02 080000 200000 00", "offset=8");
	expect_field("90AA000001 02 00", "key number=2");
	/* NXP's reader library: b5 of the keys announces more settings, b6 an identifier of two
	 * bytes and a name */
	expect_field("90CA000008 332211 0F A3 3412 41 00", "file identifier, lowest byte first=");
	expect_field("90CA000008 332211 0F A3 3412 41 00", "DF name=\"A\"");
	expect_field("90CA000006 332211 0F 93 00 00", "more key settings=");
	expect_field("90CA00000C 332211 0F B3 01 AA021003 3412 00",
	             "key sets, file identifier, DF name=");
	expect_field("90F5000001 1F 00", "file=31");
	/* with a MAC, or enciphered: not the plain form */
	expect_field("90DC00000D 03 0A000000 1122334455667788 00", "data=");
}

/* pySim: TS 102 221 and TS 31.102; EMV kernel 2's PUT DATA, of which P1 P2 are the tag */
static void uicc_and_emv_parameters_are_told(void **state)
{
	static const char usim[] = "A0000000871002";
	const struct sent rows[] = {
		{usim, "8078008100", "GET IDENTITY: SUCI"},
		{usim, "8078008200", "GET IDENTITY: SUCI for 5G NSWO"},
		{usim, "00730300 02 AABB", "MANAGE SECURE CHANNEL: start a secure channel"},
		{usim, "00890085 02 AABB", "AUTHENTICATE, MBMS context"},
		{usim, "00890086 02 AABB", "AUTHENTICATE, local key establishment"},
		{"A0000000031010", "84DA9F5802 0011",
	         "PUT DATA: lower consecutive offline limit (9F58)"},
	};

	(void)state;
	expect_lines(rows, LENGTH(rows));
	expect_field("80820313 13 A60D9002110195013C800188810110 5F490104",
	             "A6=control reference for key agreement");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calypso_cards_have_two_classes),
		cmocka_unit_test(calypso_cards_have_no_chains),
		cmocka_unit_test(tokens_have_their_own),
		cmocka_unit_test(other_applications_have_their_own),
		cmocka_unit_test(a_known_instruction_is_no_procedure_byte),
		cmocka_unit_test(secure_channels_are_told),
		cmocka_unit_test(contactless_commands_have_names),
		cmocka_unit_test(objects_of_the_domain_are_known),
		cmocka_unit_test(a_yubikey_tells_what_it_is),
		cmocka_unit_test(desfire_files_are_described),
		cmocka_unit_test(uicc_and_emv_parameters_are_told),
		cmocka_unit_test(a_load_file_comes_in_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
