/* Tags compared with public tables of others, transcribed as facts; files of the kinds that UICCs
 * return, made for the test; and damaged objects. */
#include "test.h"
#include "from_hex.h"

#include "base/bytes.h"
#include "tlv/describe_tlv.h"

static uint8_t bytes[1024];

static void expect_name(uint32_t tag, int64_t parent, enum family family, const char *want)
{
	const struct tlv_place place = {.parent = parent, .family = family};
	bool guess;
	const struct tlv_row *row = tlv_tag_find(tag, &place, &guess);

	if (want == NULL ? row != NULL : row == NULL || strcmp(row->name, want) != 0)
		fail_msg("%X in %X of %s: %s, not %s", tag, (unsigned)parent, family_name(family),
		         row != NULL ? row->name : "nothing", want != NULL ? want : "nothing");
}

/* From the tables of proxmark3 and of EMV kernels' published data dictionaries */
static void scheme_tags_follow_the_application(void **state)
{
	static const struct {
		uint32_t tag;
		const char *mastercard, *visa;
	} rows[] = {
		{0x9F5D, "application capabilities information",
	         "available offline spending amount"},
		{0x9F66, "PUNATC, track 2", "terminal transaction qualifiers"},
		{0x9F6C, "mag-stripe application version number, card",
	         "card transaction qualifiers"},
		{0x9F69, "UDOL", "card authentication related data"},
		{0x9F7C, "merchant custom data", "customer exclusive data"},
		{0x9F6E, "third party data", "form factor indicator"},
		{0x9F6B, "track 2 data", "card CVM limit"},
		{0x9F51, "DRDOL", "application currency code"},
		{0x9F5C, "DS requested operator identifier", "cumulative amount upper limit"},
		{0x9F50, "offline accumulator balance", "data of the payment scheme"},
		{0x9F19, "token requestor identifier", "token requestor identifier"},
		{0x9F24, "payment account reference", "payment account reference"},
		{0x9F25, "last four digits of the PAN", "last four digits of the PAN"},
		{0x9F29, "extended selection", "extended selection"},
		{0x9F2A, "kernel identifier", "kernel identifier"},
		{0x5F57, "account type", "account type"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		expect_name(rows[i].tag, 0x70, FAMILY_MASTERCARD, rows[i].mastercard);
		expect_name(rows[i].tag, 0x70, FAMILY_VISA, rows[i].visa);
	}
	expect_name(0x9F6E, 0x70, FAMILY_AMEX, "enhanced contactless reader capabilities");
	expect_name(0x9F79, 0x70, FAMILY_UNIONPAY, "electronic cash balance");
	expect_name(0x9F53, 0x70, FAMILY_JCB, "terminal interchange profile");
	/* the same, and personalization scripts of PBOC applications */
	expect_name(0x9F53, 0x70, FAMILY_UNIONPAY, "consecutive international transactions limit");
	expect_name(0x9F59, 0x70, FAMILY_UNIONPAY, "upper consecutive offline limit");
	expect_name(0x9F61, 0x70, FAMILY_UNIONPAY, "cardholder identification number");
	expect_name(0x9F73, 0x70, FAMILY_VISA, "currency conversion factor");
	expect_name(0x9F76, 0x70, FAMILY_VISA, "secondary application currency code");
	expect_name(0xDF4D, 0xBF0C, FAMILY_UNIONPAY, "load log entry");
	expect_name(0xDF62, 0x70, FAMILY_MASTERCARD, "DS ODS information");
	expect_name(0xDF8117, TLV_NOWHERE, FAMILY_MASTERCARD, "card data input capability");
	expect_name(0xDF8129, TLV_NOWHERE, FAMILY_MASTERCARD, "outcome parameter set");
	expect_name(0xFF8106, TLV_NOWHERE, FAMILY_MASTERCARD, "discretionary data");
	expect_name(0xDF8129, TLV_NOWHERE, FAMILY_VISA, NULL);
}

/* Vendor-specific data must not be described. */
static void a_place_that_is_not_known_says_so(void **state)
{
	(void)state;
	expect_name(0xD0, 0xA5, FAMILY_UICC, NULL);
	expect_name(0xD0, 0xA5, FAMILY_NONE, NULL);
	expect_name(0xD0, TLV_NOWHERE, FAMILY_UICC, "proactive command");
	expect_name(0xDF, TLV_NOWHERE, FAMILY_UICC, "ProSe report");
	/* ISO/IEC 7816-4:2005, tables 28 and 29: objects of secure messaging inside, or others */
	expect_name(0xB1, TLV_IN_SECURE_MESSAGING, FAMILY_NONE,
	            "plain value, secure messaging objects inside, authenticated");
	expect_name(0xB2, TLV_IN_SECURE_MESSAGING, FAMILY_NONE, "plain value, BER-TLV inside");
	expect_name(0x82, TLV_IN_SECURE_MESSAGING, FAMILY_NONE,
	            "cryptogram, secure messaging objects inside");
	expect_name(0x85, TLV_IN_SECURE_MESSAGING, FAMILY_NONE,
	            "cryptogram, BER-TLV inside, authenticated");
	expect_name(0xB4, TLV_IN_SECURE_MESSAGING, FAMILY_NONE,
	            "control reference for cryptographic checksum");
	expect_name(0xD8, TLV_NOWHERE, FAMILY_UICC, "reserved for intra-UICC communication");
	expect_name(0x80, 0xA5, FAMILY_NONE, NULL);
	expect_name(0x88, 0xA5, FAMILY_NONE, NULL);
	expect_name(0x88, 0xA5, FAMILY_EMV, "short file identifier");
	expect_name(0x82, TLV_IN_UNKNOWN, FAMILY_EMV, NULL);
	expect_name(0x50, TLV_IN_UNKNOWN, FAMILY_EMV, "application label");
	expect_name(0x61, TLV_IN_SELECT, FAMILY_EMRTD, "application template");
	expect_name(0x6F, TLV_IN_SELECT, FAMILY_EMRTD, "FCI template");
	expect_name(0x6F, TLV_NOWHERE, FAMILY_EMRTD, "EF.DG15, active authentication public key");
}

/* From ykman's and OpenSC's lists of objects */
/* Returns the place of the row: as an object of its family in its template. */
static struct tlv_place place_of(const struct tlv_row *row)
{
	return (struct tlv_place){.parent =
	                                  row->parent == TLV_OUTERMOST ? TLV_NOWHERE : row->parent,
	                          .family = row->family,
	                          .above = row->above};
}

static bool is_same(const struct tlv_row *row, const struct tlv_row *other)
{
	return other != NULL && strcmp(row->name, other->name) == 0 && row->value == other->value;
}

/* A row that another one always precedes is never used. */
static void every_row_is_found_in_its_place(void **state)
{
	bool guess;

	(void)state;
	for (size_t i = 0; i < TLV_TABLES; i++)
		for (size_t n = 0; n < tlv_tables[i]->count; n++) {
			const struct tlv_row *row = &tlv_tables[i]->rows[n];
			const struct tlv_place place = place_of(row);
			const struct tlv_row *found = tlv_tag_find(row->tag, &place, &guess);

			if (!is_same(row, found))
				fail_msg("%X \"%s\": %s", row->tag, row->name,
				         found != NULL ? found->name : "not found");
		}
}

/* ISO/IEC 8825-1, 8.1.2: the tag's bytes as an object in BER-TLV has them. */
static bool is_ber(uint32_t tag)
{
	uint8_t all[4];
	size_t count = 0;

	for (int shift = 24; shift >= 0; shift -= 8)
		if (count > 0 || tag >> shift != 0)
			all[count++] = (uint8_t)(tag >> shift);
	for (size_t i = 1; i < count; i++)
		if (((all[i] & 0x80) != 0) != (i + 1 < count))
			return false;
	return count > 0 && ((all[0] & 0x1F) == 0x1F) == (count > 1);
}

/* Two are no tags of BER-TLV, and are read apart: GlobalPlatform's list of applications, and the
 * ProSe report of an ENVELOPE, whose tags have one byte. */
static void every_tag_can_be_read(void **state)
{
	static const uint32_t others[] = {0x2F00, 0xDF};

	(void)state;
	for (size_t i = 0; i < TLV_TABLES; i++)
		for (size_t n = 0; n < tlv_tables[i]->count; n++) {
			const struct tlv_row *row = &tlv_tables[i]->rows[n];

			if (row->parent != TLV_IN_COMPREHENSION && row->parent != TLV_IN_DATA_ID &&
			    row->tag != others[0] && row->tag != others[1] && !is_ber(row->tag))
				fail_msg("%X \"%s\"", row->tag, row->name);
		}
}

static void piv_objects_have_names(void **state)
{
	static const struct {
		uint32_t tag;
		const char *name;
	} rows[] = {
		{0x5FC105, "X.509 certificate for PIV authentication (9A)"},
		{0x5FC10A, "X.509 certificate for digital signature (9C)"},
		{0x5FC10B, "X.509 certificate for key management (9D)"},
		{0x5FC101, "X.509 certificate for card authentication (9E)"},
		{0x5FC10D, "X.509 certificate for retired key management 1 (82)"},
		{0x5FC120, "X.509 certificate for retired key management 20 (95)"},
		{0x5FC102, "card holder unique identifier (CHUID)"},
		{0x5FC106, "security object"},
		{0x5FC10C, "key history object"},
		{0x5FC121, "iris images"},
		{0x5FC122, "secure messaging certificate signer"},
		{0x5FC123, "pairing code reference data"},
		{0x5FFF01, "YubiKey: attestation certificate"},
		{0x7E, "discovery object"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_string_equal(tlv_tag_name(rows[i].tag, FAMILY_PIV), rows[i].name);
	const struct tlv_place history = {.parent = 0x53, .above = 0x5FC10C, .family = FAMILY_PIV},
			       ccc = {.parent = 0x53, .above = 0x5FC107, .family = FAMILY_PIV};
	bool guess;
	assert_string_equal(tlv_tag_find(0xF3, &history, &guess)->name,
	                    "URL of the certificates elsewhere");
	assert_string_equal(tlv_tag_find(0xF3, &ccc, &guess)->name, "application CardURL");
}

static const struct node *describe(struct tree *tree, const char *hex, enum family family)
{
	const struct tlv_place place = {.family = family};
	size_t length = read_hex(hex, bytes, sizeof bytes);

	tree_start(tree);
	describe_tlv(tree, 0, bytes, length, &place);
	return tree_node(tree, 0);
}

static const char *text_of(const struct tree *tree, const char *name)
{
	for (size_t i = 1; i < tree->count; i++)
		if (strcmp(tree_name(tree, tree_node(tree, (node_id)i)), name) == 0)
			return tree_text(tree, tree_node(tree, (node_id)i));
	return "";
}

/* Each primitive field has a text besides its name, or details or parts below it. */
static void expect_nothing_raw(const struct tree *tree, const char *hex)
{
	for (size_t i = 1; i < tree->count; i++) {
		const struct node *node = tree_node(tree, (node_id)i);
		const char *text = tree_text(tree, node);

		assert_int_not_equal(node->kind, NODE_PROBLEM);
		if (strstr(text, "unknown") != NULL)
			fail_msg("%s: %s is %s", hex, tree_name(tree, node), text);
		bool object = node->header > 0,
		     bare = object ? strchr(text, ':') == NULL : *text == 0;
		if (node->kind == NODE_FIELD && node->first_child == 0 && bare &&
		    strcmp(text, "PIN states") != 0)
			fail_msg("%s: %s is raw", hex, tree_name(tree, node));
	}
}

/* Every kind of object that ETSI TS 102 221, 11.1.1.3 and 11.1.1.4, defines, when nothing is known
 * about the card except the FCP itself */
static void fcps_of_all_kinds_are_understood(void **state)
{
	static const char *const fcps[] = {
		/* MF, DF, ADF */
		"622A 82027821 83023F00 A509 800171 830400012345 8A0105 8B032F0601 C60C 9001A0 "
		"830101 "
		"830181 83010A",
		"6216 82027821 83027F10 8A0105 8B032F0602 C603 9001 00",
		"6228 82027821 83027FF0 8410A0000000871002FFFFFFFF8907090000 8A0105 "
		"8B066F0601020003",
		/* EFs: transparent, linear fixed, cyclic, BER-TLV; short identifiers and none */
		"6217 82024121 83026F07 8A0105 8B036F0603 80020009 880138",
		"6216 82024121 83026F05 8A0105 8B036F0602 80020004 8800",
		"621A 82054221001C0A 83026F3A 8A0105 8B036F0601 80020118 8800",
		"621A 82054621000305 83026F39 8A0104 8B036F0605 8002000F 8800",
		"6216 82027921 83026F2A 8A0105 8B036F0602 80020040 8800",
		/* what A5 can contain */
		"6238 82027821 83023F00 A51A 81030203FF 82010A 8301FF 870101 880101 890100 850110 "
		"860120 "
		"8A0105 8B032F0601 C60C 900180 83010195010883010A",
		"6222 82024121 83026F38 A50A C00180 840101 85020040 8A0105 8B036F0602 80020040 "
		"880120",
		/* compact rules; values of a file's life cycle status */
		"6213 82024121 83026F78 8A0107 8C0303 10 00 C603 900100",
		"6212 82024121 83026FAD 8A010C 8C02 01FF C603 900100",
		/* rules in the expanded format */
		"6224 82024121 83026F3B 8A0105 AB10 800101 9000 80015E A406 830101 950108 C603 "
		"900100",
	};
	struct tree tree = {0};

	(void)state;
	for (size_t i = 0; i < LENGTH(fcps); i++) {
		size_t length = read_hex(fcps[i], bytes, sizeof bytes);

		/* the lengths above are for people: what is inside decides */
		bytes[1] = (uint8_t)(length - 2);
		const struct tlv_place place = {.family = i == 11 ? FAMILY_NONE : FAMILY_UICC};
		tree_start(&tree);
		assert_true(describe_tlv(&tree, 0, bytes, length, &place));
		expect_nothing_raw(&tree, fcps[i]);
	}
	tree_free(&tree);
}

/* One byte too few, one byte too many: what can be decoded, and where the error is */
static void damaged_objects_show_what_there_is(void **state)
{
	static const char *const whole = "6F0E8407A0000000031010A503500141";
	struct tree tree = {0};

	(void)state;
	describe(&tree, "6F0E8407A0000000031010A5035001", FAMILY_EMV);
	assert_string_equal(text_of(&tree, "84"), "DF name: Visa credit/debit");
	assert_string_equal(text_of(&tree, "50"), "application label");
	assert_string_equal(text_of(&tree, "tlv"), "the value is truncated: 1 byte missing");
	describe(&tree, "6F0F8407A0000000031010A503500141", FAMILY_EMV);
	assert_string_equal(text_of(&tree, "50"), "application label: \"A\"");
	assert_string_equal(text_of(&tree, "tlv"), "the value is truncated: 1 byte missing");
	describe(&tree, "6F0E8407A0000000031010A50350014190", FAMILY_EMV);
	assert_string_equal(text_of(&tree, "50"), "application label: \"A\"");
	assert_string_equal(text_of(&tree, "tlv"), "the length is not complete");
	assert_true(tlv_is_likely(bytes, read_hex(whole, bytes, sizeof bytes), FAMILY_EMV));
	assert_true(tlv_is_likely(bytes, read_hex(whole, bytes, sizeof bytes) - 1, FAMILY_EMV));
	read_hex("6F0E8407A0000000031010A50350014190", bytes, sizeof bytes);
	assert_true(tlv_is_likely(bytes, 17, FAMILY_EMV));
	/* the first object in a record is two bytes too long, or far too long */
	read_hex("70085A085413330089 60", bytes, sizeof bytes);
	assert_true(tlv_is_likely(bytes, 10, FAMILY_EMV));
	read_hex("70085A485413330089 60", bytes, sizeof bytes);
	assert_false(tlv_is_likely(bytes, 10, FAMILY_EMV));
	/* no boolean, no null, but four and six bytes of a signature and of a status */
	assert_false(tlv_is_likely((const uint8_t *)"\1\2\3\4", 4, FAMILY_NONE));
	assert_false(tlv_is_likely((const uint8_t *)"\5\4\3\1\3\17", 6, FAMILY_NONE));
	assert_true(tlv_is_likely((const uint8_t *)"\1\1\377", 3, FAMILY_NONE));
	/* text that starts like a template */
	assert_false(tlv_is_likely((const uint8_t *)"bananas", 7, FAMILY_NONE));
	assert_false(tlv_is_likely((const uint8_t *)"a\x20word of text", 13, FAMILY_NONE));
	/* EMV 4.3 Book 3, 10.2: four bytes per entry */
	describe(&tree, "940508010100 10", FAMILY_EMV);
	assert_string_equal(text_of(&tree, "SFI 1"),
	                    "record 1, none for offline data authentication");
	assert_string_equal(text_of(&tree, "afl-length"),
	                    "the length of the list is not a multiple of four");
	describe(&tree, "9F1104", FAMILY_EMV);
	assert_string_equal(text_of(&tree, "9F11"), "issuer code table index");
	assert_string_equal(text_of(&tree, "tlv"), "the value is truncated: 4 bytes missing");
	tree_free(&tree);
}

/* Missing parts of a value, and superfluous ones */
static void values_of_a_wrong_length_show_what_there_is(void **state)
{
	struct tree tree = {0};

	(void)state;
	describe(&tree, "C4 05 00 7F 7F 7F 03", FAMILY_OPENPGP);
	assert_string_equal(text_of(&tree, "tries left for PW1"), "3");
	describe(&tree, "CD 06 59CD0F2A 59CD", FAMILY_OPENPGP);
	assert_string_equal(text_of(&tree, "signature key"), "2017-09-28 15:03:06 UTC");
	assert_string_equal(text_of(&tree, "decryption key"), "incomplete");
	assert_string_equal(text_of(&tree, "value-length"), "the value is 2 bytes too short");
	describe(&tree, "C4 08 00 7F 7F 7F 03 00 03 AA", FAMILY_OPENPGP);
	assert_string_equal(text_of(&tree, ""), "more than the standard defines");
	tree_free(&tree);
}

/* Mastercard's quick reference booklet, as two lists of merchant categories repeat it */
static void transaction_categories_have_names(void **state)
{
	static const struct {
		char code;
		const char *want;
	} rows[] = {
		{'A', "vehicle rental"},
		{'C', "cash disbursement"},
		{'F', "restaurant"},
		{'H', "hotel, motel"},
		{'O', "hospital, college, school"},
		{'P', "payment service provider"},
		{'R', "retail, all other"},
		{'T', "mail or telephone order"},
		{'U', "unique transaction, quasi cash"},
		{'X', "transportation, travel agency"},
		{'Z', "cash disbursement at an ATM"},
		{'?', "another category"},
	};
	const struct tlv_place place = {.family = FAMILY_MASTERCARD};
	struct tree tree = {0};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		const uint8_t object[] = {0x9F, 0x53, 1, (uint8_t)rows[i].code};
		char want[80];

		snprintf(want, sizeof want, "transaction category code: %s", rows[i].want);
		tree_start(&tree);
		describe_tlv(&tree, 0, object, sizeof object, &place);
		assert_string_equal(text_of(&tree, "9F53"), want);
	}
	tree_free(&tree);
}

/* ETSI TS 102 223, 9.4 and 8: what Wireshark's dissector and pySim call them */
static void toolkit_values_are_understood(void **state)
{
	static const struct {
		const char *hex, *tag, *want;
	} rows[] = {
		{"D00B 8103012005 82028103 8E0101", "8E", "tone: dial tone"},
		{"D00B 8103012005 82028103 840201 0A", "84", "duration: 10 seconds"},
		{"D00B 8103010500 82028182 190203 04", "19",
	         "event list: location status, user activity"},
		{"D00F 8103011000 82028183 8606 91 1032547698", "86", "address: +0123456789"},
		{"D00D 8103012300 82028182 91020104", "minimum", "1"},
		{"D006 810301 1601", "81",
	         "command details: number 1, GEOGRAPHICAL LOCATION REQUEST"},
		{"D005 8103014500", "81", "command details: number 1, SERVICE SEARCH"},
		{"D005 8103014600", "81", "command details: number 1, GET SERVICE INFORMATION"},
		{"D005 8103015000", "81", "command details: number 1, SET FRAMES"},
		{"D005 8103015100", "81", "command details: number 1, GET FRAMES STATUS"},
		{"D005 8103016000", "81", "command details: number 1, RETRIEVE MULTIMEDIA MESSAGE"},
		{"D005 8103016100", "81", "command details: number 1, SUBMIT MULTIMEDIA MESSAGE"},
		{"D005 8103016200", "81", "command details: number 1, DISPLAY MULTIMEDIA MESSAGE"},
		{"D005 8103017000", "81", "command details: number 1, ACTIVATE"},
		{"D005 8103017100", "81", "command details: number 1, CONTACTLESS STATE CHANGED"},
		{"D005 8103017200", "81", "command details: number 1, COMMAND CONTAINER"},
		{"D005 8103012301", "81", "command details: number 1, GET INPUT: default alphabet"},
		{"D005 8103012304", "81",
	         "command details: number 1, GET INPUT: digits only, hidden input"},
		{"D005 8103010104", "81", "command details: number 1, REFRESH: UICC reset"},
		{"D609 190109 02028281 380281 00", "38", "channel status"},
		{"D609 1903070102 02028281", "19",
	         "event list: language selection, call connected, call disconnected"},
		{"D00B 0D09 00 41E19058341E91", "0D", "text string: \"ABCDEFGH\""},
		{"D009 8507 80 0041 00E9 FFFF", "85", "alpha identifier: \"A\xC3\xA9\""},
		{"D00A 8508 82 03 0530 2D 82 D3", "85", "alpha identifier: \"-\xD4\xB2\xD6\x83\""},
		{"D004 3C02 02 1F", "protocol", "TCP, UICC in client mode, remote connection"},
		{"D007 3E05 21 C0000201", "address", "192.0.2.1"},
		{"D004 83023A01", "83",
	         "result: bearer independent protocol error: no channel available"},
		{"D004 83022006", "83",
	         "result: terminal currently unable to process the command: radio resource not "
	         "granted"},
		{"D004 83022181", "83",
	         "result: network currently unable to process the command: cause 81"},
		{"D003 830100", "83", "result: performed"},
		{"D003 630104", "63", "battery state: full"},
		{"D003 650101", "65", "network search mode: automatic"},
		{"D003 690105", "69",
	         "UTRAN/E-UTRAN measurement qualifier: E-UTRAN, intra-frequency"},
		{"D004 3F020308", "3F", "access technology: UTRAN, E-UTRAN"},
		{"D00A 4708 03696E74 03746C64", "47", "network access name: \"int.tld\""},
		/* as pySim, pycrate and Wireshark name what has come since release 12, and tags
	         * that mean another thing in an event download, in a call control or in a response
	         */
		{"D004 1902 1E1F", "19", "event list: CAG cell selection, slices status change"},
		{"D005 8103017900", "81",
	         "command details: number 1, LSI COMMAND: proactive session request"},
		{"D005 8103017901", "81",
	         "command details: number 1, LSI COMMAND: UICC platform reset"},
		{"D005 810301260C", "81",
	         "command details: number 1, PROVIDE LOCAL INFORMATION: current I-WLAN identifier "
	         "(WSID)"},
		{"D005 8103012614", "81",
	         "command details: number 1, PROVIDE LOCAL INFORMATION: current WLAN identifier"},
		{"D005 8103012615", "81",
	         "command details: number 1, PROVIDE LOCAL INFORMATION: slices"},
		{"D005 8103012617", "81",
	         "command details: number 1, PROVIDE LOCAL INFORMATION: rejected slices"},
		{"D005 810301261A", "81",
	         "command details: number 1, PROVIDE LOCAL INFORMATION: supported radio access "
	         "technologies"},
		{"D005 8103017302", "81",
	         "command details: number 1, ENCAPSULATED SESSION CONTROL: request of a connection "
	         "SA"},
		{"D004 8202 813F", "82", "device identities: card to eCAT client 15"},
		{"D004 3502 0C01", "type", "NG-RAN"},
		{"D003 3A01 05", "3A", "REFRESH enforcement policy"},
		{"D003 7E01 03", "7E", "media type"},
		{"D403 7E01 01", "7E", "media type"},
		{"D603 3401 01", "34", "browser termination cause: error termination"},
		{"D603 9D01 01", "9D", "data connection status: rejected"},
		{"D603 AA01 02", "AA", "data connection type: PDU"},
		{"D603 2E01 1A", "2E", "session management cause"},
		{"D603 8B01 01", "8B", "PDP, PDN or PDU type"},
		{"D605 0903 62F210", "PLMN", "262-01"},
		{"D605 7D05 62F2101234", "PLMN", "262-01"},
		{"D608 7306 62F210123456", "PLMN", "262-01"},
		{"D603 7401 11", "74", "update or attach type: periodic registration updating"},
		{"D403 7301 41", "73", "URI truncated"},
		{"D603 5401 01", "54", "contactless functionality state: disabled"},
		/* the alphabet's extension and line ends; padding; no data; more than is shown */
		{"D009 8D07 04 1B3C 1B65 0A 0D", "8D", "text string: \"[\xE2\x82\xAC\\n\\r\""},
		{"D009 8507 4142 FFFFFFFF FF", "85", "alpha identifier: \"AB\""},
		{"D004 8502 FFFF", "85", "alpha identifier"},
		{"D002 8D00", "8D", "text string, empty"},
		{"D003 8D01 04", "8D", "text string"},
		{"D009 2607 62215132957440", "26",
	         "date, time and time zone: 2026-12-15 23:59:47 UTC+1:00"},
	};
	struct tree tree = {0};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		size_t length = read_hex(rows[i].hex, bytes, sizeof bytes);
		const struct tlv_place place = {.family = FAMILY_UICC};

		bytes[1] = (uint8_t)(length - 2);
		tree_start(&tree);
		describe_tlv(&tree, 0, bytes, length, &place);
		if (strcmp(text_of(&tree, rows[i].tag), rows[i].want) != 0)
			fail_msg("%s: \"%s\"", rows[i].hex, text_of(&tree, rows[i].tag));
	}
	tree_free(&tree);
}

/* A TERMINAL RESPONSE has no object around its own: 3GPP TS 31.111, 8.46, ETSI TS 102 223, 8.104,
 * 8.105, as Wireshark and pySim read them */
static void objects_of_a_terminal_response_differ(void **state)
{
	static const struct {
		const char *hex, *name, *want;
	} rows[] = {
		{"8103012605 82028281 830100 2E020103", "state of the terminal", "not idle"},
		{"8103012605 82028281 830100 2E020103", "timing advance", "3"},
		{"810301261A 82028281 830100 340408010A00", "b1", "enabled"},
		{"810301261A 82028281 830100 34020A00", "access technology", "NG-RAN"},
		{"8103014006 82028281 830100 400521C0000235", "address", "192.0.2.53"},
		{"8103012611 82028281 830100 7E0100", "7E", "CSG identifier list"},
		{"8103013301 82028281 830100 3A0141", "3A", "card reader identifier"},
	};
	struct tree tree = {0};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		size_t length = read_hex(rows[i].hex, bytes, sizeof bytes);
		const struct tlv_place place = {.form = TLV_COMPREHENSION,
		                                .parent = TLV_IN_COMPREHENSION,
		                                .family = FAMILY_UICC};

		tree_start(&tree);
		describe_tlv(&tree, 0, bytes, length, &place);
		if (strcmp(text_of(&tree, rows[i].name), rows[i].want) != 0)
			fail_msg("%s: \"%s\"", rows[i].hex, text_of(&tree, rows[i].name));
	}
	tree_free(&tree);
}

