#include "test.h"
#include "from_hex.h"
#include "selected.h"
#include "tree_checks.h"

#include "base/bytes.h"
#include "apdu/describe_apdu.h"

static uint8_t command[70000], response[70000];
static size_t length, response_length;

/* Makes a context in which the application with this AID is selected. */
static void describe(struct tree *tree, const char *hex, const struct apdu_context *context)
{
	length = read_hex(hex, command, sizeof command);
	describe_command(tree, command, length, context, secret_find(command, length));
	expect_tiling(tree, tree_node(tree, 1), 0, length);
}

static void expect_line(const char *aid, const char *hex, const char *want)
{
	struct apdu_context context = selected(aid);
	struct tree tree = {0};

	describe(&tree, hex, &context);
	assert_string_equal(tree_text(&tree, tree_node(&tree, 1)), want);
	tree_free(&tree);
}

/* ISO/IEC 7816-4:2005, tables 39 and 40 */
static void select_has_many_forms(void **state)
{
	(void)state;
	expect_line(NULL, "00A4040007A0000000041010",
	            "SELECT by AID A0000000041010 (Mastercard), first or only occurrence, FCI");
	expect_line(NULL, "00A4040205A000000003 00",
	            "SELECT by AID A000000003 (application of Visa), next occurrence, FCI");
	expect_line(NULL, "00A40000023F00", "SELECT MF (3F00), first or only occurrence, FCI");
	expect_line(NULL, "00A4000C",
	            "SELECT MF, first or only occurrence, no data, or proprietary data");
	expect_line(NULL, "00A40400",
	            "SELECT by AID: the default application, first or only occurrence, FCI");
	expect_line(NULL, "00A4020C022F00",
	            "SELECT EF.DIR (2F00), first or only occurrence, no data, or proprietary data");
	expect_line(NULL, "00A40804042F002F01",
	            "SELECT EF.DIR (2F00) / EF.ATR/INFO (2F01), first or only occurrence, FCP");
	expect_line(NULL, "00A4030C",
	            "SELECT parent DF, first or only occurrence, no data, or proprietary data");
	expect_line("A0000000871002", "00A4080404 7FFF6F07",
	            "SELECT current ADF (7FFF) / EF.IMSI (6F07), first or only occurrence, FCP");
	expect_line("A0000000871002", "00A4044407A0000000871002",
	            "SELECT by AID A0000000871002 (3GPP USIM), first or only occurrence, FCP, "
	            "terminate the application session");
	expect_line("A0000002471001", "00A4020C02011E",
	            "SELECT EF.COM (011E), first or only occurrence, no data, or proprietary data");
	expect_line("A0000003431002", "00A4080404 7FFF6F22",
	            "SELECT current ADF (7FFF) / EF.IMSI_M (6F22), first or only occurrence, FCP");
	expect_line("A0000003431002", "00A4080404 7F206F07",
	            "SELECT DF.GSM (7F20) / EF.IMSI (6F07), first or only occurrence, FCP");
	expect_line("A0000000871002", "00A4080404 7F256F76",
	            "SELECT DF.CDMA (7F25) / EF.SMSCAP (6F76), first or only occurrence, FCP");
}

/* 3GPP2 C.S0023, C.S0065 */
static void commands_of_cdma_are_a_csims(void **state)
{
	(void)state;
	expect_line("A0000003431002", "0088008011", "AUTHENTICATE, CAVE");
	expect_line("A0000003431002", "0088008121", "AUTHENTICATE, 3G access AKA");
	expect_line("A0000000871002", "0088008010", "AUTHENTICATE, GSM context");
	expect_line("A0000003431002", "8082000103 010203", "MANAGE SSD: confirm");
	expect_line("A0000003431002", "80DE010008 0756341200000000", "STORE ESN_MEID_ME: MEID");
	expect_line(NULL, "8080010203 010203", "COMPUTE IP AUTHENTICATION: MN-HA authenticator");
	expect_line(NULL, "A0DE000008 0456341200000000", "STORE ESN_MEID_ME: ESN");
	expect_line(NULL, "A08A000004 01020304", "BASE STATION CHALLENGE");
}

static void reading_tells_file_and_place(void **state)
{
	(void)state;
	expect_line(NULL, "00B0000000", "READ BINARY at offset 0 of the current EF");
	expect_line(NULL, "00B0010000", "READ BINARY at offset 256 of the current EF");
	expect_line(NULL, "00B0810A00", "READ BINARY at offset 10 of SFI 1");
	expect_line(NULL, "00B0C10A00", "READ BINARY at offset 10 of SFI 1, which is reserved");
	/* tables 2 and 3: channels 0 to 3, and 4 to 19 */
	expect_line(NULL, "01B0000000", "READ BINARY at offset 0 of the current EF, channel 1");
	expect_line(NULL, "41B0000000", "READ BINARY at offset 0 of the current EF, channel 5");
	expect_line(NULL, "00B1000304 54020000 00", "READ BINARY of SFI 3");
	expect_line(NULL, "00B1000004 54020000 00", "READ BINARY of the current EF");
	expect_line("A0000002471001", "00B10101045402000000", "READ BINARY of EF.DG1 (0101)");
	expect_line(NULL, "00B2010C00", "READ RECORD(S): record 1 of SFI 1");
	expect_line(NULL, "00B2000400", "READ RECORD(S): current record of the current EF");
	expect_line(NULL, "00B2010D00", "READ RECORD(S): records 1 to the last of SFI 1");
	/* ISO/IEC 7816-4:2005, 7.3.2: record 0 is the current one */
	expect_line(NULL, "00B2000D00", "READ RECORD(S): current record to the last of SFI 1");
	expect_line(NULL, "00B2000E00",
	            "READ RECORD(S): records from the last to the current one of SFI 1");
	expect_line(NULL, "00B2030E00", "READ RECORD(S): records from the last to 3 of SFI 1");
	expect_line(NULL, "00B2050200",
	            "READ RECORD(S): next occurrence of identifier 5 of the current EF");
	expect_line("A0000000871002", "00B2000200",
	            "READ RECORD(S): next record of the current EF");
	expect_line(NULL, "A0B2000226", "READ RECORD: next record");
	expect_line(NULL, "A0A40000026F07", "SELECT EF.IMSI (6F07)");
}

