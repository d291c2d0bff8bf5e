/* SMS TPDUs and secured packets: bytes that others published, with what they or Wireshark say of
 * them, and such as the standards give. */
#include "test.h"
#include "from_hex.h"
#include "tree_checks.h"

#include "apdu/describe_apdu.h"
#include "tlv/short_message.h"
#include "tlv/tlv_value.h"
#include "tlv/user_data.h"

enum { WANTED = 12 };

/* NAME=TEXT are the name and the text of a field or detail, in the order in which they must appear.
 */
struct sample {
	enum tlv_value kind;
	const char *bytes;
	const char *want[WANTED];
};

static const struct sample samples[] = {
	/* tests of smspdu, pySim, HeboTech.ATLib and python-messaging */
	{VALUE_RECEIVED_MESSAGE,
         "040BC87238880900F10000993092516195800AE8329BFD4697D9EC37",
         {"SMS-DELIVER=", "address length, digits=11", "originating address=27838890001",
          "protocol identifier=short message", "b8 b4 b3=GSM 7-bit default alphabet",
          "service centre time stamp=1999-03-29 15:16:59 UTC+2:00", "user data length=10",
          "user data=\"hellohello\""}},
	{VALUE_RECEIVED_MESSAGE,
         "040B911346610089F60000208062917314800CC8F71D14969741F977FD07",
         {"originating address=+31641600986",
          "service centre time stamp=2002-08-26 19:37:41 UTC+2:00", "user data=\"How are you?\""}},
	{VALUE_SENT_MESSAGE,
         "11010B911614261771F000000B0AE8329BFD4697D9EC37",
         {"SMS-SUBMIT=", "b5-b4=relative validity period", "message reference=1",
          "destination address=+61416271170", "validity period=1 hour",
          "user data=\"hellohello\""}},
	{VALUE_SENT_MESSAGE,
         "11040B911614123234F10008FF2A00480065006C006C006F00200070006F006F00700079006800650061006"
         "4002000A9002000AE002000A1",
         {"message reference=4", "b8 b4 b3=UCS2", "validity period=63 weeks", "user data length=42",
          "user data=\"Hello poopyhead \xC2\xA9 \xC2\xAE \xC2\xA1\""}},
	{VALUE_RECEIVED_MESSAGE,
         "0408D0E5759A0E7FF6907090307513000824010101BB400101",
         {"originating address=\"ekit\"", "protocol identifier=(U)SIM data download",
          "b8 b7 b6 b5 b3=8-bit data", "b8 b7 b6 b5 b2 b1=class 2: for the (U)SIM",
          "user data length=8", "user data="}},
	/* A vCard for port 9204, in 8-bit data: pySim. */
	{VALUE_SENT_MESSAGE,
         "550D0B911614261771F000F5A78C0B050423F423F40003010201424547494E3A56434152440D0A5645525349"
         "4F4E3A322E310D0A4E3A4D650D0A54454C3B505245463B43454C4C3B564F4943453A2B363134313632373131"
         "37300D0A54454C3B484F4D453B564F4943453A2B36313339353337303437310D0A54454C3B574F524B3B564F"
         "4943453A2B36313339363734373031350D0A454E443A",
         {"b3=duplicates are rejected", "b5-b4=relative validity period",
          "b7=the user data begins with a header", "validity period=24 hours",
          "user data length=140", "user data header length=11", "05=application ports",
          "destination port=9204", "originator port=9204", "00=concatenated short message",
          "reference=1"}},
	/* The text of a part begins at a multiple of seven bits: Wireshark. */
	{VALUE_RECEIVED_MESSAGE,
         "440C91449703529096000050015132532240A00500037A020190E9339A9D3EA3E920FA1B1466B341E472193E"
         "079DD3EE73D85DA7EB41E7B41C1407C1CBF43228CC26E3416137390F3AABCFEAB3FAAC3EABCFEAB3FAAC3EAB"
         "CFEAB3FAAC3EABCFEAB3FADC3EB7CFED73FBDC3EBF5D4416D9457411596457137D87B7E16438194E86BBCF6D"
         "16D9055D429548A28BE822BA882E6370196C2A8950E291E822BA88",
         {"originating address=+447930250969", "00=concatenated short message", "reference=122",
          "parts=2", "number of this part=1",
          "user data=\"Highlight to all deeps ginganutz gir q pete aldx andy gjgjgj"
          "gjgjgjgjgjgjgjgjgjgjgjgjgmgmgmgmgmgo.D,d.D.D,d.Mhwpmpdpdpdpngm,d.PKPJHD.D.D.D."
          "FAKAMJDPDGD.D.D\""}},
	{VALUE_RECEIVED_MESSAGE,
         "06D60B911326880736F4111011719551401110117195714000",
         {"SMS-STATUS-REPORT=", "message reference=214", "recipient address=+31628870634",
          "service centre time stamp=2011-01-11 17:59:15 UTC+1:00",
          "discharge time=2011-01-11 17:59:17 UTC+1:00", "status=received by the SME"}},
	/* 3GPP TS 23.040, 9.2.2.3: with parameters, and filled up as in EF.SMSR */
	{VALUE_RECEIVED_MESSAGE,
         "0201049121431110117195514011101171957140460120FFFFFF",
         {"b3=more messages are waiting", "recipient address=+1234",
          "status=validity period expired", "b1=protocol identifier",
          "protocol identifier=telematic interworking, device type implicit"}},
	/* 9.2.2.4 */
	{VALUE_SENT_MESSAGE,
         "220500020704912143032A0102",
         {"SMS-COMMAND=", "b6=status report requested", "message reference=5",
          "command type=delete the message", "message number=7", "destination address=+1234",
          "command data length=3", "user data="}},
	/* 9.2.3.1: a received message of the reserved type; 9.2.3.12.3 */
	{VALUE_RECEIVED_MESSAGE,
         "0704912143000062101201234500"
         "00",
         {"SMS-DELIVER=", "user data length=0"}},
	{VALUE_SENT_MESSAGE,
         "0901049121430000"
         "4B050000000000"
         "00",
         {"b5-b4=enhanced validity period", "validity period=", "user data length=0"}},
	{VALUE_SENT_MESSAGE,
         "1901049121430000"
         "11101171955140"
         "00",
         {"valid until=2011-01-11 17:59:15 UTC+1:00"}},
	/* 9.2.3.9, 9.2.3.15, 9.2.3.19, and what Wireshark says of the same values */
	{VALUE_RECEIVED_MESSAGE,
         "04049121432D0062101012345600"
         "00",
         {"protocol identifier=universal computer interface (UCI)"}},
	{VALUE_RECEIVED_MESSAGE,
         "04049121432E0062101012345600"
         "00",
         {"protocol identifier=reserved"}},
	{VALUE_RECEIVED_MESSAGE,
         "04049121433E0062101012345600"
         "00",
         {"protocol identifier=service centre specific use"}},
	{VALUE_RECEIVED_MESSAGE,
         "06010491214311101171955140111011719571407F",
         {"status=service centre specific"}},
	{VALUE_RECEIVED_MESSAGE, "06010491214311101171955140111011719571406F", {"status=reserved"}},
	{VALUE_SENT_MESSAGE, "02050004070491214300", {"command type=reserved"}},
	{VALUE_SENT_MESSAGE, "020500E0070491214300", {"command type=service centre specific"}},
	/* 9.2.3.24.2, 9.2.3.24.15 */
	{VALUE_RECEIVED_MESSAGE,
         "4404912143000462101012345600"
         "08"
         "0701028703240101",
         {"01=special SMS message indication", "b8=message to be stored",
          "b5-b1=video message waiting", "messages=3", "24=national language single shift",
          "language=Turkish"}},
	/* 9.1.2.3: the digits that are none */
	{VALUE_RECEIVED_MESSAGE,
         "0406A1BADCFE"
         "000099309251619580"
         "00",
         {"originating address=*#abc", "user data length=0"}},
	/* Types that are never on a card. */
	{VALUE_RECEIVED_MESSAGE, "0104", {0}},
	{VALUE_SENT_MESSAGE, "0004", {0}},
};

