/* TERMINAL PROFILE: two profiles of real devices, one as a SIMtrace user published it and one of a
 * SIM router's tests, read by hand after ETSI TS 102 223 and 3GPP TS 31.111, 5.2. */
#include "from_hex.h"
#include "tree_checks.h"

#include "apdu/describe_apdu.h"

#include <stdio.h>

#define PHONE "801000001E FFFFFFFF7F9C00DF9F00001FE2000000C3F900070001E000500000000018"
#define MODEM "801000001E FFFFFFFF7F9F00DFFF00001FE2000000C3FB000700016800710000000018"
#define OLD "A010000009 010008000000000000"

static uint8_t command[300];

static void describe(struct tree *tree, const char *hex)
{
	size_t length = read_hex(hex, command, sizeof command);

	describe_command(tree, command, length, NULL, (struct secret){0, 0});
	expect_tiling(tree, tree_node(tree, 1), 0, length);
}

static const struct node *byte_of(const struct tree *tree, unsigned number)
{
	char name[32];

	snprintf(name, sizeof name, "byte %u", number);
	for (node_id id = 0; id < tree->count; id++)
		if (strcmp(tree_name(tree, tree_node(tree, id)), name) == 0)
			return tree_node(tree, id);
	return NULL;
}

/* Writes "b1 b8-b6": the bits for which there are details. */
static void put_bits(char *out, size_t size, const struct tree *tree, const struct node *byte)
{
	size_t n = 0;

	out[0] = '\0';
	for (node_id id = byte->first_child; id != 0; id = tree_node(tree, id)->next)
		n += (size_t)snprintf(out + n, size - n, "%s%s", n > 0 ? " " : "",
		                      tree_name(tree, tree_node(tree, id)));
}

