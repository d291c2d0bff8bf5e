/* Type 4 tags: the capability container, and NDEF messages read whole, from the message on, and
 * incomplete. */
#include "from_hex.h"
#include "tree_checks.h"

#include "apdu/describe_apdu.h"

enum { WANTED = 12 };

#define SELECT_TAG "00A4040007 D2760000850101 00"
#define SELECT_CONTAINER "00A4000C02 E103"
#define SELECT_MESSAGE "00A4000C02 E104"
#define READ "00B0000000"
#define READ_MESSAGE "00B0000200"

static struct apdu_context context;
static struct tree tree;
static uint8_t command[300], response[300];
static size_t command_length, response_length;

/* Sends a command; the fields of both must tile. */
static void send(const char *sent, const char *got)
{
	command_length = read_hex(sent, command, sizeof command);
	response_length = read_hex(got, response, sizeof response);
	describe_command(&tree, command, command_length, &context, (struct secret){0, 0});
	expect_tiling(&tree, tree_node(&tree, 1), 0, command_length);
	describe_response(&tree, response, response_length, command, command_length, &context);
	expect_tiling(&tree, tree_node(&tree, 1), 0, response_length);
	apdu_context_learn(&context, command, command_length, response, response_length);
}

static void select_file(const char *select)
{
	context = (struct apdu_context){0};
	send(SELECT_TAG, "9000");
	send(select, "9000");
}

static bool says(const char *name)
{
	for (node_id id = 0; id < tree.count; id++)
		if (strcmp(tree_name(&tree, tree_node(&tree, id)), name) == 0)
			return true;
	return false;
}

/* The container that the data sheet of NXP's NTAG 424 DNA gives; one with an extended file; others
 * that are incomplete, or longer than they say. */
