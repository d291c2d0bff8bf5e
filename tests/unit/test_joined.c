#include "test.h"
#include "from_hex.h"
#include "tree_checks.h"

#include "apdu/describe_apdu.h"

struct session {
	struct apdu_context context, before; /* after and before the last command */
	struct apdu_joined joined;
	struct tree tree;
};

static void send_hidden(struct session *session, const char *command, bool hidden,
                        const char *response)
{
	uint8_t sent[600], got[600];
	size_t length = read_hex(command, sent, sizeof sent);
	size_t got_length = read_hex(response, got, sizeof got);

	session->before = session->context;
	apdu_join(&session->joined, sent, length, hidden, got, got_length, &session->context);
	apdu_context_learn(&session->context, sent, length, got, got_length);
}

static void send(struct session *session, const char *command, const char *response)
{
	send_hidden(session, command, false, response);
}

static void select_aid(struct session *session, const char *aid)
{
	char command[64];

	(void)snprintf(command, sizeof command, "00A40400%02X%s", (unsigned)strlen(aid) / 2, aid);
	send(session, command, "9000");
}

static void end(struct session *session)
{
	apdu_joined_free(&session->joined);
	tree_free(&session->tree);
}

static const char *section(const struct session *session)
{
	return tree_text(&session->tree, tree_node(&session->tree, 1));
}

static void expect_said(const struct session *session, const char *want)
{
	bool said = false;

	for (node_id id = 1; id < session->tree.count; id++)
		said = said || is_said(&session->tree, tree_node(&session->tree, id), want);
	if (!said)
		fail_msg("not said: %s", want);
}

static void expect_response(struct session *session, const char *text, const char *said)
{
	assert_true(session->joined.response.ended);
	describe_joined_response(&session->tree, &session->joined, &session->before);
	assert_string_equal(section(session), text);
	expect_tiling(&session->tree, tree_node(&session->tree, 1), 0,
	              session->joined.whole - session->joined.from);
	expect_said(session, said);
}

static void expect_command(struct session *session, const char *text, const char *said)
{
	assert_true(session->joined.command.ended);
	describe_joined_command(&session->tree, &session->joined, &session->before);
	assert_string_equal(section(session), text);
	expect_tiling(&session->tree, tree_node(&session->tree, 1), 0,
	              session->joined.command.bytes.length - JOINED_DATA_AT);
	expect_said(session, said);
}

/* ISO/IEC 7816-4:2005, 5.1.3 */
static void fetched_responses_are_joined(void **state)
{
	struct session session = {0};

	(void)state;
	select_aid(&session, "A00000030800001000");
	send(&session, "00CB3FFF035C017E00", "7E124F0BA0000003086105");
	assert_false(session.joined.response.ended);
	send(&session, "00C0000005", "00001000016104");
	assert_false(session.joined.response.ended);
	send(&session, "00C0000004", "005F2F0240109000");
	expect_response(&session, "20 bytes in 3 responses",
	                "4F=application identifier: PIV"); /* NIST SP 800-73-4, part 1, 3.3.2 */
	send(&session, "00C0000004", "01029000");
	assert_false(session.joined.response.ended);
	end(&session);
}

/* With T=0 a card may ask for another Le (5.1.3: 6CXX). A warning has data too. */
static void a_response_fetched_with_another_le_is_joined(void **state)
{
	struct session session = {0};

	(void)state;
	select_aid(&session, "A00000030800001000");
	send(&session, "00CB3FFF035C017E00", "7E124F0BA0000003086105");
	send(&session, "00C0000000", "6C05");
	send(&session, "00C0000005", "00001000016106");
	send(&session, "00C0000006", "005F2F0240106282");
	expect_response(&session, "20 bytes in 3 responses", "4F=application identifier: PIV");
	end(&session);
}

/* Yubico's OATH protocol: LIST, whose response goes on with SEND REMAINING */
static void remaining_credentials_are_joined(void **state)
{
	struct session session = {0};

	(void)state;
	select_aid(&session, "A0000005272101");
	send(&session, "00A10000", "720421616161720421626102");
	send(&session, "00A50000", "62629000");
	expect_response(&session, "12 bytes in 2 responses", "name=\"bbb\"");
	end(&session);
}