static void security_commands_are_told(void **state)
{
	static const char *piv = "A000000308000010000100", *usim = "A0000000871002";

	(void)state;
	/* NIST SP 800-73-4 part 1, table 4; SP 800-78-4, table 6-2 */
	expect_line(piv, "0087039B047C02810000", "GENERAL AUTHENTICATE, card administration key");
	expect_line(piv, "00871184047C02810000",
	            "GENERAL AUTHENTICATE, retired key management key 3");
	expect_line(piv, "008711F0047C02810000", "GENERAL AUTHENTICATE, key F0");
	expect_line(piv, "00200081",
	            "VERIFY, PIN unblocking key (PUK): query the status and the tries left");
	expect_line(NULL, "002A00BE037F2100", "PERFORM SECURITY OPERATION: verify certificate");
	expect_line(NULL, "00200081043132 3334", "VERIFY, specific (DF) reference 1");
	/* ISO/IEC 7816-4:2013 */
	expect_line(NULL, "0020FF81", "VERIFY, specific (DF) reference 1, reset its state");
	/* Yubico's PIV extensions: the key in P2, or in P1 */
	expect_line(piv, "00F7009B00", "YubiKey: GET METADATA, card administration key");
	expect_line(piv, "00F99A0000", "YubiKey: ATTEST, PIV authentication key");
	expect_line(NULL, "0020 0001",
	            "VERIFY, global (MF) reference 1: query the status and the tries left");
	expect_line("A0000000041010", "0020008008241234FFFFFFFFFF", "VERIFY, plaintext PIN");
	expect_line(NULL, "002241B6 03840102",
	            "MANAGE SECURITY ENVIRONMENT: set digital signature (DST)");
	expect_line(NULL, "0022F303",
	            "MANAGE SECURITY ENVIRONMENT: restore security environment 3");
	expect_line(NULL, "002A9E9A 02 0102 00",
	            "PERFORM SECURITY OPERATION: compute digital signature");
	expect_line(NULL, "002A8086 02 0102 00", "PERFORM SECURITY OPERATION: decipher");
	expect_line(NULL, "002A00BE 02 7F21", "PERFORM SECURITY OPERATION: verify certificate");
	expect_line(NULL, "0070000001", "MANAGE CHANNEL: open, the card chooses the channel");
	expect_line(NULL, "00708001", "MANAGE CHANNEL: close, channel 1");
	expect_line(
		"A000000308000010000100", "00CB3FFF055C035FC10200",
		"GET DATA in current DF (3FFF): card holder unique identifier (CHUID) (5FC102)");
	expect_line("A0000000871002", "0088008110 00112233445566778899AABBCCDDEEFF 00",
	            "AUTHENTICATE, 3G context");
	expect_line(NULL, "0C20008102 8700",
	            "VERIFY, specific (DF) reference 1, with secure messaging");
	/* ISO/IEC 7816-9, 6; 7816-4:2005, 7.3.7; 3GPP TS 51.011, 9.2.7; ETSI TS 102 221, 11 */
	expect_line(usim, "0004000002 6F07", "DEACTIVATE FILE EF.IMSI (6F07)");
	expect_line(NULL, "00E40000", "DELETE FILE");
	expect_line(NULL, "00A2040C04 31323334 00",
	            "SEARCH RECORD of SFI 1, forward from the record in P1");
	expect_line(NULL, "A0A2001104 31323334",
	            "SEEK: type 2, with the record number as response, from the end backward");
	expect_line(usim, "80CB0080 00", "RETRIEVE DATA: first block of the current EF");
	expect_line(usim, "80328300 03 000001", "INCREASE of SFI 3");
	expect_line(usim, "80760100 08 0102030405060708", "SUSPEND UICC: resume");
	expect_line(NULL, "10DB3FFF02 5300",
	            "PUT DATA in current DF (3FFF), more commands of the chain follow");
}

static void other_classes_are_told(void **state)
{
	(void)state;
	expect_line(
		NULL, "80F24002024F0000",
		"GET STATUS of applications and security domains, first or all, response in TLV");
	expect_line(NULL, "80F200010C", "STATUS: no indication, DF name");
	expect_line(NULL, "80F2400000",
	            "GET STATUS of applications and security domains, first or all, response in "
	            "the old "
	            "format");
	expect_line("A0000000871002", "80F28002024F0000",
	            "GET STATUS of issuer security domain, first or all, response in TLV");
	expect_line("A000000151000000", "80E60C0000", "INSTALL for install and make selectable");
	expect_line("A0000000041010", "80CA9F3600",
	            "GET DATA: application transaction counter (ATC) (9F36)");
	expect_line(NULL, "80CA9F3600", "GET DATA: application transaction counter (ATC) (9F36)");
	expect_line(NULL, "8050000008 0011223344556677 00",
	            "INITIALIZE UPDATE with default key version");
	expect_line(NULL, "8482330010 00112233445566778899AABBCCDDEEFF",
	            "EXTERNAL AUTHENTICATE, C-MAC, C-DECRYPTION, R-MAC and R-ENCRYPTION");
	expect_line(NULL, "80AE800002 0102 00", "GENERATE AC: ARQC");
	expect_line(NULL, "80AE900002 0102 00", "GENERATE AC: ARQC, CDA requested");
	expect_line(NULL, "8012000014", "FETCH");
	expect_line(NULL, "8078000000",
	            "END R-MAC SESSION (GlobalPlatform) or GET IDENTITY (UICC)");
	expect_line(NULL, "905A00000356341200", "SelectApplication 123456");
	expect_line(NULL, "9060000000", "GetVersion");
	expect_line(NULL, "FFCA000000", "GET DATA: UID, PUPI or serial number of the card");
	expect_line(NULL, "FF860000050100046000",
	            "GENERAL AUTHENTICATE: block 4, key A, key number 0");
	expect_line(NULL, "FF860000050100046200",
	            "GENERAL AUTHENTICATE: block 4, key of another kind, key number 0");
	/* ISO/IEC 7816-4:2005, table 62 */
	expect_line(NULL, "00CA000500", "GET DATA: reserved (05)");
	expect_line(NULL, "00CA011200", "GET DATA: proprietary data 12 (0112)");
	expect_line(NULL, "00CA021200", "GET DATA: SIMPLE-TLV object of tag 12 (0212)");
	expect_line(NULL, "00CA00DD00", "GET DATA: data object of tag DD (DD)");
	expect_line(NULL, "00CADF7700", "GET DATA: data object of tag DF77 (DF77)");
	expect_line(NULL, "FFB0000410", "READ BINARY at block or address 4");
	expect_line(NULL, "A020000108 31323334FFFFFFFF", "VERIFY CHV, CHV1");
	expect_line("A0000006472F0001", "0003000000", "U2F_VERSION");
	expect_line(NULL, "95B2013C1D",
	            "READ RECORD(S) by ISO/IEC 7816-4, but the class is proprietary");
	expect_line(NULL, "00F0000000", "unknown instruction");
}

