/* PKCS #15: the files that a reader of the card begins with. */
#include "from_hex.h"
#include "tree_checks.h"

#include "apdu/describe_apdu.h"

#define SELECT_PKCS15 "00A404000C A000000063504B43532D3135"
#define SELECT_MF "00A4000C02 3F00"
#define SELECT_DF "00A4000C02 5015"

static struct apdu_context context;
static struct tree tree;

static void send(const char *sent, const char *got)
{
	uint8_t command[300], response[300];
	size_t length = read_hex(sent, command, sizeof command);
	size_t response_length = read_hex(got, response, sizeof response);

	describe_response(&tree, response, response_length, command, length, &context);
	expect_tiling(&tree, tree_node(&tree, 1), 0, response_length);
	apdu_context_learn(&context, command, length, response, response_length);
}

/* Reads a file after the commands that select its directory. */
static void read_file(const char *const *selects, const char *file, const char *got)
{
	char select[32];

	context = (struct apdu_context){0};
	for (; *selects != NULL; selects++)
		send(*selects, "9000");
	(void)snprintf(select, sizeof select, "00A4020C02 %s", file);
	send(select, "9000");
	send("00B0000000", got);
}

static const char *const by_name[] = {SELECT_PKCS15, NULL};
static const char *const by_identifier[] = {SELECT_MF, SELECT_DF, NULL};
static const char *const in_iso_applet[] = {"00A404000C F276A288BCFBA69D34F31001", SELECT_MF,
                                            SELECT_DF, NULL};

/* The fields that PKCS #15 v1.1, 6.9, lists, all but those that are sequences of their own. */
static void token_information_is_understood(void **state)
{
	static const char token[] = "303C 020100 0406010203040506 0C0641636D65206F 800454657374 "
				    "030204F0 8302 4361 8402 4A6F "
				    "A511 180F 32303236313133303139353233355A 1302656E 9000";
	static const char *const want[] = {"30=TokenInfo",
	                                   "02=version: 0",
	                                   "04=serial number",
	                                   "0C=manufacturer: \"Acme o\"",
	                                   "80=label: \"Test\"",
	                                   "03=flags",
	                                   "byte 2 b8=read-only",
	                                   "byte 2 b7=login required",
	                                   "byte 2 b6=random number generator",
	                                   "byte 2 b5=follows the profile for electronic "
	                                   "identification",
	                                   "83=issuer: \"Ca\"",
	                                   "84=holder: \"Jo\"",
	                                   "A5=last update",
	                                   "18=generalized time: \"20261130195235Z\"",
	                                   "13=preferred language: \"en\"",
	                                   NULL};

	(void)state;
	read_file(by_name, "5032", token);
	expect_in_order(&tree, want, LENGTH(want));
	read_file(by_identifier, "5032", token);
	expect_in_order(&tree, want, LENGTH(want));
	read_file(in_iso_applet, "5032", token);
	expect_in_order(&tree, want, LENGTH(want));
}