/* With T=0 the first response has a status word alone: there is nothing to join. */
static void one_response_is_not_joined(void **state)
{
	struct session session = {0};

	(void)state;
	send(&session, "00CA006600", "6104");
	send(&session, "00C0000004", "660273009000");
	assert_false(session.joined.response.ended);
	/* an error ends the response without the rest */
	send(&session, "00CA006600", "66026101");
	send(&session, "00C0000001", "6F00");
	assert_false(session.joined.response.ended);
	/* another command follows, of which nothing is known */
	send(&session, "00CA006600", "66026102");
	send(&session, "00CA00", "4F6102");
	send(&session, "00C0000002", "01029000");
	assert_false(session.joined.response.ended);
	/* another command follows */
	send(&session, "00CA006600", "66026102");
	send(&session, "00CA004F00", "4F009000");
	assert_false(session.joined.response.ended);
	end(&session);
}

/* ICAO Doc 9303-11, D.4: the worked example reads four bytes of EF.COM, then the rest. */
static void a_file_that_is_read_in_pieces_is_joined(void **state)
{
	struct session session = {0};

	(void)state;
	select_aid(&session, "A0000002471001");
	send(&session, "00A4020C02011E", "9000");
	send(&session, "00B0000004", "60145F019000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000412", "04303130365F36063034303030305C0261759000");
	expect_response(&session, "22 bytes in 2 responses", "5F01=LDS version: \"0106\"");
	send(&session, "00B0001604", "FFFFFFFF9000"); /* after the object */
	assert_false(session.joined.response.ended);
	/* by short identifier, with the last piece at its end */
	send(&session, "00B09E0004", "60145F019000");
	send(&session, "00B0000408", "04303130365F36069000");
	send(&session, "00B0000C0A", "3034303030305C0261759000");
	expect_response(&session, "22 bytes in 3 responses", "5F36=Unicode version: \"040000\"");
	/* pieces that do not begin with the start; that do not follow one another; of another file;
	 * that are no object */
	send(&session, "00B0001004", "60145F019000");
	send(&session, "00B0000412", "04303130365F36063034303030305C0261759000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000004", "60145F019000");
	send(&session, "00B0000512", "303130365F36063034303030305C0261759000");
	assert_false(session.joined.response.ended);
	send(&session, "00B09E0004", "60145F019000");
	send(&session, "00B09D0412", "04303130365F36063034303030305C0261759000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000004", "00000000 9000");
	send(&session, "00B0000402", "0000 9000");
	assert_false(session.joined.response.ended);
	end(&session);
}

/* 7.2.2; so CardContact's SmartCard-HSM returns the bytes of a file. */
static void a_file_that_is_read_by_offset_objects_is_joined(void **state)
{
	struct session session = {0};

	(void)state;
	send(&session, "00B12F02035401 0000", "30060201010201 9000");
	send(&session, "00B12F02035401 0700", "029000");
	expect_response(&session, "8 bytes in 2 responses", "02=integer: 2");
	/* of another file; without an offset */
	send(&session, "00B12F02035401 0000", "30060201010201 9000");
	send(&session, "00B12F03035401 0700", "029000");
	assert_false(session.joined.response.ended);
	send(&session, "00B12F02035401 0000", "30060201010201 9000");
	send(&session, "00B12F02035301 0700", "029000");
	assert_false(session.joined.response.ended);
	end(&session);
}

/* Objects that follow one another, of which the first was complete with the first piece; zeros and
 * FF fill the file, or bytes of what was there before. */