/* Headers of command and response packets: tests of pySim. */
static const struct sample packets[] = {
	{VALUE_RECEIVED_MESSAGE,
         "400881214365877FF622705200000000"
         "25"
         "02700000201506193535B00011AE733256918D050B87C94FBFE12E4DC402F262C41CF67F2F",
         {"70=command packet follows", "CPL=32", "CHL=21",
          "byte 1 b2-b1=cryptographic checksum (CC)", "byte 1 b3=ciphered",
          "byte 1 b5-b4=no counter", "byte 2 b2-b1=PoR required", "byte 2 b4-b3=CC in the PoR",
          "byte 2 b5=PoR ciphered", "KIc=triple DES in outer-CBC mode, two keys, key set 3",
          "TAR=", "ciphered data=CNTR, PCNTR, RC/CC/DS and data"}},
	{VALUE_RECEIVED_MESSAGE,
         "400881214365877FF622705200000000"
         "22"
         "027000001D1502193535B00000000000000000072EA17BDB72060E00A40000023F00",
         {"CHL=21", "byte 1 b3=not ciphered", "byte 2 b5=PoR ciphered",
          "KID=triple DES in outer-CBC mode, two keys, key set 3", "TAR=", "CNTR=0", "PCNTR=0",
          "RC/CC/DS=", "secured data="}},
	{VALUE_RECEIVED_MESSAGE,
         "400881214365877FF622705200000000"
         "1A"
         "02700000150D00193535B0000000000000000000A40000023F00",
         {"byte 1 b2-b1=no RC, CC or DS", "KID=", "CNTR=0", "PCNTR=0", "secured data="}},
};