/* A Java Card applet's own commands are not a UICC's; but any application may pass some to its
 * security domain (GlobalPlatform Card Specification 2.3.1, 7.3.2). */
static void names_of_other_applications_are_guesses(void **state)
{
	static const char applet[] = "A00000006203010C0601";

	(void)state;
	expect_line(applet, "8010000000", "perhaps TERMINAL PROFILE (UICC)");
	expect_line("A0000000871002", "8010000000", "TERMINAL PROFILE");
	expect_line(NULL, "8010000000", "TERMINAL PROFILE");
	expect_line(applet, "8050000008112233445566778800",
	            "INITIALIZE UPDATE with default key version");
}

static void wrong_commands_are_told(void **state)
{
	(void)state;
	expect_line(NULL, "00A4", "not a command: CLA INS P1 P2 are incomplete");
	expect_line(NULL, "00A4040007A000",
	            "SELECT by AID, first or only "
	            "occurrence, FCI; Lc does not match: 5 bytes of data missing");
}

static const char *text_of(const struct tree *tree, const char *name)
{
	for (size_t i = 1; i < tree->count; i++)
		if (strcmp(tree_name(tree, tree_node(tree, (node_id)i)), name) == 0)
			return tree_text(tree, tree_node(tree, (node_id)i));
	return NULL;
}

static void expect_file(const char *aid, const char *select, const char *read, const char *hex,
                        const char *field, const char *want)
{
	static const uint8_t success[] = {0x90, 0x00};
	struct apdu_context context = selected(aid);
	struct tree tree = {0};

	length = read_hex(select, command, sizeof command);
	apdu_context_learn(&context, command, length, success, 2);
	length = read_hex(read, command, sizeof command);
	response_length = read_hex(hex, response, sizeof response);
	describe_response(&tree, response, response_length, command, length, &context);
	assert_string_equal(text_of(&tree, field), want);
	tree_free(&tree);
}

/* ETSI TS 102 221, 13.2; 3GPP TS 31.102, 4.2.2: IMSI 234 50 1111111111, and one of 12 digits */
static void files_of_a_uicc_are_read(void **state)
{
	static const char iccid[] = "00A40004022FE2", imsi[] = "00A40004026F07",
			  read[] = "00B000000A";

	(void)state;
	expect_file(NULL, iccid, read, "984409081234567890F1 9000", "ICCID", "8944908021436587091");
	expect_file("A0000000871002", imsi, read, "082943051111111111 9000", "IMSI",
	            "234501111111111");
	expect_file(NULL, imsi, read, "07290410325476F8FF 9000", "IMSI", "240012345678");
	expect_file(NULL, imsi, read, "FFFFFFFFFFFFFFFFFF 9000", "IMSI", "");
	expect_file(NULL, imsi, read, "08 9000", "length", "8");
	/* reading does not start at 0; a file of another application */
	expect_file(NULL, iccid, "00B0000202", "0908 9000", "data", "");
	expect_file("A000000308000010000100", iccid, read, "9844 9000", "data", "");
}

static void answer(struct tree *tree, const char *hex, const struct apdu_context *context)
{
	response_length = read_hex(hex, response, sizeof response);
	describe_response(tree, response, response_length, command, length, context);
	expect_tiling(tree, tree_node(tree, 1), 0, response_length);
}

static void fields_speak_of_each_byte(void **state)
{
	struct tree tree = {0};

	(void)state;
	describe(&tree, "00A4040007A000000004101000", NULL);
	assert_string_equal(text_of(&tree, "CLA"), "interindustry");
	assert_string_equal(text_of(&tree, "INS"), "SELECT");
	assert_string_equal(text_of(&tree, "P1"), "by DF name (AID)");
	assert_string_equal(text_of(&tree, "P2"), "first or only occurrence, FCI");
	assert_string_equal(text_of(&tree, "Lc"), "7 bytes of data");
	assert_string_equal(text_of(&tree, "data"), "Mastercard");
	assert_string_equal(text_of(&tree, "Le"), "at most 256 bytes expected");
	assert_string_equal(text_of(&tree, "case"), "case 4S");
	describe(&tree, "00B000000001F4", NULL); /* 2E */
	assert_string_equal(text_of(&tree, "P1 P2"), "offset 0 of the current EF");
	assert_string_equal(text_of(&tree, "Le"), "at most 500 bytes expected");
	assert_string_equal(text_of(&tree, "case"), "case 2E");
	describe(&tree, "00D600000000020102 0000", NULL); /* 4E */
	assert_string_equal(text_of(&tree, "Lc"), "2 bytes of data");
	assert_string_equal(text_of(&tree, "Le"), "at most 65536 bytes expected");
	tree_free(&tree);
}