static void all_objects_of_a_file_are_joined(void **state)
{
	struct session session = {0};

	(void)state;
	send(&session, "00B0000008", "3003020101300302 9000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000804", "0102 3003 9000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000C03", "020103 9000");
	expect_response(&session, "15 bytes in 3 responses", "02=integer: 3");
	send(&session, "00B0000F02", "FFFF 9000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000008", "3003020101300302 9000");
	send(&session, "00B0000808", "0102 000000000000 9000");
	expect_response(&session, "16 bytes in 2 responses", "02=integer: 2");
	send(&session, "00B0001004", "00000000 9000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000003", "300302 9000");
	send(&session, "00B0000304", "01 01 AB CD 9000");
	expect_response(&session, "5 bytes in 2 responses", "02=integer: 1");
	send(&session, "00B0000704", "EF0102039000"); /* goes on after what was described */
	assert_false(session.joined.response.ended);
	/* each header, then its value */
	send(&session, "00B0000002", "3003 9000");
	send(&session, "00B0000203", "020101 9000");
	expect_response(&session, "5 bytes in 2 responses", "02=integer: 1");
	send(&session, "00B0000502", "3003 9000");
	send(&session, "00B0000703", "020102 9000");
	expect_response(&session, "5 bytes in 2 responses", "02=integer: 2");
	/* the end of one and the start of the next in one piece */
	send(&session, "00B0000002", "3003 9000");
	send(&session, "00B0000204", "020101 30 9000");
	expect_response(&session, "5 bytes in 2 responses", "02=integer: 1");
	send(&session, "00B0000604", "03020102 9000");
	expect_response(&session, "5 bytes in 2 responses", "02=integer: 2");
	send(&session, "00B0000003", "6F0320 9000"); /* "o", 3 and a text, which is no FCI */
	send(&session, "00B0000304", "6F6C6420 9000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000003", "4865 6C 9000"); /* "Hel" */
	send(&session, "00B00003FF",
	     "6C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2"
	     "C20"
	     "6C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2"
	     "C20"
	     "6C6F2C206C6F2C206C6F2C206C6F2C206C6F2C206C6F2C209000");
	assert_false(session.joined.response.ended);
	end(&session);
}

/* NFC Forum Type 4 Tag 3.0, 5.4.6: the length, then the message in pieces. One in a single piece is
 * described with it. */
static void an_ndef_message_is_joined(void **state)
{
	struct session session = {0};

	(void)state;
	select_aid(&session, "D2760000850101");
	send(&session, "00A4000C02E104", "9000");
	send(&session, "00B0000002", "000C 9000");
	send(&session, "00B0000205", "D101085501 9000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000707", "6E66632E636F6D 9000");
	expect_response(&session, "14 bytes in 3 responses", "record=URI: \"http://www.nfc.com\"");
	send(&session, "00B0000E02", "0000 9000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000002", "000C 9000");
	send(&session, "00B000020C", "D1010855016E66632E636F6D 9000");
	assert_false(session.joined.response.ended);
	send(&session, "00B0000008", "000CD1010855016E 9000");
	send(&session, "00B0000808", "66632E636F6D0000 9000");
	expect_response(&session, "14 bytes in 2 responses", "record=URI: \"http://www.nfc.com\"");
	/* another file of the application, and a length that nothing reaches */
	send(&session, "00A4000C02E105", "9000");
	send(&session, "00B0000008", "000CD1010855016E 9000");
	send(&session, "00B0000808", "66632E636F6D0000 9000");
	assert_false(session.joined.response.ended);
	send(&session, "00A4000C02E104", "9000");
	send(&session, "00B0000008", "FFFFD1010855016E 9000");
	send(&session, "00B0000808", "66632E636F6D0000 9000");
	assert_false(session.joined.response.ended);
	end(&session);
}

/* 5.1.1.1 */
static void chained_commands_are_joined(void **state)
{
	struct session session = {0};

	(void)state;
	select_aid(&session, "A00000030800001000");
	send(&session, "10DB3FFF055C035FC102", "9000");
	assert_false(session.joined.command.ended);
	send(&session, "00DB3FFF04 53023400", "9000");
	expect_command(&session, "9 bytes in 2 commands",
	               "5FC102=card holder unique identifier (CHUID)");
	/* refused; with one in between that is no command; with another header; a chain of one */
	send(&session, "10DB3FFF055C035FC102", "6A80");
	send(&session, "00DB3FFF0453023400", "9000");
	assert_false(session.joined.command.ended);
	send(&session, "10DB3FFF055C035FC102", "9000");
	send(&session, "10DB3FFF0553", "6700");
	send(&session, "00DB3FFF0453023400", "9000");
	assert_false(session.joined.command.ended);
	send(&session, "10DB3FFF055C035FC102", "9000");
	send(&session, "00DB3F000453023400", "9000");
	assert_false(session.joined.command.ended);
	send(&session, "00DB3FFF055C035FC102", "9000");
	assert_false(session.joined.command.ended);
	end(&session);
}