struct packet {
	const char *bytes;
	const char *want[WANTED];
};

static const struct packet responses[] = {
	{"027100000E0AB000110000000000000001612F",
         {"user data header length=2", "71=response packet follows", "RPL=14", "RHL=10",
          "TAR=", "CNTR=0", "PCNTR=0", "status=PoR OK", "secured data="}},
	{"027100001612B000110000000000000055F47118381175FB01612F",
         {"RPL=22", "RHL=18", "status=PoR OK", "RC/CC/DS=", "secured data="}},
	{"027100002412B00011EBC6B497E2CAD7AEDF36ACE0E3A29B38853F0FE9CCDE81913BE5702B73ABCE1F",
         {"TAR=", "ciphered data=CNTR, PCNTR, status, RC/CC/DS and data"}},
	/* ETSI TS 102 225, 5.2 */
	{"027100000B0AB00011000000000500"
         "09",
         {"CNTR=5", "PCNTR=0", "status=TAR unknown"}},
	{"027100000B0AB00011000000000500"
         "C0",
         {"CNTR=5", "PCNTR=0", "status=proprietary"}},
	{"027100000B0AB00011000000000500"
         "FF",
         {"ciphered data=CNTR, PCNTR, status, RC/CC/DS and data"}},
};

static uint8_t bytes[280];

/* Adds the value to the tree. Its details must cover it without gap or overlap. */
static struct tree described(enum tlv_value kind, size_t length)
{
	const struct tlv_data data = {.bytes = bytes, .length = length};
	struct tree tree = {0};

	tree_start(&tree);
	if (kind == VALUE_COUNT)
		response_packet_details(&tree, 0, &data);
	else
		tlv_value_details(&tree, 0, kind, &data);
	if (tree_node(&tree, 0)->first_child != 0)
		expect_tiling(&tree, tree_node(&tree, 0), 0, length);
	return tree;
}

static size_t problems(const struct tree *tree)
{
	size_t count = 0;

	for (size_t i = 1; i < tree->count; i++)
		count += tree_node(tree, (node_id)i)->kind == NODE_PROBLEM;
	return count;
}

static void expect_nothing_extra(const struct tree *tree)
{
	for (size_t i = 1; i < tree->count; i++)
		assert_string_not_equal(tree_text(tree, tree_node(tree, (node_id)i)),
		                        "more than the standard defines");
}

static void expect_sample(const struct sample *sample)
{
	struct tree tree = described(sample->kind, read_hex(sample->bytes, bytes, sizeof bytes));

	expect_in_order(&tree, sample->want, WANTED);
	expect_nothing_extra(&tree);
	assert_int_equal(problems(&tree), 0);
	tree_free(&tree);
}

static void a_message_is_described(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		expect_sample(&samples[i]);
}