/* ISO/IEC 7816-4:2005, 7.3.2 and 7.3.7; 7816-8, 11.1; 7816-9, 6 */
static void parameters_have_words(void **state)
{
	static const struct {
		const char *command, *name, *want;
	} rows[] = {
		{"00B2FF0400", "P1", "reserved"},
		{"00A2000C04 31323334 00", "P1", "current record"},
		{"00E4000002 6F07", "P2", "none"},
		{"00E4000102 6F07", "P2", "reserved"},
		{"00E0000004 62028200", "P1", "the file descriptor is in the data"},
		{"00E0000004 62028200", "P2", "none"},
		{"00E0390804 62028200", "P1", "file descriptor byte 39"},
		{"00E0390804 62028200", "P2", "SFI 1"},
		{"0046800000", "P2", "no key given"},
		{"FF860000050100046200", "key type", "other"},
	};
	struct tree tree = {0};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		describe(&tree, rows[i].command, NULL);
		assert_string_equal(text_of(&tree, rows[i].name), rows[i].want);
	}
	/* Yubico's PIV extensions: the other byte is 00 */
	const struct apdu_context piv = selected("A000000308000010000100");
	describe(&tree, "00F7009A00", &piv);
	assert_string_equal(text_of(&tree, "P1"), "none");
	describe(&tree, "00F79A9A00", &piv);
	assert_string_equal(text_of(&tree, "P1"), "reserved");
	describe(&tree, "00F99A0100", &piv);
	assert_string_equal(text_of(&tree, "P2"), "reserved");
	/* GlobalPlatform Card Specification 2.3.1, 11.5.2.2: 00 is "no information is provided" */
	const struct apdu_context manager = selected("A000000151000000");
	describe(&tree, "80E60C0000", &manager);
	assert_string_equal(text_of(&tree, "P2"), "no information");
	/* only SET has this, and the objects are incomplete: not decoded */
	describe(&tree, "0022F20303 840101", NULL);
	assert_null(text_of(&tree, "84"));
	describe(&tree, "002A90A002 8005", NULL);
	assert_null(text_of(&tree, "80"));
	tree_free(&tree);
}

static void data_is_read_as_the_instruction_has_it(void **state)
{
	struct apdu_context piv = selected("A000000308000010000100");
	struct apdu_context usim = selected("A0000000871002");
	struct tree tree = {0};

	(void)state;
	describe(&tree, "002241A406 800101 830181", NULL);
	assert_string_equal(text_of(&tree, "80"), "cryptographic mechanism");
	assert_string_equal(text_of(&tree, "83"),
	                    "key reference (public key or secret key): specific (DF) reference 1");
	describe(&tree, "00CB3FFF055C035FC10200", &piv);
	assert_string_equal(text_of(&tree, "5C"), "tag list");
	assert_string_equal(text_of(&tree, "5FC102"), "card holder unique identifier (CHUID)");
	describe(&tree, "0CB0000015 97 01 00 8E08 0011223344556677 99 02 9000 81 02 3132 00", NULL);
	assert_string_equal(text_of(&tree, "8E"), "cryptographic checksum");
	assert_string_equal(text_of(&tree, "99"), "processing status, authenticated: success");
	/* GlobalPlatform Card Specification 2.3, 11.5.2.3.2 */
	describe(&tree, "80E60C0018 05A000000151 05A000000247 05A000000247 0100 02C900 00 00",
	         NULL);
	assert_non_null(text_of(&tree, "C9"));
	describe(&tree, "80E60C0003 05A000", NULL);
	assert_string_equal(text_of(&tree, ""), "not a length-value pair");
	describe(&tree, "8014000009 8103012180 8202 8281", NULL);
	assert_string_equal(text_of(&tree, "82"), "device identities: terminal to card");
	/* 3GPP TS 31.111, 8.19: location information */
	describe(&tree, "8014000015 8103012600 82028281 830100 9307 00F110 0001 0001", NULL);
	assert_string_equal(text_of(&tree, "PLMN"), "001-01");
	/* 3GPP TS 23.041, 9.4.1.2.1 */
	describe(&tree, "80C200000E D20C 82028381 8C06 0001 1080 01 11", NULL);
	assert_string_equal(text_of(&tree, "message identifier"), "4224");
	describe(&tree, "FF860000050100046000", NULL);
	assert_string_equal(text_of(&tree, "key type"), "key A");
	/* DESFire's numbers have the lowest byte first, and its data is not BER-TLV */
	describe(&tree, "90BD000007 01 050000 100000 00", NULL);
	assert_string_equal(text_of(&tree, "offset"), "5");
	assert_string_equal(text_of(&tree, "length"), "16");
	describe(&tree, "903D00000A 01 000000 030000 0102 03 00", NULL);
	assert_non_null(text_of(&tree, "value"));
	describe(&tree, "90BD000007 01 000000 000000 00", NULL);
	assert_string_equal(text_of(&tree, "length"), "0: all");
	describe(&tree, "905C000004 02020101 00", NULL);
	assert_string_equal(text_of(&tree, "data"), "");
	describe(&tree, "90C4000004 02020101 00", NULL);
	assert_string_equal(text_of(&tree, "data"), "secret");
	/* GlobalPlatform Card Specification 2.3, 11.1.1 and 11.10 */
	describe(&tree, "80F0400705 A000000003", NULL);
	assert_string_equal(text_of(&tree, "data"), "application of Visa");
	assert_string_equal(text_of(&tree, "P2"), "life cycle state 07 (SELECTABLE)");
	describe(&tree, "80F0408305 A000000003", NULL);
	assert_string_equal(text_of(&tree, "P2"), "life cycle state 83 (LOCKED)");
	describe(&tree, "80F0807F", NULL);
	assert_string_equal(text_of(&tree, "P2"), "life cycle state 7F (CARD_LOCKED)");
	describe(&tree, "80F08055", NULL);
	assert_string_equal(text_of(&tree, "P2"), "life cycle state 55 (reserved)");
	/* 3GPP TS 31.102, 7.1.2 */
	describe(&tree,
	         "0088008122 10 00112233445566778899AABBCCDDEEFF 10 "
	         "00112233445566778899AABBCCDDEEFF 00",
	         &usim);
	assert_non_null(text_of(&tree, "RAND"));
	assert_non_null(text_of(&tree, "AUTN"));
	answer(&tree, "DB 04 01020304 02 0506 02 0708 9000", &usim);
	assert_string_equal(text_of(&tree, "DB"), "success");
	assert_non_null(text_of(&tree, "IK"));
	assert_null(text_of(&tree, "Kc"));
	answer(&tree, "DC 02 0102 9000", &usim);
	assert_non_null(text_of(&tree, "AUTS"));
	answer(&tree, "DB 05 01 9000", &usim);
	assert_string_equal(text_of(&tree, ""), "unexpected");
	describe(&tree, "0088008111 10 00112233445566778899AABBCCDDEEFF 00", &usim);
	assert_null(text_of(&tree, "AUTN"));
	describe(&tree, "A088000010 00112233445566778899AABBCCDDEEFF", NULL);
	assert_string_equal(text_of(&tree, "data"), "RAND");
	answer(&tree, "01020304 1122334455667788 9000", NULL);
	assert_non_null(text_of(&tree, "Kc"));
	describe(&tree, "0047009A05 AC 03 80 01 11 00", &piv);
	assert_string_equal(text_of(&tree, "AC"), "cryptographic mechanism identifier template");
	assert_string_equal(text_of(&tree, "P2"), "PIV authentication key");
	tree_free(&tree);
}