static void expect_part(struct session *session, const char *command, const char *said)
{
	uint8_t sent[64];
	size_t length = read_hex(command, sent, sizeof sent);

	describe_command(&session->tree, sent, length, &session->context, (struct secret){0, 0});
	expect_said(session, said);
}

/* The bytes of a later part may look like objects. */
static void later_parts_are_continued(void **state)
{
	struct session session = {0};

	(void)state;
	send(&session, "10DBA01003DF2006", "9000");
	expect_part(&session, "10DBA01004 53020102", "data=continued");
	send(&session, "10DBA01004 53020102", "9000");
	expect_part(&session, "00DBA01002 5300", "data=continued");
	expect_part(&session, "00DBA01103 530102", "53=discretionary data");
	expect_part(&session, "0CDBA01004 8E020102", "8E=cryptographic checksum");
	send(&session, "10DBA01004 53020102", "6A80");
	expect_part(&session, "00DBA01004 53020102", "53=discretionary data");
	send(&session, "80E21100 04 BF2D055C", "9000");
	expect_part(&session, "80E29101 04 5C029F70", "data=continued");
	expect_part(&session, "80E29102 04 5C029F70", "5C=tag list");
	/* ICAO Doc 9303-11, 4.4.4: the steps of PACE are chained, but each has a response */
	select_aid(&session, "A0000002471001");
	send(&session, "1086000002 7C00 00", "7C0A8008A1A2A3A4A5A6A7A8 9000");
	expect_part(&session, "0086000004 7C028500 00",
	            "85=authentication token of the terminal, empty");
	send(&session, "0086000004 7C028500 00", "6300");
	assert_false(session.joined.command.ended);
	end(&session);
}

/* As after "explain on" in the middle of it. */
static void a_chain_whose_start_was_not_seen_is_not_joined(void **state)
{
	static const uint8_t first[] = {0x10, 0xDB, 0x3F, 0xFF, 2, 0x5C, 3}, done[] = {0x90, 0x00};
	struct session session = {0};

	(void)state;
	apdu_context_learn(&session.context, first, sizeof first, done, sizeof done);
	send(&session, "10DB3FFF035FC102", "9000");
	send(&session, "00DB3FFF0453023400", "9000");
	assert_false(session.joined.command.ended);
	end(&session);
}

/* CTAP 2.1, 11.3.5.1 has a chain of class 80 whose parts are of class 90. */
static void ctap_messages_are_joined(void **state)
{
	struct session session = {0};

	(void)state;
	select_aid(&session, "A0000006472F0001");
	send(&session, "9010000003 06A201", "9000");
	send(&session, "8010000003 020201", "00 9000");
	expect_command(&session, "6 bytes in 2 commands", "command=authenticatorClientPIN");
	end(&session);
}

/* GlobalPlatform Card Specification 2.3, 11.11.2; the tags are those of GSMA SGP.22, 5.7.15. */
static void blocks_of_store_data_are_joined(void **state)
{
	struct session session = {0};

	(void)state;
	select_aid(&session, "A0000005591010FFFFFFFF8900000100");
	send(&session, "80E21100 05 BF2D055C03", "9000");
	send(&session, "80E21101 02 5A9F", "9000");
	send(&session, "80E29102 01 70", "BF2D02A0009000");
	expect_command(&session, "8 bytes in 3 commands", "BF2D=profiles");
	/* a block is missing */
	send(&session, "80E21100 05 BF2D055C03", "9000");
	send(&session, "80E29102 03 5A9F70", "9000");
	assert_false(session.joined.command.ended);
	/* the first was not seen (11.11.2.2: it has number 0) */
	send(&session, "80E21105 05 BF2D055C03", "9000");
	send(&session, "80E29106 03 5A9F70", "9000");
	assert_false(session.joined.command.ended);
	/* with secure messaging each ends with a MAC (11.1.4) */
	send(&session, "84E21100 0D BF2D055C03 1122334455667788", "9000");
	send(&session, "84E29101 0B 5A9F70 1122334455667788", "9000");
	assert_false(session.joined.command.ended);
	end(&session);
}