static void only_bits_that_are_set_are_listed(void **state)
{
	static const struct {
		const char *hex;
		unsigned byte;
		const char *name, *bits;
	} rows[] = {
		{PHONE, 1, "download", "b1 b2 b3 b4 b5 b6 b7 b8"},
		{PHONE, 5, "events", "b1 b2 b3 b4 b5 b6 b7"},
		{PHONE, 6, "events", "b3 b4 b5 b8"},
		{PHONE, 7, "several cards", ""},
		{PHONE, 8, "proactive UICC", "b1 b2 b3 b4 b5 b7 b8"},
		{PHONE, 12, "bearer independent protocol", "b1 b2 b3 b4 b5"},
		{PHONE, 13, "bearers", "b2 b8-b6"},
		{PHONE, 20, "TIA/EIA/IS-820-A", "b1 b2 b3"},
		{PHONE, 30, "", "b4 b5"},
		{MODEM, 6, "events", "b1 b2 b3 b4 b5 b8"},
		{MODEM, 23, "", "b4 b6 b7"},
		{MODEM, 25, "events", "b1 b5 b6 b7"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tree tree = {0};
		char bits[100];

		describe(&tree, rows[i].hex);
		const struct node *byte = byte_of(&tree, rows[i].byte);
		assert_non_null(byte);
		assert_string_equal(tree_text(&tree, byte), rows[i].name);
		put_bits(bits, sizeof bits, &tree, byte);
		assert_string_equal(bits, rows[i].bits);
		tree_free(&tree);
	}
}

static void bits_have_the_meaning_of_the_standard(void **state)
{
	static const struct {
		const char *hex;
		unsigned byte;
		const char *want;
	} rows[] = {
		{PHONE, 3, "b8=REFRESH"},
		{PHONE, 4, "b8=PROVIDE LOCAL INFORMATION (NMR)"},
		{PHONE, 6, "b8=network search mode change"},
		{PHONE, 9, "b2=SEND DTMF"},
		{PHONE, 13, "b2=GPRS"},
		{PHONE, 13, "b8-b6=number of channels: 7"},
		{PHONE, 17, "b7=E-UTRAN"},
		{PHONE, 18, "b7=PROVIDE LOCAL INFORMATION (IMEISV)"},
		{PHONE, 20, "b2=unknown"},
		{PHONE, 23, "b8=USSD data download and application mode"},
		{PHONE, 25, "b7=network rejection for E-UTRAN"},
		{PHONE, 30, "b4=REFRESH (steering of roaming)"},
		{MODEM, 9, "b7=LAUNCH BROWSER"},
		{MODEM, 18, "b2=GET INKEY (help during immediate response or variable timeout)"},
		{MODEM, 23, "b4=alpha identifier in REFRESH"},
		{MODEM, 25, "b6=HCI connectivity"},
		{OLD, 1, "b1=profile download"},
		{OLD, 3, "b4=MORE TIME"},
		/* numbers: screen of 16 lines and 80 columns, 4 soft keys, 5 frames */
		{"8010000018 00000000000000000000 04 0000 90 D0 000000000000000005", 11,
	         "b8-b1=at most 4"},
		{"8010000018 00000000000000000000 04 0000 90 D0 000000000000000005", 14,
	         "b5-b1=16 characters"},
		{"8010000018 00000000000000000000 04 0000 90 D0 000000000000000005", 14,
	         "b8=screen sizing parameters"},
		{"8010000018 00000000000000000000 04 0000 90 D0 000000000000000005", 15,
	         "b7-b1=80 characters"},
		{"8010000018 00000000000000000000 04 0000 90 D0 000000000000000005", 24,
	         "b4-b1=at most 5"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tree tree = {0};
		bool said = false;

		describe(&tree, rows[i].hex);
		const struct node *byte = byte_of(&tree, rows[i].byte);
		assert_non_null(byte);
		for (node_id id = byte->first_child; id != 0; id = tree_node(&tree, id)->next)
			said = said || is_said(&tree, tree_node(&tree, id), rows[i].want);
		if (!said)
			fail_msg("row %zu: no %s", i, rows[i].want);
		tree_free(&tree);
	}
}

static const char *text_of_bit(const struct tree *tree, unsigned number, unsigned bit)
{
	const struct node *byte = byte_of(tree, number);
	char name[] = {'b', (char)('0' + bit), '\0'};

	for (node_id id = byte->first_child; id != 0; id = tree_node(tree, id)->next)
		if (strcmp(tree_name(tree, tree_node(tree, id)), name) == 0)
			return tree_text(tree, tree_node(tree, id));
	return "";
}

/* What came after release 12: a word of each bit, in the order of b1 to b8, from two public
 * decoders of profiles, one of them of 3GPP TS 31.111 release 18 */
static void later_bytes_say_what_others_say(void **state)
{
	enum { FIRST = 33 };
	static const char *const words[][8] = {
		{"DNS", "reuse", "poll", "ProSe", "radio access", "WLAN access", "WLAN bearer",
	         "WLAN identifier"},
		{"SEND SHORT MESSAGE", "SET UP CALL", "voice", "video", "E-UTRAN timing advance",
	         "eUICC", "network rejection for E-UTRAN", "unknown"},
		{"GET INPUT", "PDP", "PDN", "application update", "proactive session request",
	         "UICC platform reset", "unknown", "unknown"},
		{"PDU", "network rejection for NG-RAN", "non-IP", "slices", "SOR-CMCI",
	         "network rejection for satellite NG-RAN", "CAG", "slices status change"},
		{"rejected slices", "extended location", "chaining", "5G ProSe", "unknown",
	         "unknown", "unknown", "unknown"},
		{"unknown", "unknown", "unknown", "unknown", "unknown", "unknown", "unknown",
	         "unknown"},
		{"timing advance of NG-RAN", "unknown", "unknown", "unknown", "unknown", "unknown",
	         "unknown", "unknown"},
	};
	static const uint8_t header[] = {0x80, 0x10, 0x00, 0x00, 39};
	struct tree tree = {0};

	(void)state;
	memcpy(command, header, sizeof header);
	memset(command + sizeof header, 0xFF, header[4]);
	describe_command(&tree, command, sizeof header + header[4], NULL, (struct secret){0, 0});
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		for (unsigned bit = 0; bit < 8; bit++) {
			const char *text = text_of_bit(&tree, FIRST + i, bit + 1);

			if (strstr(text, words[i][bit]) == NULL)
				fail_msg("byte %u b%u: \"%s\"", FIRST + i, bit + 1, text);
		}
	tree_free(&tree);
}

static void any_number_of_bytes_is_described(void **state)
{
	static const uint8_t header[] = {0x80, 0x10, 0x00, 0x00};
	struct tree tree = {0};
	char bits[100];

	(void)state;
	memcpy(command, header, sizeof header);
	for (size_t count = 1; count <= 255; count++) {
		command[4] = (uint8_t)count;
		memset(command + 5, 0xFF, count);
		describe_command(&tree, command, 5 + count, NULL, (struct secret){0, 0});
		expect_tiling(&tree, tree_node(&tree, 1), 0, 5 + count);
	}
	put_bits(bits, sizeof bits, &tree, byte_of(&tree, 255));
	assert_string_equal(bits, "b1 b2 b3 b4 b5 b6 b7 b8");
	tree_free(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_bits_that_are_set_are_listed),
		cmocka_unit_test(bits_have_the_meaning_of_the_standard),
		cmocka_unit_test(later_bytes_say_what_others_say),
		cmocka_unit_test(any_number_of_bytes_is_described),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