/* 3GPP2 C.S0023, C.S0065 */
static void data_of_cdma_is_read_in_its_directory(void **state)
{
	struct apdu_context cdma = {.channels[0].selected.directory = 0x7F25};
	struct apdu_context gsm = {.channels[0].selected.directory = 0x7F20};
	struct apdu_context csim = selected("A0000003431002");
	struct tree tree = {0};

	(void)state;
	describe(&tree, "A088000011 00 01020304 03 214365 00 56341200000000", &cdma);
	assert_string_equal(text_of(&tree, "RAND type (0: global, 1: unique)"), "0");
	assert_non_null(text_of(&tree, "RAND"));
	describe(&tree, "A088010005 0001020304", &cdma);
	assert_null(text_of(&tree, "RAND"));
	describe(&tree, "A088000010 00112233445566778899AABBCCDDEEFF", NULL);
	assert_string_equal(text_of(&tree, "data"), "RAND");
	describe(&tree, "A088000010 00112233445566778899AABBCCDDEEFF", &gsm);
	assert_string_equal(text_of(&tree, "INS"), "RUN GSM ALGORITHM");
	describe(&tree, "A082000003 010203", &cdma);
	assert_string_equal(text_of(&tree, "INS"), "CONFIRM SSD");
	describe(&tree, "A082000003 010203", &gsm);
	assert_string_equal(text_of(&tree, "INS"), "perhaps CONFIRM SSD (CSIM)");
	describe(&tree, "A08400000F 01020304050607 00 56341200000000", &cdma);
	assert_non_null(text_of(&tree, "RANDSSD"));
	describe(&tree, "808E000002 0140", &csim);
	assert_string_equal(text_of(&tree, "last octet of the VPM"), "64");
	describe(&tree, "0088008005 0401020304", &csim);
	assert_string_equal(text_of(&tree, "data"), "challenge");
	answer(&tree, "010203 9000", &csim);
	assert_string_equal(text_of(&tree, "data"), "result of the authentication");
	tree_free(&tree);
}

static void a_secret_is_in_no_word(void **state)
{
	static const char *const pins[] = {
		"00200081053132333435",  "002000810C 5A0A 31323334353132333435",
		"00200081 3132333435",   "0024000105 3132333435",
		"0C20000105 3132333435",
	};
	struct tree tree = {0};

	(void)state;
	for (size_t i = 0; i < LENGTH(pins); i++) {
		describe(&tree, pins[i], NULL);
		assert_null(strstr(tree_text(&tree, tree_node(&tree, 1)), "31"));
		for (size_t n = 1; n < tree.count; n++) {
			const char *text = tree_text(&tree, tree_node(&tree, (node_id)n));

			assert_null(strstr(text, "12345"));
			assert_null(strstr(text, "31 32"));
		}
	}
	tree_free(&tree);
}