static void secrets_stay_hidden(void **state)
{
	struct session session = {0};

	(void)state;
	/* a data grouping 8000 of keys: EMV Card Personalization Specification 1.1, A.5 */
	send(&session, "80E20100 04 91010133", "9000");
	send(&session, "80E28101 04 80000111", "9000");
	assert_true(session.joined.command.ended);
	assert_true(session.joined.hidden);
	send(&session, "10DB3FFF055C035FC102", "9000");
	send_hidden(&session, "00DB3FFF0453023400", true, "9000");
	assert_true(session.joined.hidden);
	send(&session, "10DB3FFF055C035FC102", "9000");
	send(&session, "00DB3FFF0453023400", "9000");
	assert_false(session.joined.hidden);
	/* 80 is not the number of a data grouping in a block that goes on with BER-TLV objects */
	send(&session, "80E21100 04 BF2D055C", "9000");
	send(&session, "80E29101 03 808283", "9000");
	assert_true(session.joined.command.ended);
	assert_false(session.joined.hidden);
	end(&session);
}

static void a_reset_ends_what_was_begun(void **state)
{
	static const struct {
		const char *command, *response, *next, *next_response;
	} rows[] = {
		{"00B0000004", "60145F019000", "00B0000412",
	         "04303130365F36063034303030305C0261759000"},
		{"10DB3FFF055C035FC102", "9000", "00DB3FFF0453023400", "9000"},
		{"80E2110005BF2D055C03", "9000", "80E29101035A9F70", "9000"},
		{"00CB3FFF035C017E00", "7E024F6101", "00C0000001", "009000"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct session session = {0};

		for (unsigned resets = 0; resets < 2; resets++) {
			send(&session, "00A4020C02011E", "9000");
			send(&session, rows[i].command, rows[i].response);
			if (resets > 0)
				session.context = (struct apdu_context){0};
			send(&session, rows[i].next, rows[i].next_response);
			assert_int_equal(session.joined.command.ended ||
			                         session.joined.response.ended,
			                 resets == 0);
		}
		end(&session);
	}
}

/* More than 65,535 bytes are no command, and no response. */
static void the_length_is_bounded(void **state)
{
	static uint8_t part[5 + 255] = {0x10, 0xDB, 0x3F, 0xFF, 255};
	static uint8_t response[256 + 2] = {[256] = 0x61};
	static const uint8_t get_data[] = {0x00, 0xCA, 0x00, 0x66, 0x00};
	static const uint8_t fetch[] = {0x00, 0xC0, 0x00, 0x00, 0x00};
	struct session session = {0};
	static const uint8_t done[] = {0x90, 0x00};

	(void)state;
	for (unsigned i = 0; i < 300; i++) {
		apdu_join(&session.joined, part, sizeof part, false, done, 2, &session.context);
		apdu_context_learn(&session.context, part, sizeof part, done, 2);
		assert_true(session.joined.command.bytes.length <= JOINED_DATA_AT + 65535);
	}
	for (unsigned i = 0; i < 300; i++) {
		const uint8_t *command = i == 0 ? get_data : fetch;

		apdu_join(&session.joined, command, 5, false, response, sizeof response,
		          &session.context);
		apdu_context_learn(&session.context, command, 5, response, sizeof response);
		assert_true(session.joined.response.bytes.length <= 65535);
	}
	send(&session, "00C0000000", "01029000");
	assert_false(session.joined.response.ended);
	end(&session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fetched_responses_are_joined),
		cmocka_unit_test(a_response_fetched_with_another_le_is_joined),
		cmocka_unit_test(remaining_credentials_are_joined),
		cmocka_unit_test(one_response_is_not_joined),
		cmocka_unit_test(a_file_that_is_read_in_pieces_is_joined),
		cmocka_unit_test(a_file_that_is_read_by_offset_objects_is_joined),
		cmocka_unit_test(all_objects_of_a_file_are_joined),
		cmocka_unit_test(an_ndef_message_is_joined),
		cmocka_unit_test(chained_commands_are_joined),
		cmocka_unit_test(later_parts_are_continued),
		cmocka_unit_test(a_chain_whose_start_was_not_seen_is_not_joined),
		cmocka_unit_test(ctap_messages_are_joined),
		cmocka_unit_test(blocks_of_store_data_are_joined),
		cmocka_unit_test(secrets_stay_hidden),
		cmocka_unit_test(a_reset_ends_what_was_begun),
		cmocka_unit_test(the_length_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