static void a_command_packet_is_described(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof packets / sizeof *packets; i++)
		expect_sample(&packets[i]);
}

static void a_response_packet_is_described(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof responses / sizeof *responses; i++) {
		size_t length = read_hex(responses[i].bytes, bytes, sizeof bytes);
		struct tree tree = described(VALUE_COUNT, length);

		assert_true(is_response_packet(bytes, length));
		expect_in_order(&tree, responses[i].want, WANTED);
		assert_int_equal(problems(&tree), 0);
		tree_free(&tree);
	}
	assert_false(is_response_packet(bytes, 3));
	bytes[0] = 0x80;
	assert_false(is_response_packet(bytes, 20));
}

/* The shortest that is whole: what lacks even one byte is a problem, once. */
static void expect_a_problem_up_to(size_t length, const char *hex, enum tlv_value kind)
{
	(void)read_hex(hex, bytes, sizeof bytes);
	for (size_t cut = 1; cut < length; cut++) {
		struct tree tree = described(kind, cut);

		if (problems(&tree) != 1)
			fail_msg("%s: %zu of %zu bytes", hex, cut, length);
		tree_free(&tree);
	}
}

static void a_message_that_ends_early_is_a_problem(void **state)
{
	static const struct sample *const whole[] = {&samples[0], &samples[2], &samples[5],
	                                             &samples[6], &samples[9], &packets[1]};

	(void)state;
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		expect_a_problem_up_to(strlen(whole[i]->bytes) / 2, whole[i]->bytes,
		                       whole[i]->kind);
	/* What follows TAR may be ciphered, with any length. */
	expect_a_problem_up_to(9, responses[3].bytes, VALUE_COUNT);
}

/* Each byte takes each value: the fields still cover the bytes. */
static void a_damaged_message_is_survived(void **state)
{
	static const struct sample *const whole[] = {&samples[5], &samples[7], &packets[1]};

	(void)state;
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
		size_t length = read_hex(whole[i]->bytes, bytes, sizeof bytes);

		for (size_t at = 0; at < 40 && at < length; at++) {
			uint8_t right = bytes[at];

			for (unsigned value = 0; value < 256; value++) {
				bytes[at] = (uint8_t)value;
				struct tree tree = described(whole[i]->kind, length);
				tree_free(&tree);
			}
			bytes[at] = right;
		}
	}
}

/* A sender's name has as many characters as fit into its half bytes: seven, and eight, the last of
 * which may be "@", code 0. */
static void a_name_has_its_own_length(void **state)
{
	static const struct sample names[] = {
		{VALUE_RECEIVED_MESSAGE,
	         "240DD0E474D81C0EBB010000111011315214000BE474D81C0EBB5DE3771B",
	         {"originating address=\"diafaan\"", "user data=\"diafaan.com\""}},
		{VALUE_RECEIVED_MESSAGE,
	         "240ED0E474D81C0EBB010000111011315214000BE474D81C0EBB5DE3771B",
	         {"originating address=\"diafaan@\"", "user data=\"diafaan.com\""}},
	};

	(void)state;
	expect_sample(&names[0]);
	expect_sample(&names[1]);
}