/* PKCS #15 v1.1, 6.2: one row for each kind of object; zeros fill the file. */
static void the_object_directory_is_understood(void **state)
{
	static const struct {
		const char *tag, *want;
	} rows[] = {
		{"A0", "A0=private keys"},           {"A1", "A1=public keys"},
		{"A2", "A2=trusted public keys"},    {"A3", "A3=secret keys"},
		{"A4", "A4=certificates"},           {"A5", "A5=trusted certificates"},
		{"A6", "A6=useful certificates"},    {"A7", "A7=data objects"},
		{"A8", "A8=authentication objects"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		const char *const want[] = {rows[i].want, "04=path: MF / DF(PKCS#15) / 4402", NULL};
		char got[64];

		(void)snprintf(got, sizeof got, "%s0A 3008 0406 3F0050154402 0000 9000",
		               rows[i].tag);
		read_file(by_name, "5031", got);
		expect_in_order(&tree, want, LENGTH(want));
	}
}

/* EF.OD that names a file for each kind of object, 4401 and so on, and that file, by the ASN.1 of
 * PKCS #15 v1.1: 6.3 (private keys), 6.4, 6.6, 6.7 and 6.8. */
static void the_files_of_the_object_directory_are_understood(void **state)
{
	static const struct {
		const char *file, *got;
		const char *want[24];
	} rows[] = {
		{"4401",
	         "303630120C065369676E20310302068004010102010130100401450303062040030203B802020081A"
	         "10E300C300604043F004B01020208000000 9000",
	         {"30=private RSA key",
	          "30=object",
	          "0C=label: \"Sign 1\"",
	          "03=flags",
	          "byte 2 b8=private",
	          "04=identifier of the PIN or key that protects it",
	          "02=uses after an authentication: 1",
	          "30=use",
	          "04=identifier",
	          "03=usage",
	          "byte 2 b6=sign",
	          "byte 3 b7=non-repudiation",
	          "03=access",
	          "byte 2 b8=sensitive",
	          "02=key reference: 129",
	          "A1=attributes of the type",
	          "30=key",
	          "30=value",
	          "04=path: MF / 4B01",
	          "02=length of the modulus in bits: 2048"}},
		{"4402",
	         "A01D30040C02454330080401010303070080A10B3009300704053F0050154B 9000",
	         {"A0=public EC key", "0C=label: \"EC\"", "byte 3 b8=derive keys", "30=key"}},
		{"4404",
	         "302230060C044365727430060401450101FFA110300E300C04043F004C01020100800164 9000",
	         {"30=X.509 certificate", "0C=label: \"Cert\"", "04=identifier, that of its key",
	          "01=of a certification authority", "30=certificate", "30=value",
	          "04=path: MF / 4C01", "02=offset, or number of the record: 0", "80=length: 100"}},
		{"4407",
	         "301E30040C024474300A0C0341707006032A0304A10A300804063F0050154D01 9000",
	         {"30=data object", "0C=label: \"Dt\"", "0C=application: \"App\"",
	          "06=application's object identifier: 1.2.3.4", "30=value"}},
		{"4408",
	         "303130090C0350494E030206C03003040101A11F301D030304CC100A0101020104020108020108800"
	         "101040100300404023F00 9000",
	         {"30=PIN", "0C=label: \"PIN\"", "byte 2 b7=modifiable", "30=use", "04=identifier",
	          "30=PIN", "byte 2 b8=case-sensitive", "byte 2 b7=local", "byte 2 b4=initialized",
	          "byte 2 b3=needs padding", "byte 3 b5=exchange of reference data",
	          "0A=type: ASCII digits", "02=minimum length: 4", "02=stored length: 8",
	          "02=maximum length: 8", "80=reference: 1", "04=padding", "30=directory",
	          "04=path: MF"}},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		read_file(by_name, "5031",
		          "A00A 3008 0406 3F0050154401 A10A 3008 0406 3F0050154402 "
		          "A50A 3008 0406 3F0050154404 A70A 3008 0406 3F0050154407 "
		          "A80A 3008 0406 3F0050154408 00 9000");
		char select[32];
		(void)snprintf(select, sizeof select, "00A4020C02 %s", rows[i].file);
		send(select, "9000");
		send("00B0000000", rows[i].got);
		expect_in_order(&tree, rows[i].want, LENGTH(rows[i].want));
	}
}

/* OpenSC selects by path from the MF; IsoApplet has the directory below its own application. */
static void paths_from_the_mf_lead_to_the_files(void **state)
{
	static const char *const selects[] = {NULL, "00A404000C F276A288BCFBA69D34F31001"};
	static const char *const directory[] = {"A0=private keys", NULL};
	static const char *const key[] = {"30=private RSA key", NULL};

	(void)state;
	for (size_t i = 0; i < LENGTH(selects); i++) {
		context = (struct apdu_context){0};
		if (selects[i] != NULL)
			send(selects[i], "9000");
		send("00A4080C04 50155031", "9000");
		send("00B0000000", "A00A 3008 0406 3F0050154401 9000");
		expect_in_order(&tree, directory, LENGTH(directory));
		send("00A4080C04 50154401", "9000");
		send("00B0000000", "3006 3000 3000 A100 9000");
		expect_in_order(&tree, key, LENGTH(key));
	}
}

/* A list of files that is read again and again, and then with another one. */
static void a_changed_object_directory_counts(void **state)
{
	static const char *const public_key[] = {"30=public RSA key", NULL};

	(void)state;
	read_file(by_name, "5031", "A00A 3008 0406 3F0050154401 9000");
	for (size_t i = 0; i < 20; i++)
		send("00B0000000", "A00A 3008 0406 3F0050154401 9000");
	send("00B0000000", "A10A 3008 0406 3F0050154401 A10A 3008 0406 3F0050154402 9000");
	send("00A4020C02 4401", "9000");
	send("00B0000000", "3006 3000 3000 A100 9000");
	expect_in_order(&tree, public_key, LENGTH(public_key));
	send("00A4020C02 4402", "9000");
	send("00B0000000", "3006 3000 3000 A100 9000");
	expect_in_order(&tree, public_key, LENGTH(public_key));
}

/* PKCS #15 v1.1, 6.5: a key of triple DES (A4) has the tag that certificates have in EF.OD, but no
 * path where that has one. */
static void other_files_have_no_paths_of_the_object_directory(void **state)
{
	static const char *const want[] = {"A4=unknown context-specific object", "30=sequence",
	                                   "04=octet string", NULL};

	(void)state;
	read_file(by_name, "5031", "A30A 3008 0406 3F0050154403 9000");
	send("00A4020C02 4403", "9000");
	send("00B0000000", "A40E 3005 0C03414243 3005 0403414243 9000");
	expect_in_order(&tree, want, LENGTH(want));
}

/* The example of EF.DIR in the test vectors of PKCS #15 v1.1, 1.1. */
static void the_paths_in_ef_dir_are_understood(void **state)
{
	static const char *const none[] = {SELECT_MF, NULL};
	static const char *const want[] = {
		"61=application template",           "4F=application identifier (AID): PKCS#15",
		"50=application label: \"RSA DSI\"", "A1=EF.UnusedSpace",
		"04=path: MF / DF(PKCS#15) / 4320",  NULL};

	(void)state;
	read_file(none, "2F00",
	          "6135 4F0C A000000063504B43532D3135 5007 52534120445349 5104 3F005015 "
	          "7316 060A 2A864886F70D010F0401 A108 0406 3F0050154320 9000");
	expect_in_order(&tree, want, LENGTH(want));
}

/* Other files, and the same identifiers elsewhere, have no such objects. */
static void other_files_are_not_taken_for_these(void **state)
{
	static const char *const piv[] = {"00A404000B A000000308000010000100", NULL};
	static const char *const bare[] = {"A8=unknown context-specific object", NULL};

	(void)state;
	read_file(by_name, "5033", "A80A 3008 0406 3F0050154402 9000");
	expect_in_order(&tree, bare, LENGTH(bare));
	read_file(piv, "5031", "A80A 3008 0406 3F0050154402 9000");
	expect_in_order(&tree, bare, LENGTH(bare));
}

/* At most 16 files are kept; what is no object with a path is passed over, and an object that no
 * field of the sequence has is described by its tag alone. */
static void what_the_standard_does_not_have_is_passed_over(void **state)
{
	static const char *const last[] = {"30=PIN", "01=boolean", NULL};
	static const char *const bare[] = {"30=sequence", NULL};
	char directory[600] = "A900 A000 A002 3000 A005 3003 0401 44 ";

	(void)state;
	for (unsigned i = 0; i < 17; i++)
		(void)snprintf(directory + strlen(directory), sizeof directory - strlen(directory),
		               "A806 3004 0402 44%02X ", i);
	(void)snprintf(directory + strlen(directory), sizeof directory - strlen(directory), "9000");
	read_file(by_name, "5031", directory);
	send("00A4020C02 440F", "9000");
	send("00B0000000", "3003 0101FF 9000");
	expect_in_order(&tree, last, LENGTH(last));
	send("00A4020C02 4410", "9000");
	send("00B0000000", "3003 0101FF 9000");
	expect_in_order(&tree, bare, LENGTH(bare));
}

static int end(void **state)
{
	(void)state;
	tree_free(&tree);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(token_information_is_understood),
		cmocka_unit_test(the_object_directory_is_understood),
		cmocka_unit_test(the_files_of_the_object_directory_are_understood),
		cmocka_unit_test(paths_from_the_mf_lead_to_the_files),
		cmocka_unit_test(a_changed_object_directory_counts),
		cmocka_unit_test(what_the_standard_does_not_have_is_passed_over),
		cmocka_unit_test(other_files_have_no_paths_of_the_object_directory),
		cmocka_unit_test(the_paths_in_ef_dir_are_understood),
		cmocka_unit_test(other_files_are_not_taken_for_these),
	};

	return cmocka_run_group_tests(tests, NULL, end);
}