static void containers_name_their_files(void **state)
{
	static const struct {
		const char *got, *want[WANTED];
	} rows[] = {
		{"0017 20 0100 00FF 0406E104010000 00 0506E105008082 83 00 9000",
	         {"length (CCLEN)=23", "mapping version=2.0", "maximum response data (MLe)=256",
	          "maximum command data (MLc)=255", "04=NDEF file control",
	          "file identifier=NDEF file (usual id)", "maximum size=256",
	          "write access=without security", "05=proprietary file control",
	          "read access=proprietary", "write access=proprietary", "=unused"}},
		{"0011 30 007F 007F 0608 0001 00010000 00FF 9000",
	         {"length (CCLEN)=17", "mapping version=3.0", "06=extended NDEF file control",
	          "maximum size=65536", "read access=without security",
	          "write access=none: read-only"}},
		{"000F 20 003B 0034 04FF0006 E104 0032 0100 9000",
	         {"04=NDEF file control", "read access=reserved", "write access=without security"}},
		{"000F 20 003B 0034 0406E10400 9000",
	         {"04=NDEF file control", "maximum size=incomplete",
	          "value-length=the value is 1 "
	          "byte too short"}},
		{"000F 9000", {"length (CCLEN)=15"}},
		{"000F 20 003B 00 9000", {"maximum command data (MLc)=incomplete"}},
		{"000F 20 003B 0034 04 9000", {"=incomplete"}},
		{"000F 20 003B 0034 7702 ABCD 9000", {"77=unknown TLV"}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		select_file(SELECT_CONTAINER);
		send(READ, rows[i].got);
		expect_in_order(&tree, rows[i].want, WANTED);
	}
}

/* URI RTD 1.0, A.1; Text RTD 1.0, 3.2.1 and with another language; Smart Poster RTD 1.0, A.1; other
 * types. A message of a tag that its author published: androidcrypto@gmx.de. */
static void records_are_described(void **state)
{
	static const struct {
		const char *got, *want[WANTED];
	} rows[] = {
		{"D1010855016E66632E636F6D 9000",
	         {"record=URI: \"http://www.nfc.com\"", "b8=first record (MB)",
	          "b7=last record (ME)", "b5=payload length in one byte (SR)",
	          "b3-b1=TNF: NFC Forum well-known type", "type length=1", "payload length=8",
	          "type=\"U\"", "prefix=http://www.", "rest=\"nfc.com\""}},
		{"D1011555 06616E64726F696463727970746F40676D782E6465 9000",
	         {"record=URI: \"mailto:androidcrypto@gmx.de\"", "prefix=mailto:"}},
		{"D1010D55 002B33353839313233343536 37 9000",
	         {"record=URI: \"+35891234567\"", "prefix=none", "rest=\"+35891234567\""}},
		{"D1010355 24 4142 9000", {"record=URI", "prefix=reserved", "rest=\"AB\""}},
		{"D1011054 02656E48656C6C6F2C20776F726C6421 9000",
	         {"record=text: \"Hello, world!\"", "status=", "b8=UTF-8", "language=\"en\"",
	          "text=\"Hello, world!\""}},
		{"D1010754 82656E00410042 9000",
	         {"record=text: \"AB\"", "b8=UTF-16", "language=\"en\"", "text=\"AB\""}},
		{"D1010954 82656EFEFF00410042 9000", {"record=text: \"AB\"", "text=\"AB\""}},
		{"D1010B54 82656EFFFE3DD800DE4200 9000",
	         {"record=text: \"\xF0\x9F\x98\x80"
	          "B\""}},
		{"D1010454 82656EFF 9000", {"record=text", "language=\"en\"", "text="}},
		{"D1010B54 02656E 41090A42 0D0A43 61 9000",
	         {"record=text: \"A\\t\\nB\\r\\nCa\"", "text=\"A\\t\\nB\\r\\nCa\""}},
		{"D1010554 02656E 411B 9000", {"record=text", "text="}},
		/* a business card */
		{"D20A0D 746578742F7663617264 424547494E3A56434152440D0A 9000",
	         {"record=media type \"text/vcard\"", "payload=\"BEGIN:VCARD\\r\\n\""}},
		{"D1010254 05656E 9000", {"record=text", "language=incomplete"}},
		/* two records, the first with an identifier, the second with a long length */
		{"9901040155 61 01612E62 420A00000003 746578742F706C61696E 616263 9000",
	         {"record=URI: \"http://www.a.b\"", "b4=with ID length (IL)", "ID length=1",
	          "ID=\"a\"", "record=media type \"text/plain\""}},
		{"420A00000003 746578742F706C61696E 616263 9000", {"=not the start"}},
		{"D4 0F 05 616E64726F69642E636F6D3A706B67 612E622E63 9000",
	         {"record=external type \"android.com:pkg\"", "payload=\"a.b.c\""}},
		{"D10201 0102 41 9000", {"record=well-known type", "type=", "payload="}},
		{"D00000 9000", {"record=empty", "b3-b1=TNF: empty", "payload length=0"}},
		{"B101025504 61 560003622E63 9000",
	         {"record=URI", "b6=chunk, more follow (CF)", "record=chunk continued",
	          "b3-b1=TNF: unchanged"}},
		{"D1021653 70 9101085501 6E66632E636F6D 11036163 74 00 9000",
	         {"record=smart poster"}},
		{"D10215 5370 9101085501 6E66632E636F6D 510301616374 00 0000 9000",
	         {"record=smart poster", "record=URI: \"http://www.nfc.com\"", "record=action",
	          "action=do the action", "=after the last record"}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		select_file(SELECT_MESSAGE);
		send(READ_MESSAGE, rows[i].got);
		if (strcmp(rows[i].want[0], "=not the start") == 0)
			assert_false(says("record"));
		else
			expect_in_order(&tree, rows[i].want, WANTED);
	}
}

static void a_file_has_the_length_of_its_message(void **state)
{
	static const char *const whole[WANTED] = {
		"NLEN=12", "message=", "record=URI: \"http://www.nfc.com\"", "=unused"};
	static const char *const length[WANTED] = {"NLEN=16"};
	static const char *const part[WANTED] = {"NLEN=12", "record=URI", "payload=incomplete"};
	static const char *const wrong[WANTED] = {"NLEN=6", "record=URI", "payload=incomplete",
	                                          "value-length=the value is 6 bytes too short"};
	static const char *const long_file[WANTED] = {"ENLEN=3", "record=empty"};

	(void)state;
	select_file(SELECT_MESSAGE);
	send(READ, "000C D1010855016E66632E636F6D 0000 9000");
	expect_in_order(&tree, whole, WANTED);
	send(READ, "0010 9000");
	expect_in_order(&tree, length, WANTED);
	send(READ, "000C D101085501 6E 9000");
	expect_in_order(&tree, part, WANTED);
	assert_false(says("value-length")); /* the rest is read next */
	send(READ_MESSAGE, "D101085501 6E 9000");
	expect_in_order(&tree, part + 1, WANTED - 1);
	assert_false(says("value-length"));
	send(READ, "0006 D101085501 6E 9000");
	expect_in_order(&tree, wrong, WANTED);
	send(READ, "0000 9000");
	assert_false(says("message"));
	/* written */
	describe_command(
		&tree, command,
		read_hex("00D600000E 000C D1010855016E66632E636F6D", command, sizeof command),
		&context, (struct secret){0, 0});
	expect_in_order(
		&tree, (const char *const[WANTED]){"NLEN=12", "record=URI: \"http://www.nfc.com\""},
		WANTED);
	/* mapping version 3.0 */
	select_file(SELECT_CONTAINER);
	send(READ, "0011 30 007F 007F 0608 0001 00010000 00FF 9000");
	send("00A4000C020001", "9000");
	send(READ, "00000003 D00000 9000");
	expect_in_order(&tree, long_file, WANTED);
	send("00B0000400", "D00000 9000");
	assert_true(says("record"));
}

/* A container may name another file, which E104 then is not; other applications have neither. */
static void other_files_are_not_messages(void **state)
{
	(void)state;
	select_file(SELECT_CONTAINER);
	send(READ, "000F 20 003B 0034 0406 0001 0032 0000 9000");
	send(SELECT_MESSAGE, "9000");
	send(READ, "0003 D00000 9000");
	assert_false(says("NLEN"));
	send("00A4000C020001", "9000");
	send(READ, "0003 D00000 9000");
	assert_true(says("NLEN"));
	send("00B0000300", "D00000 9000");
	assert_false(says("record"));
	context = (struct apdu_context){0};
	send("00A4040007 A0000000041010 00", "9000");
	send(SELECT_MESSAGE, "9000");
	send(READ, "0003 D00000 9000");
	assert_false(says("NLEN"));
}

/* Every beginning of a message, and each of its bytes replaced. */
static void hostile_messages_are_described(void **state)
{
	static const char message[] = "003C 9901080255 6162 036E66632E636F6D 1102135370 9101085501"
				      "6E66632E636F6D 510301616374 00 0101 00000003 54 02656E"
				      "51010754 82656E00410042 9000";
	uint8_t bytes[sizeof response], good[sizeof response];
	size_t length = read_hex(message, good, sizeof good);

	(void)state;
	select_file(SELECT_MESSAGE);
	command_length = read_hex(READ, command, sizeof command);
	for (size_t count = 3; count <= length; count++)
		for (unsigned value = 0; value <= 0xFF; value += 3) {
			memcpy(bytes, good, count);
			bytes[count - 3] = (uint8_t)value;
			bytes[count - 2] = 0x90;
			bytes[count - 1] = 0x00;
			command[3] = 0;
			describe_response(&tree, bytes, count, command, command_length, &context);
			expect_tiling(&tree, tree_node(&tree, 1), 0, count);
			command[3] = 2;
			describe_response(&tree, bytes + 2, count - 2, command, command_length,
			                  &context);
			expect_tiling(&tree, tree_node(&tree, 1), 0, count - 2);
		}
	for (size_t at = 0; at + 2 < length; at++)
		for (unsigned value = 0; value <= 0xFF; value++) {
			memcpy(bytes, good, length);
			bytes[at] = (uint8_t)value;
			command[3] = 0;
			describe_response(&tree, bytes, length, command, command_length, &context);
			expect_tiling(&tree, tree_node(&tree, 1), 0, length);
		}
}

/* A smart poster may not contain one; however many are nested, few are read. */
static void posters_are_not_nested_deeply(void **state)
{
	uint8_t bytes[257];
	size_t posters = 0;

	(void)state;
	select_file(SELECT_MESSAGE);
	command_length = read_hex(READ_MESSAGE, command, sizeof command);
	for (size_t at = 0; at < 250; at += 5) {
		const uint8_t poster[] = {0xD1, 0x02, (uint8_t)(250 - at - 5), 'S', 'p'};
		memcpy(bytes + at, poster, sizeof poster);
	}
	bytes[250] = 0x90;
	bytes[251] = 0x00;
	describe_response(&tree, bytes, 252, command, command_length, &context);
	expect_tiling(&tree, tree_node(&tree, 1), 0, 252);
	for (node_id id = 0; id < tree.count; id++)
		posters += is_said(&tree, tree_node(&tree, id), "record=smart poster");
	assert_int_equal(posters, 3);
}

static int free_tree(void **state)
{
	(void)state;
	tree_free(&tree);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(containers_name_their_files),
		cmocka_unit_test(records_are_described),
		cmocka_unit_test(a_file_has_the_length_of_its_message),
		cmocka_unit_test(other_files_are_not_messages),
		cmocka_unit_test(hostile_messages_are_described),
		cmocka_unit_test(posters_are_not_nested_deeply),
	};

	return cmocka_run_group_tests(tests, NULL, free_tree);
}