/* 3GPP TS 23.038, 4 */
static void codings_are_told(void **state)
{
	static const struct {
		uint8_t scheme;
		const char *name, *text;
	} codings[] = {
		{0x00, "b8 b4 b3", "GSM 7-bit default alphabet"},
		{0x24, "b8 b6", "compressed"},
		{0x41, "b8-b7", "to be deleted automatically"},
		{0x12, "b8 b5 b2 b1", "class 2: for the (U)SIM"},
		{0x08, "b8 b4 b3", "UCS2"},
		{0x0C, "b8 b4 b3", "reserved alphabet"},
		{0x90, "b8-b7", "reserved"},
		{0xC8, "b8 b7 b6 b5 b2 b1", "voicemail message waiting"},
		{0xD1, "b8 b7 b6 b5 b2 b1", "fax message waiting"},
		{0xEA, "b8-b4", "indication active"},
		{0xE3, "b8-b5", "UCS2, message to be stored"},
		{0xF0, "b8 b7 b6 b5 b2 b1", "class 0: display immediately"},
		{0xF7, "b8 b7 b6 b5 b2 b1", "class 3: for the TE"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof codings / sizeof *codings; i++) {
		const struct tlv_data data = {
			.bytes = &codings[i].scheme, .length = 1, .bits = coding_schemes};
		struct tree tree = {0};
		char want[80];

		tree_start(&tree);
		tlv_value_details(&tree, 0, VALUE_BITS, &data);
		(void)snprintf(want, sizeof want, "%s=%s", codings[i].name, codings[i].text);
		expect_in_order(&tree, (const char *const[]){want}, 1);
		tree_free(&tree);
	}
}

/* National alphabets are not in the default one, and a text in them is not shown in it. A single
 * shift is about what follows an escape only. */
static void a_national_alphabet_is_not_the_default_one(void **state)
{
	static const struct sample turkish = {VALUE_RECEIVED_MESSAGE,
	                                      "4404912143000011101131521400"
	                                      "09"
	                                      "03250101"
	                                      "E474D80C",
	                                      {"25=national language locking shift", "user data="}};

	static const struct sample shifts[] = {
		{VALUE_RECEIVED_MESSAGE,
	         "4404912143000011101131521400"
	         "0A"
	         "03240101"
	         "4097D9EC37",
	         {"24=national language single shift", "user data=\"hello\""}},
		{VALUE_RECEIVED_MESSAGE,
	         "4404912143000011101131521400"
	         "08"
	         "03240101"
	         "086FC6",
	         {"24=national language single shift", "user data="}},
	};

	(void)state;
	expect_sample(&turkish);
	for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++)
		expect_sample(&shifts[i]);
}

/* ENVELOPE (SMS-PP download) contains a message from the network, SEND SHORT MESSAGE one for it;
 * GET RESPONSE after ENVELOPE returns a packet. The TPDUs are those above. */
static void commands_and_responses_carry_messages(void **state)
{
	static const char envelope[] = "80C2000023D121820283810606919471016700"
				       "8B130408D0E5759A0E7FF690709030751300020101";
	static const char proactive[] = "D01E810301130082028183"
					"8B131101049121430000000AE8329BFD4697D9EC379000";
	static const uint8_t get_response[] = {0x00, 0xC0, 0x00, 0x00, 0x13};
	static const uint8_t fetch[] = {0x80, 0x12, 0x00, 0x00, 0x20};
	static const uint8_t more[] = {0x61, 0x13};
	struct apdu_context context = {0};
	struct tree tree = {0};

	(void)state;
	size_t length = read_hex(envelope, bytes, sizeof bytes);
	describe_command(&tree, bytes, length, &context, (struct secret){0});
	expect_in_order(&tree,
	                (const char *const[WANTED]){"D1=SMS-PP download", "8B=SMS TPDU",
	                                            "SMS-DELIVER=", "originating address=\"ekit\""},
	                WANTED);
	apdu_context_learn(&context, bytes, length, more, sizeof more);
	length = read_hex("027100000E0AB000110000000000000001612F9000", bytes, sizeof bytes);
	describe_response(&tree, bytes, length, get_response, sizeof get_response, &context);
	expect_in_order(
		&tree,
		(const char *const[WANTED]){"data=", "71=response packet follows", "status=PoR OK"},
		WANTED);
	length = read_hex(proactive, bytes, sizeof bytes);
	describe_response(&tree, bytes, length, fetch, sizeof fetch, &context);
	expect_in_order(&tree,
	                (const char *const[WANTED]){"8B=SMS TPDU",
	                                            "SMS-SUBMIT=", "user data=\"hellohello\""},
	                WANTED);
	tree_free(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_is_described),
		cmocka_unit_test(a_command_packet_is_described),
		cmocka_unit_test(a_response_packet_is_described),
		cmocka_unit_test(a_message_that_ends_early_is_a_problem),
		cmocka_unit_test(a_damaged_message_is_survived),
		cmocka_unit_test(a_name_has_its_own_length),
		cmocka_unit_test(codings_are_told),
		cmocka_unit_test(a_national_alphabet_is_not_the_default_one),
		cmocka_unit_test(commands_and_responses_carry_messages),
	};

	return cmocka_run_group_tests_name("short message", tests, NULL, NULL);
}
