/* Commands as other programs and their tests send them, and what their sources say that they do. */
#include "test.h"
#include "from_hex.h"
#include "tree_checks.h"

#include "apdu/describe_apdu.h"

/* A command in a session where the application with this AID is selected (NULL: none). */
struct sent {
	const char *aid, *hex, *line;
};

static struct apdu_context selected(const char *aid)
{
	static const uint8_t success[] = {0x90, 0x00};
	struct apdu_context context = {0};
	uint8_t select[32] = {0x00, 0xA4, 0x04, 0x00};

	if (aid == NULL)
		return context;
	select[4] = (uint8_t)read_hex(aid, select + 5, sizeof select - 5);
	apdu_context_learn(&context, select, 5u + select[4], success, sizeof success);
	return context;
}

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calypso_cards_have_two_classes),
		cmocka_unit_test(calypso_cards_have_no_chains),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