/* ICAO Doc 9303-10, EF.DG16, as gmrtd reads it, and GnuPG's data objects of an OpenPGP card */
static void objects_of_identity_cards_have_names(void **state)
{
	static const struct {
		const char *name, *want;
	} rows[] = {
		{"5F50", "date of recording: 2024-05-01"},
		{"5F51", "name of the person: \"DOE<<JANE\""},
		{"5F52", "telephone of the person: \"1234\""},
		{"5F53", "address of the person: \"X<Y\""},
	};
	const struct tlv_place place = {.family = FAMILY_EMRTD};
	struct tree tree = {0};
	size_t length = read_hex(
		"702B020101A1265F500832303234303530315F5109444F453C3C4A414E455F520431323334"
		"5F5303583C59",
		bytes, sizeof bytes);

	(void)state;
	tree_start(&tree);
	describe_tlv(&tree, 0, bytes, length, &place);
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_string_equal(text_of(&tree, rows[i].name), rows[i].want);
	tree_free(&tree);
	expect_name(0x5F52, TLV_NOWHERE, FAMILY_EMRTD, "historical bytes");
	expect_name(0xFB, TLV_IN_DATA_ID, FAMILY_OPENPGP, "secure messaging certificate");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scheme_tags_follow_the_application),
		cmocka_unit_test(transaction_categories_have_names),
		cmocka_unit_test(a_place_that_is_not_known_says_so),
		cmocka_unit_test(every_row_is_found_in_its_place),
		cmocka_unit_test(every_tag_can_be_read),
		cmocka_unit_test(piv_objects_have_names),
		cmocka_unit_test(fcps_of_all_kinds_are_understood),
		cmocka_unit_test(damaged_objects_show_what_there_is),
		cmocka_unit_test(values_of_a_wrong_length_show_what_there_is),
		cmocka_unit_test(toolkit_values_are_understood),
		cmocka_unit_test(objects_of_identity_cards_have_names),
		cmocka_unit_test(objects_of_a_terminal_response_differ),
	};

	return cmocka_run_group_tests_name("tlv_tables", tests, NULL, NULL);
}