static void answers_are_read_in_their_context(void **state)
{
	struct apdu_context context = {0};
	struct tree tree = {0};

	(void)state;
	describe(&tree, "00A4040007A0000000041010", NULL);
	answer(&tree, "6F11 8407A0000000041010 A506 5004 56495341 9000", NULL);
	assert_string_equal(text_of(&tree, "response"), "success");
	assert_string_equal(text_of(&tree, "50"), "application label: \"VISA\"");
	assert_string_equal(text_of(&tree, "SW1 SW2"), "success");
	/* EMV Book 3, 6.5.8.4, format 1 */
	describe(&tree, "80A8000002830000", NULL);
	answer(&tree, "800A 1980 08010100 10010301 9000", NULL);
	assert_string_equal(text_of(&tree, "SFI 2"),
	                    "records 1 to 3, 1 for offline data authentication");
	/* 6.5.5.4: 18 bytes cannot be an AFL */
	describe(&tree, "80AE800002313200", NULL);
	answer(&tree, "8012 80 0001 1122334455667788 06010A03A00000 9000", NULL);
	assert_null(text_of(&tree, "SFI 2"));
	assert_string_equal(text_of(&tree, "application transaction counter"), "1");
	/* a response fetched with GET RESPONSE is that of the command before */
	describe(&tree, "80A80000028300", NULL);
	apdu_context_learn(&context, command, length, (const uint8_t *)"\x61\x0C", 2);
	describe(&tree, "00C000000C", &context);
	answer(&tree, "800A 1980 08010100 10010301 9000", &context);
	assert_string_equal(text_of(&tree, "SFI 2"),
	                    "records 1 to 3, 1 for offline data authentication");
	describe(&tree, "8012000013", NULL);
	answer(&tree, "D011 8103012180 82028102 8D06 0448656C6C6F 9000", NULL);
	assert_string_equal(text_of(&tree, "8D"), "text string: \"Hello\"");
	describe(&tree, "8050000008 0011223344556677 00", NULL);
	answer(&tree, "00000000000000000000 0102 0003 112233445566 0011223344556677 9000", NULL);
	assert_string_equal(text_of(&tree, "key version"), "1");
	assert_string_equal(text_of(&tree, "secure channel protocol"), "2");
	assert_string_equal(text_of(&tree, "sequence counter"), "3");
	answer(&tree, "00000000000000000000 0101 1122334455667788 0011223344556677 9000", NULL);
	assert_string_equal(text_of(&tree, "secure channel protocol"), "1");
	assert_null(text_of(&tree, "sequence counter"));
	answer(&tree, "00000000000000000000 300370 1122334455667788 0011223344556677 00002A 9000",
	       NULL);
	assert_string_equal(text_of(&tree, "key version"), "48");
	assert_string_equal(text_of(&tree, "b7-b6"), "R-MAC and R-ENCRYPTION");
	assert_string_equal(text_of(&tree, "sequence counter"), "42");
	answer(&tree,
	       "00000000000000000000 300371 00112233445566778899AABBCCDDEEFF "
	       "00112233445566778899AABBCCDDEEFF 00002A 9000",
	       NULL);
	assert_string_equal(text_of(&tree, "b1"), "S16 mode");
	assert_string_equal(text_of(&tree, "sequence counter"), "42");
	describe(&tree, "0084000008", NULL);
	answer(&tree, "0011223344556677 9000", NULL);
	assert_string_equal(text_of(&tree, "data"), "random number");
	/* the requested object, one byte short: an incomplete number is not shown */
	describe(&tree, "80CA9F1700", NULL);
	answer(&tree, "9F17020A 9000", NULL);
	assert_string_equal(text_of(&tree, "9F17"), "EMV: PIN try counter");
	assert_string_equal(text_of(&tree, "tlv"), "the value is truncated: 1 byte missing");
	/* an FCI whose first object is one byte too long; one with five bytes after it */
	describe(&tree, "00A4040007A0000000031010", NULL);
	answer(&tree, "6F098408A0000000031010 9000", NULL);
	assert_string_equal(text_of(&tree, "84"), "DF name: Visa credit/debit");
	assert_string_equal(text_of(&tree, "tlv"), "the value is truncated: 1 byte missing");
	answer(&tree, "6F098407A0000000031010 2611223344 9000", NULL);
	assert_string_equal(text_of(&tree, "84"), "DF name: Visa credit/debit");
	/* the template of a GET PROCESSING OPTIONS ends inside of its second object */
	describe(&tree, "80A8000002830000", NULL);
	answer(&tree, "7706 82022000 940408010100 9F36020001 9000", NULL);
	assert_string_equal(text_of(&tree, "82"), "application interchange profile");
	/* card recognition data, where no application is known to be selected */
	describe(&tree, "80CA006600", NULL);
	answer(&tree, "6613 7311 0607 2A864886FC6B01 6006 0604 2A864886 9000", NULL);
	assert_string_equal(text_of(&tree, "60"), "card management type and version");
	tree_free(&tree);
}

/* 3GPP TS 51.011, 9.2.1; GlobalPlatform Card Specification 2.3, 11.4.3.1; 3GPP TS 31.102, 7.1.2 */
static void answers_without_tags_are_read_by_place(void **state)
{
	struct apdu_context usim = selected("A0000000871002");
	struct apdu_context oath = selected("A0000005272101");
	struct apdu_context emrtd = selected("A0000002471001");
	struct tree tree = {0};

	(void)state;
	describe(&tree, "A0A40000023F00", NULL);
	answer(&tree, "0000 12AB 3F00 01 0000000000 0A 93 03 02 0C 00 838A8283 00 9000", NULL);
	assert_string_equal(text_of(&tree, "free memory"), "4779");
	assert_string_equal(text_of(&tree, "file identifier"), "MF");
	assert_string_equal(text_of(&tree, "file type"), "MF");
	assert_string_equal(text_of(&tree, "number of DFs"), "3");
	assert_string_equal(text_of(&tree, "b7-b5"), "3 V technology");
	assert_string_equal(text_of(&tree, "b4-b1"), "3 tries left");
	answer(&tree, "0000 0012 6F39 04 40 12105F 01 02 03 03 9000", NULL);
	assert_string_equal(text_of(&tree, "file identifier"), "EF.ACM");
	assert_string_equal(text_of(&tree, "file size"), "18");
	assert_string_equal(text_of(&tree, "byte 1 b8-b5"), "read, seek: CHV1");
	assert_string_equal(text_of(&tree, "byte 1 b4-b1"), "update: CHV2");
	assert_string_equal(text_of(&tree, "byte 2 b8-b5"), "increase: CHV1");
	assert_string_equal(text_of(&tree, "byte 3 b4-b1"), "invalidate: never");
	assert_string_equal(text_of(&tree, "structure"), "cyclic");
	assert_string_equal(text_of(&tree, "record length"), "3");
	answer(&tree, "0000 0012 6F39 04 9000", NULL);
	assert_string_equal(text_of(&tree, "file type"), "EF");
	describe(&tree, "80F24000024F0000", NULL);
	answer(&tree, "07A0000000041010 07 00 08A000000151000000 8F 9E 9000", NULL);
	assert_string_equal(text_of(&tree, "AID"), "Mastercard");
	assert_string_equal(text_of(&tree, "life cycle state"), "SELECTABLE");
	assert_string_equal(text_of(&tree, "b8"), "security domain");
	describe(&tree, "80F21000024F0000", NULL);
	answer(&tree, "07A0000000041010 01 00 01 07A0000000043060 9000", NULL);
	assert_string_equal(text_of(&tree, "life cycle state"), "LOADED");
	assert_string_equal(text_of(&tree, "module AID"), "Maestro");
	answer(&tree, "07A00000 9000", NULL);
	assert_string_equal(text_of(&tree, ""), "not a registry entry");
	describe(&tree, "80F2400000", NULL);
	answer(&tree, "07A0000000041010 07 00 9000", NULL);
	assert_string_equal(text_of(&tree, "AID"), "Mastercard");
	assert_string_equal(text_of(&tree, "life cycle state"), "SELECTABLE");
	/* 11.3.3.1: the list of applications has a tag of its own, in front or not */
	describe(&tree, "80CA2F0000", NULL);
	answer(&tree, "2F00 0B 61094F07A0000000041010 9000", NULL);
	assert_string_equal(text_of(&tree, "2F00"), "list of applications");
	assert_string_equal(text_of(&tree, "61"), "application template");
	assert_string_equal(text_of(&tree, "4F"), "application identifier (AID): Mastercard");
	answer(&tree, "61094F07A0000000041010 9000", NULL);
	assert_string_equal(text_of(&tree, "4F"), "application identifier (AID): Mastercard");
	describe(&tree, "00CA2F00025C0000", NULL);
	answer(&tree, "2F00 810B 61094F07A0000000041010 9000", NULL);
	assert_string_equal(text_of(&tree, "4F"), "application identifier (AID): Mastercard");
	answer(&tree, "2F00 00 9000", NULL);
	assert_string_equal(text_of(&tree, "2F00"), "list of applications");
	answer(&tree, "2F00 0C 61094F07A0000000041010 9000", NULL);
	assert_null(text_of(&tree, "2F00"));
	answer(&tree, "2F00 9000", NULL);
	answer(&tree, "2F 9000", NULL);
	describe(&tree, "0088008011 10 00112233445566778899AABBCCDDEEFF 00", &usim);
	answer(&tree, "04 01020304 08 1122334455667788 9000", &usim);
	assert_non_null(text_of(&tree, "SRES"));
	assert_non_null(text_of(&tree, "Kc"));
	describe(&tree,
	         "0088008423 DD 10 00112233445566778899AABBCCDDEEFF "
	         "10 00112233445566778899AABBCCDDEEFF",
	         &usim);
	assert_string_equal(text_of(&tree, "mode"), "bootstrapping");
	assert_non_null(text_of(&tree, "AUTN"));
	/* ICAO Doc 9303-12, 7: a certificate without 7F21 around it */
	describe(&tree, "002A00BE0D 7F4E06 5F290100 4200 5F3701AA", &emrtd);
	assert_string_equal(text_of(&tree, "5F37"), "signature");
	/* ETSI TS 101 220, 7.2: the tag of a ProSe report has one byte, DF */
	describe(&tree, "80C2000006 DF04 82028281", &usim);
	assert_string_equal(text_of(&tree, "DF"), "ProSe report");
	assert_string_equal(text_of(&tree, "82"), "device identities: terminal to card");
	/* Yubico's OATH application protocol */
	describe(&tree, "00A4040007A0000005272101", NULL);
	answer(&tree, "7903050403 71081122334455667788 9000", NULL);
	assert_string_equal(text_of(&tree, "79"), "version");
	assert_string_equal(text_of(&tree, "71"), "device identifier");
	describe(&tree, "00A10000", &oath);
	answer(&tree, "7205 21 41424344 9000", &oath);
	assert_string_equal(text_of(&tree, "b8-b5"), "TOTP");
	assert_string_equal(text_of(&tree, "b4-b1"), "HMAC-SHA1");
	assert_string_equal(text_of(&tree, "name"), "\"ABCD\"");
	/* CALCULATE ALL has the INS of SELECT, and 71 is a name there */
	describe(&tree, "00A400010A 7408 0000000002345678", &oath);
	assert_string_equal(text_of(&tree, "INS"), "CALCULATE ALL");
	assert_string_equal(text_of(&tree, "P2"), "truncated responses");
	assert_string_equal(text_of(&tree, "74"), "challenge");
	answer(&tree, "71044142432D 7605 06 00ABCDEF 9000", &oath);
	assert_string_equal(text_of(&tree, "71"), "name: \"ABC-\"");
	describe(&tree, "00A2000110 7104 4142432D 7408 0000000002345678", &oath);
	assert_string_equal(text_of(&tree, "P1"), "none");
	assert_string_equal(text_of(&tree, "71"), "name: \"ABC-\"");
	describe(&tree, "00A4040007A0000005272101", &oath);
	assert_string_equal(text_of(&tree, "INS"), "SELECT");
	tree_free(&tree);
}

static void status_words_follow_the_command(void **state)
{
	struct tree tree = {0};

	(void)state;
	describe(&tree, "00200081", NULL);
	answer(&tree, "63C2", NULL);
	assert_string_equal(text_of(&tree, "response"), "verification required, 2 tries left");
	describe(&tree, "9060000000", NULL);
	answer(&tree, "04010101001805 91AF", NULL);
	assert_string_equal(text_of(&tree, "response"),
	                    "DESFire: more data, fetch with 90 AF 00 00 00");
	answer(&tree, "61", NULL);
	assert_string_equal(text_of(&tree, "response"), "no status word (response too short)");
	answer(&tree, "31 6A82", NULL);
	assert_string_equal(text_of(&tree, "data-with-error"),
	                    "by the standard, an error has no data");
	response_length = read_hex("63C2", response, sizeof response);
	describe_response(&tree, response, response_length, NULL, 0, NULL);
	assert_string_equal(
		text_of(&tree, "response"),
		"counter 2 (after VERIFY: tries left; after an update: internal tries)");
	tree_free(&tree);
}

static enum family learned(struct apdu_context *context, const char *sent, const char *got)
{
	uint8_t bytes[100], back[100];
	size_t n = read_hex(sent, bytes, sizeof bytes), m = read_hex(got, back, sizeof back);

	apdu_context_learn(context, bytes, n, back, m);
	return apdu_context_family(context, 0x00);
}

static void the_selected_application_is_known(void **state)
{
	struct apdu_context c = {0};

	(void)state;
	assert_int_equal(learned(&c, "00A4040007A0000000041010", "6A82"), FAMILY_NONE);
	assert_int_equal(learned(&c, "00A4040007A0000000041010", "9000"), FAMILY_MASTERCARD);
	assert_int_equal(c.channels[0].aid_length, 7);
	assert_int_equal(learned(&c, "01A4040007A0000002471001", "9000"), FAMILY_MASTERCARD);
	assert_int_equal(apdu_context_family(&c, 0x01), FAMILY_EMRTD);
	assert_int_equal(learned(&c, "00A4040005F000000001", "9000"), FAMILY_OTHER);
	/* if the command has no name, the name is in the FCI, also if that is fetched with GET
	 * RESPONSE */
	assert_int_equal(learned(&c, "00A4040000", "6F0A8408A0000001510000009000"), FAMILY_GP);
	assert_int_equal(learned(&c, "00A4040000", "610C"), FAMILY_OTHER);
	assert_int_equal(learned(&c, "00C000000C", "6F0A8408A0000001510000009000"), FAMILY_GP);
	assert_int_equal(learned(&c, "00B0000000", "9000"), FAMILY_GP);
	/* an unknown card whose FCP has PINs is a UICC (ETSI TS 102 221, 11.1.1.3) */
	c = (struct apdu_context){0};
	assert_int_equal(learned(&c, "00A40004023F00", "6204 82027821 9000"), FAMILY_NONE);
	assert_int_equal(learned(&c, "00A40004023F00", "6209 82027821 C603900160 9000"),
	                 FAMILY_UICC);
}

static void any_bytes_are_covered(void **state)
{
	struct tree tree = {0};

	(void)state;
	for (unsigned ins = 0; ins < 256; ins++) {
		static const uint8_t classes[] = {0x00, 0x0C, 0x80, 0x84, 0x90, 0x94, 0xA0, 0xFF};

		for (size_t c = 0; c < LENGTH(classes); c++)
			for (size_t n = 1; n < 12; n++) {
				uint8_t bytes[12] = {classes[c], (uint8_t)ins, 0x41, 0xB6,
				                     0x03,       0x80,         0x01, 0x02};

				describe_command(&tree, bytes, n, NULL, secret_find(bytes, n));
				expect_tiling(&tree, tree_node(&tree, 1), 0, n);
				describe_response(&tree, bytes, n, bytes, 8, NULL);
				expect_tiling(&tree, tree_node(&tree, 1), 0, n);
			}
	}
	describe_command(&tree, NULL, 0, NULL, (struct secret){0, 0});
	tree_free(&tree);
}

/* Sessions of random commands and responses, with the applications of the tests above: each byte of
 * a command is in one field. */
static void any_session_is_described(void **state)
{
	static const char *const aids[] = {
		NULL,           "A000000308000010000100", "A0000000871002", "A0000000041010",
		"D27600012401", "A000000151000000",       "A0000002471001"};
	static const uint8_t classes[] = {0x00, 0x80, 0x90, 0xA0, 0xFF, 0x0C, 0x01, 0x84, 0x40};
	static const uint8_t status[] = {0x90, 0x61, 0x91, 0x6A, 0x63, 0x6C, 0x9F};
	struct tree tree = {0};
	uint32_t seed = 11;

	(void)state;
	for (size_t i = 0; i < LENGTH(aids); i++) {
		struct apdu_context context = selected(aids[i]);

		for (unsigned round = 0; round < 6000; round++) {
			uint8_t draw[64];

			for (size_t j = 0; j < sizeof draw; j++)
				draw[j] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24);
			size_t nc = round % 3 == 0 ? 0 : draw[0] % 20, more = draw[1] % 24;
			length = 4 + (nc > 0 ? 1 + nc : 0) + draw[2] % 2;
			memcpy(command, draw + 8, sizeof draw - 8);
			command[0] = classes[draw[3] % LENGTH(classes)];
			command[1] = (uint8_t)(round >> (draw[4] & 1));
			command[2] &= round % 2 == 0 ? 0xFF : 0x07;
			command[3] &= round % 5 == 0 ? 0xFF : 0x87;
			if (nc > 0)
				command[4] = (uint8_t)nc;
			describe_command(&tree, command, length, &context,
			                 secret_find(command, length));
			assert_false(tree.failed);
			expect_tiling(&tree, tree_node(&tree, 1), 0, length);
			memcpy(response, draw + 30, more);
			response[more] = status[draw[5] % LENGTH(status)];
			response[more + 1] = draw[6] & (draw[7] & 1 ? 0xFF : 0);
			response_length = more + 2;
			describe_response(&tree, response, response_length, command, length,
			                  &context);
			assert_false(tree.failed);
			apdu_context_learn(&context, command, length, response, response_length);
		}
	}
	tree_free(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(select_has_many_forms),
		cmocka_unit_test(commands_of_cdma_are_a_csims),
		cmocka_unit_test(reading_tells_file_and_place),
		cmocka_unit_test(security_commands_are_told),
		cmocka_unit_test(other_classes_are_told),
		cmocka_unit_test(files_of_a_uicc_are_read),
		cmocka_unit_test(names_of_other_applications_are_guesses),
		cmocka_unit_test(wrong_commands_are_told),
		cmocka_unit_test(fields_speak_of_each_byte),
		cmocka_unit_test(parameters_have_words),
		cmocka_unit_test(data_is_read_as_the_instruction_has_it),
		cmocka_unit_test(data_of_cdma_is_read_in_its_directory),
		cmocka_unit_test(a_secret_is_in_no_word),
		cmocka_unit_test(answers_are_read_in_their_context),
		cmocka_unit_test(answers_without_tags_are_read_by_place),
		cmocka_unit_test(status_words_follow_the_command),
		cmocka_unit_test(the_selected_application_is_known),
		cmocka_unit_test(any_bytes_are_covered),
		cmocka_unit_test(any_session_is_described),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
