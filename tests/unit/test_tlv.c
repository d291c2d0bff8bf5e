#include "test.h"
#include "tree_checks.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "tlv/describe_tlv.h"
#include "tlv/tlv_table.h"
#include "tlv/tlv_value.h"

static uint8_t bytes[2048];
static size_t length;

static void read_hex(const char *hex)
{
	struct hex_result r = hex_read(hex, strlen(hex), bytes, sizeof bytes);

	assert_int_equal(r.status, HEX_OK);
	length = r.count;
}

static void expect_object(const char *hex, uint32_t tag, size_t header, size_t value)
{
	struct tlv tlv;
	size_t at;

	read_hex(hex);
	struct cursor cursor = cursor_start(bytes, length);
	assert_int_equal(tlv_read(&cursor, TLV_BER, &tlv, &at), TLV_FINE);
	assert_int_equal(tlv.tag, tag);
	assert_int_equal(tlv.header, header);
	assert_int_equal(tlv.length, value);
	assert_int_equal(cursor.at, header + value);
}

static void expect_fault(const char *hex, enum tlv_fault fault, size_t fault_at)
{
	struct tlv tlv;
	size_t at = 99;

	read_hex(hex);
	struct cursor cursor = cursor_start(bytes, length);
	assert_int_equal(tlv_read(&cursor, TLV_BER, &tlv, &at), fault);
	assert_int_equal(at, fault_at);
	assert_int_equal(cursor.at, 0);
	assert_true(*tlv_fault_text(fault) != '\0');
}

/* ISO/IEC 8825-1, 8.1.2 and 8.1.3 */
static void tags_and_lengths_are_read(void **state)
{
	(void)state;
	expect_object("84 00", 0x84, 2, 0);
	expect_object("5A 02 1122 FF", 0x5A, 2, 2);
	expect_object("9F38 01 00", 0x9F38, 3, 1);
	expect_object("5FC102 00", 0x5FC102, 4, 0);
	expect_object("1F818101 00", 0x1F818101, 5, 0);
	expect_object("53 81 01 AA", 0x53, 3, 1);
	expect_object("53 82 0001 AA", 0x53, 4, 1);
	expect_object("53 84 00000002 AABB", 0x53, 6, 2);
}

static void faults_are_told_with_their_place(void **state)
{
	(void)state;
	expect_fault("9F", TLV_TAG_CUT, 1);
	expect_fault("9F81", TLV_TAG_CUT, 2);
	expect_fault("9F81818101 00", TLV_TAG_LONG, 0);
	expect_fault("84", TLV_LENGTH_CUT, 1);
	expect_fault("84 82 01", TLV_LENGTH_CUT, 3);
	expect_fault("30 80 0000", TLV_INDEFINITE, 1);
	expect_fault("9F38 85 0000000000", TLV_LENGTH_LONG, 2);
	expect_fault("84 FF 00", TLV_LENGTH_LONG, 1);
	expect_fault("84 03 AABB", TLV_VALUE_CUT, 4);
	expect_fault("84 84 FFFFFFFF AA", TLV_VALUE_CUT, 7);
}

/* ETSI TS 101 220, 7.1.1 */
static void toolkit_tags_have_a_flag(void **state)
{
	struct tlv tlv;
	size_t at;

	(void)state;
	read_hex("81 03 01 21 00 02 00 9F 01 AA 7F 8123 00 7F 81");
	struct cursor cursor = cursor_start(bytes, length);
	assert_int_equal(tlv_read(&cursor, TLV_COMPREHENSION, &tlv, &at), TLV_FINE);
	assert_int_equal(tlv.tag, 0x01);
	assert_true(tlv.comprehension);
	assert_int_equal(tlv_read(&cursor, TLV_COMPREHENSION, &tlv, &at), TLV_FINE);
	assert_int_equal(tlv.tag, 0x02);
	assert_false(tlv.comprehension);
	assert_int_equal(tlv_read(&cursor, TLV_COMPREHENSION, &tlv, &at), TLV_FINE);
	assert_int_equal(tlv.tag, 0x1F);
	assert_int_equal(tlv.length, 1);
	assert_int_equal(tlv_read(&cursor, TLV_COMPREHENSION, &tlv, &at), TLV_FINE);
	assert_int_equal(tlv.tag, 0x7F0123);
	assert_true(tlv.comprehension);
	assert_int_equal(tlv_read(&cursor, TLV_COMPREHENSION, &tlv, &at), TLV_TAG_CUT);
	assert_int_equal(at, 16);
}

/* depth nested sequences */
/* ISO/IEC 8825-1, 8.1.2.4: a tag may be truncated, or longer than any that is used. */
static void tags_alone_are_read(void **state)
{
	static const struct {
		const char *hex;
		bool good;
		uint32_t tag;
	} rows[] = {{"84", true, 0x84},   {"9F38", true, 0x9F38},         {"9F", false, 0},
	            {"1F8181", false, 0}, {"1F818101", true, 0x1F818101}, {"1F81818101", false, 0},
	            {"", false, 0}};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		uint32_t tag = 0;

		length = 0;
		if (rows[i].hex[0] != '\0')
			read_hex(rows[i].hex);
		struct cursor cursor = cursor_start(bytes, length);
		assert_int_equal(tlv_read_tag(&cursor, &tag), rows[i].good);
		if (rows[i].good)
			assert_int_equal(tag, rows[i].tag);
	}
}

static void nest(size_t depth)
{
	length = 2 * depth;
	for (size_t i = 0; i < depth; i++) {
		bytes[2 * i] = 0x30;
		bytes[2 * i + 1] = (uint8_t)(length - 2 * i - 2);
	}
}

static bool whole(const char *hex)
{
	read_hex(hex);
	return tlv_is_whole(bytes, length);
}

static void whole_data_is_told_from_other_data(void **state)
{
	(void)state;
	assert_true(whole("6F 04 84 02 A000"));
	assert_true(whole("84 00 85 01 00"));
	assert_true(whole("00 00 84 00 00")); /* filling before, after */
	assert_true(whole("84 00 FF FF FF"));
	assert_false(whole("84 01 00 85"));
	assert_false(whole("6F 03 84 02 A0 00"));
	assert_false(whole("00 00"));
	assert_false(whole("FF FF FF"));
	assert_false(tlv_is_whole(bytes, 0));
	nest(TLV_DEPTH_MAX);
	assert_true(tlv_is_whole(bytes, length));
	nest(TLV_DEPTH_MAX + 1);
	assert_false(tlv_is_whole(bytes, length));
}

static void likely_data_has_a_name_or_is_constructed(void **state)
{
	(void)state;
	read_hex("6F 02 84 00");
	assert_true(tlv_is_likely(bytes, length, FAMILY_NONE));
	read_hex("9F36 02 0001");
	assert_true(tlv_is_likely(bytes, length, FAMILY_NONE));
	read_hex("98 01 22");
	assert_false(tlv_is_likely(bytes, length, FAMILY_NONE));
	read_hex("00 00 01");
	assert_false(tlv_is_likely(bytes, length, FAMILY_NONE));
}

static void expect_name(uint32_t tag, int64_t parent, enum family family, const char *want,
                        bool want_guess)
{
	bool guess;
	const struct tlv_place place = {.parent = parent, .family = family};
	const struct tlv_row *row = tlv_tag_find(tag, &place, &guess);

	if (want == NULL) {
		assert_null(row);
		return;
	}
	assert_non_null(row);
	assert_string_equal(row->name, want);
	assert_int_equal(guess, want_guess);
}

static void the_place_decides_what_a_tag_means(void **state)
{
	(void)state;
	expect_name(0x84, 0x62, FAMILY_NONE, "DF name", false);
	expect_name(0x84, 0x6F, FAMILY_NONE, "DF name", false);
	expect_name(0x84, 0xE3, FAMILY_GP, "executable module AID", false);
	expect_name(0x84, 0xB6, FAMILY_NONE, "key reference (private key)", false);
	expect_name(0x82, 0x62, FAMILY_NONE, "file descriptor", false);
	expect_name(0x82, 0x77, FAMILY_EMV, "application interchange profile", false);
	expect_name(0x9F65, TLV_NOWHERE, FAMILY_NONE, NULL, false); /* GlobalPlatform's and EMV's */
	/* a single byte is not enough for a guess */
	expect_name(0x82, 0x77, FAMILY_NONE, NULL, false);
	expect_name(0x82, TLV_NOWHERE, FAMILY_NONE, NULL, false);
	expect_name(0x8E, TLV_IN_SECURE_MESSAGING, FAMILY_EMV, "cryptographic checksum", false);
	expect_name(0x9F38, TLV_NOWHERE, FAMILY_NONE, "PDOL", true);
	expect_name(0x9F38, TLV_NOWHERE, FAMILY_PIV, NULL, false);
	expect_name(0x61, TLV_NOWHERE, FAMILY_EMRTD, "EF.DG1, machine readable zone", false);
	expect_name(0x61, TLV_NOWHERE, FAMILY_NONE, "application template", false);
	expect_name(0x01, TLV_IN_COMPREHENSION, FAMILY_UICC, "command details", false);
	expect_name(0x84, TLV_IN_COMPREHENSION, FAMILY_UICC, NULL, false);
	expect_name(0x5FC102, TLV_IN_DATA_ID, FAMILY_PIV, "card holder unique identifier (CHUID)",
	            false);
}

static void no_row_stands_twice(void **state)
{
	(void)state;
	for (size_t t = 0; t < TLV_TABLES; t++)
		for (size_t i = 0; i < tlv_tables[t]->count; i++)
			for (size_t j = i + 1; j < tlv_tables[t]->count; j++) {
				const struct tlv_row *a = &tlv_tables[t]->rows[i],
						     *b = &tlv_tables[t]->rows[j];

				if (a->tag == b->tag && a->parent == b->parent &&
				    a->family == b->family && a->above == b->above)
					fail_msg("%X in %X: %s, %s", a->tag, (unsigned)a->parent,
					         a->name, b->name);
			}
}

static void a_value_is_found_behind_filling(void **state)
{
	const uint8_t *value;
	size_t count;

	(void)state;
	read_hex("0000 8401AA 0000 8502BBCC");
	assert_true(tlv_get(bytes, length, 0x85, &value, &count));
	assert_int_equal(count, 2);
	assert_ptr_equal(value, bytes + 9);
	assert_false(tlv_get(bytes, length, 0x86, &value, &count));
	assert_false(tlv_get(bytes, length - 1, 0x85, &value, &count));
}

static void values_are_told_in_words(void **state)
{
	static const struct {
		enum tlv_value kind;
		const char *hex, *want;
	} rows[] = {
		{VALUE_TEXT, "4D617374657263617264", "\"Mastercard\""},
		{VALUE_TEXT, "4D61730000FF", "\"Mas\""},
		{VALUE_TEXT, "4D1B5B", ""},
		{VALUE_TEXT, "C3A9", "\"\xC3\xA9\""},
		{VALUE_TEXT, "C285", ""}, /* a control character of Latin-1 */
		{VALUE_BYTES, "41424344", "\"ABCD\""},
		{VALUE_BYTES, "414243", ""},
		{VALUE_DIGITS, "5413330089020011", "5413330089020011"},
		{VALUE_DIGITS, "5413330F", "5413330"},
		{VALUE_DIGITS, "5A13", ""},
		{VALUE_NUMBER, "0102", "258"},
		{VALUE_NUMBER, "FFFFFFFFFFFFFFFF", "18446744073709551615"},
		{VALUE_NUMBER, "010000000000000000", ""},
		{VALUE_DATE, "261231", "2026-12-31"},
		{VALUE_DATE, "991231", "1999-12-31"},
		{VALUE_DATE, "261331", "not a valid date"},
		{VALUE_DATE, "260230", "not a valid date"},
		{VALUE_DATE, "240229", "2024-02-29"},
		{VALUE_DATE, "2612", "2026-12"},
		{VALUE_DATE, "3236313233312020", "not a valid date"},
		{VALUE_DATE, "20261231", "2026-12-31"},
		{VALUE_DATE, "3230323631323331", "2026-12-31"},
		{VALUE_DATE, "323631323331", "2026-12-31"},
		{VALUE_DATE, "020601020301", "2026-12-31"},
		{VALUE_COUNTRY, "0276", "Germany"},
		{VALUE_COUNTRY, "0999", ""},
		{VALUE_AMOUNT, "000000012345", "12345"},
		{VALUE_AMOUNT, "000000000000", "0"},
		{VALUE_AID, "A0000000041010", "Mastercard"},
		{VALUE_OID, "2A864886FC6B01", "1.2.840.114283.1"}, /* GlobalPlatform's */
		{VALUE_OID, "04007F0007020204", "0.4.0.127.0.7.2.2.4, PACE"},
		/* as gmrtd, AusweisApp and the list of proxmark3 name them */
		{VALUE_OID, "04007F000702020302",
	         "0.4.0.127.0.7.2.2.3.2, chip authentication, ECDH"},
		{VALUE_OID, "04007F00070202020203",
	         "0.4.0.127.0.7.2.2.2.2.3, terminal authentication, ECDSA with SHA-256"},
		{VALUE_OID, "04007F00070202020104",
	         "0.4.0.127.0.7.2.2.2.1.4, terminal authentication, RSASSA-PSS with SHA-256"},
		{VALUE_OID, "04007F00070202050203",
	         "0.4.0.127.0.7.2.2.5.2.3, restricted identification, ECDH with SHA-256"},
		{VALUE_OID, "04007F0007020205", "0.4.0.127.0.7.2.2.5, restricted identification"},
		{VALUE_OID, "04007F0007020206", "0.4.0.127.0.7.2.2.6, card information locator"},
		{VALUE_OID, "04007F0007020207", "0.4.0.127.0.7.2.2.7, eID security information"},
		{VALUE_OID, "04007F0007020208",
	         "0.4.0.127.0.7.2.2.8, privileged terminal information"},
		{VALUE_OID, "678108010101", "2.23.136.1.1.1, LDS security object"},
		{VALUE_OID, "678108010105", "2.23.136.1.1.5, active authentication"},
		{VALUE_OID, "67810801010601", "2.23.136.1.1.6.1, name change"},
		{VALUE_OID, "67810801010602", "2.23.136.1.1.6.2, document type list"},
		{VALUE_OID, "6781080101", "2.23.136.1.1"},
		{VALUE_OID, "883703", "2.999.3"}, /* ITU-T X.690, 8.19.5 */
		{VALUE_OID, "2A86", ""},
		{VALUE_FILE_ID, "3F00", "MF"},
		{VALUE_PATH, "3F002F00", "MF / EF.DIR"},
		{VALUE_FILE_DESCRIPTOR, "7821", "DF, shareable"},
		{VALUE_FILE_DESCRIPTOR, "4121", "working EF, transparent, shareable"},
		{VALUE_FILE_DESCRIPTOR, "42210026 0A",
	         "working EF, linear fixed, shareable, 10 records of 38 bytes"},
		{VALUE_LIFE_CYCLE, "05", "operational state, activated"},
		{VALUE_SW, "9000", "success"},
		{VALUE_INTEGER, "FF", "-1"},
		{VALUE_INTEGER, "80", "-128"},
		{VALUE_INTEGER, "0080", "128"},
		{VALUE_INTEGER, "8000000000000000", "-9223372036854775808"},
		{VALUE_CURRENCY, "0978", "EUR, Euro"},
		{VALUE_CURRENCY, "0280", ""},
		{VALUE_TIME, "235959", "23:59:59"},
		{VALUE_TIME32, "5F5E1000", "2020-09-13 12:26:40 UTC"},
		{VALUE_TIME32, "00000000", "not set"},
		{VALUE_SFI, "28", "SFI 5"},
		{VALUE_SFI, "", "none"},
		{VALUE_ACCESS_RULE, "6F0604", "EF.ARR, record 4"},
		{VALUE_ACCESS_RULE, "2F0601030004",
	         "EF.ARR, record 3 in environment 1, record 4 in environment 0"},
		{VALUE_TRACK2, "5413330089020011D2512201",
	         "account 5413330089020011, expires 2025-12, service code 201"},
		{VALUE_TRACK2, "5413D2", ""},
		{VALUE_LOG_ENTRY, "0B0A", "SFI 11, 10 records"},
		{VALUE_COMMAND_DETAILS, "012180",
	         "number 1, DISPLAY TEXT: normal priority, cleared by the user"},
		{VALUE_COMMAND_DETAILS, "017300", "number 1, ENCAPSULATED SESSION CONTROL: end"},
		{VALUE_COMMAND_DETAILS, "01EE00", "number 1, unknown type EE, qualifier 00"},
		{VALUE_DEVICES, "8102", "card to display"},
		{VALUE_CODED_TEXT, "0448656C6C6F", "\"Hello\""},
		{VALUE_CODED_TEXT, "00C8329BFD06", "\"Hello\""},
		{VALUE_CODED_TEXT, "080048006100A3D83DDE00", "\"Ha\xC2\xA3\xF0\x9F\x98\x80\""},
		{VALUE_CODED_TEXT, "0820AC", "\"\xE2\x82\xAC\""},
		{VALUE_CODED_TEXT, "0C48", ""}, /* a reserved coding */
		{VALUE_CODED_TEXT, "", ""},
		/* 3GPP TS 23.038, 6.2.1.1: the euro sign is 1B 65; a character that has no
	         * extension keeps its basic meaning, and control characters are not printed
	         * literally */
		{VALUE_CODED_TEXT, "041B65", "\"\xE2\x82\xAC\""},
		{VALUE_CODED_TEXT, "041B41", "\"A\""},
		{VALUE_CODED_TEXT, "04480A0D", "\"H\\n\\r\""},
		{VALUE_CODED_TEXT, "0480", ""},
		{VALUE_CODED_TEXT, "00", ""},
		{VALUE_CODED_TEXT, "0800", ""},
		/* ETSI TS 102 223, 8.7: which card reader, channel or client */
		{VALUE_DEVICES, "1182", "additional card reader 1 to terminal"},
		{VALUE_DEVICES, "82", ""},
		{VALUE_COMMAND_DETAILS, "0121", ""},
		/* ISO/IEC 7816-4:2005, tables 14 and 20 */
		{VALUE_FILE_DESCRIPTOR, "0A41001E",
	         "internal EF, linear fixed, records of 30 bytes"},
		{VALUE_FILE_DESCRIPTOR, "124105",
	         "proprietary EF, linear fixed, records of 5 bytes"},
		{VALUE_FILE_DESCRIPTOR, "02410001 0001",
	         "working EF, linear fixed, 1 record of 1 byte"},
		{VALUE_FILE_DESCRIPTOR, "80", ""},
		{VALUE_ACCESS_RULE, "05", "record 5"},
		{VALUE_ACCESS_RULE, "6F06", ""},
		{VALUE_SECURITY_CONDITION, "83", "reserved condition"},
		{VALUE_SECURITY_CONDITION, "92", "user authentication in environment 2"},
		{VALUE_SECURITY_CONDITION, "0000", ""},
		{VALUE_OID, "2A818080808080808000", ""}, /* an arc above 56 bits */
		{VALUE_DIGITS, "12345678901234567890123456789012345678901234",
	         "1234567890123456789012345678901234567890 \xE2\x80\xA6"},
		{VALUE_DATE, "2A1231", "not a valid date"},
		{VALUE_DATE, "", ""},
		{VALUE_TIME32, "00", ""},
		{VALUE_COUNTRY, "02", ""},
		{VALUE_SW, "90", ""},
		/* OpenPGP card 3.4, 4.4.3.9 */
		{VALUE_ALGORITHM, "010800002000", "RSA 2048, exponent of 32 bits, import of e p q"},
		{VALUE_ALGORITHM, "132A8648CE3D030107", "ECDSA NIST P-256"},
		{VALUE_ALGORITHM, "122A0301", "ECDH unknown curve"},
		{VALUE_ALGORITHM, "01", ""},
		{VALUE_FASCN, "D6", ""},
		/* GlobalPlatform Card Specification 2.3, 11.3.3.1, cut off in its extended format
	         */
		{VALUE_KEY_COMPONENTS, "FF8800", ""},
		{VALUE_KEY_COMPONENTS, "FF880010011801 00",
	         "reserved, 16 bytes; usage 18, access 00"},
		{VALUE_DAY, "4123", "day 123 of a year ending in 4"},
		{VALUE_DAY, "4400", "not a valid date"},
		{VALUE_DAY, "0000", ""},
		{VALUE_DESFIRE_RIGHTS, "EF", ""},
		/* 3GPP TS 23.040, 9.2.3.11, and TS 102 223, 8.39: FF where the zone is unknown */
		{VALUE_TIMESTAMP, "621151329574FF", "2026-11-15 23:59:47"},
		{VALUE_TIMESTAMP, "62", ""},
		{VALUE_DIAL_NUMBER, "912143F5", "+12345"},
		{VALUE_DIAL_NUMBER, "91", ""},
		{VALUE_SWAPPED_DIGITS, "2143", "1234"},
		{VALUE_LABELS, "056162", ""},
		{VALUE_NEXT_ACTIONS, "218100", "DISPLAY TEXT, end of the session, none"},
		{VALUE_IP_ADDRESS, "20010DB8000000000000000000000001", "2001:db8:0:0:0:0:0:1"},
		{VALUE_ITEM, "", ""},
		{VALUE_CODES, "0102", "01, 02"},
		/* EMV 4.3 Book 1, table 48, and Book 3, 10.5 */
		{VALUE_PRIORITY, "80", "none assigned, only with the cardholder's confirmation"},
		{VALUE_PRIORITY, "01", "1"},
		{VALUE_PRIORITY, "", ""},
		{VALUE_CVM_RULE, "1E", ""},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct words words = {0};

		length = 0;
		if (rows[i].hex[0] != '\0')
			read_hex(rows[i].hex);
		const struct tlv_data data = {bytes, length};

		tlv_value_text(&words, rows[i].kind, &data);
		assert_string_equal(words.text, rows[i].want);
	}
}

/* The fields below parent, or the root, cover [from, to) without gap or overlap. */
/* A text of 160 characters, a whole short message, is shown completely; a longer one, or one that
 * needs too many bytes, is cut. */
static void long_texts_end_with_a_mark(void **state)
{
	struct words wide = {0};

	(void)state;
	memset(bytes, 'A', 200);
	for (size_t n = 159; n <= 162; n++) {
		const struct tlv_data data = {bytes, n};
		struct words words = {0};

		tlv_value_text(&words, VALUE_ALPHA, &data);
		assert_int_equal(strspn(words.text + 1, "A"), n < 160 ? n : 160);
		assert_string_equal(strrchr(words.text, '"'), n > 160 ? "\" \xE2\x80\xA6" : "\"");
	}
	/* 120 times U+4E4E */
	memset(bytes, 0x4E, 241);
	bytes[0] = 0x80;
	const struct tlv_data data = {bytes, 241};
	tlv_value_text(&wide, VALUE_ALPHA, &data);
	assert_string_equal(strrchr(wide.text, '"'), "\" \xE2\x80\xA6");
	assert_true(wide.length >= 300 && wide.length <= 340);
}

/* Whatever a card sends as a value, its texts can be printed, and its fields lie within the
 * value. */
static void values_of_any_bytes_are_told(void **state)
{
	static const struct tlv_bits bits[] = {{0, 0x0F, 0x01, "one"}, {1, 0x80, 0x80, "b8"}, {0}};
	static const struct tlv_part parts[] = {{1, VALUE_NUMBER, "number"},
	                                        {2, VALUE_BITS, "bits", bits},
	                                        {0, VALUE_OPAQUE, "rest"},
	                                        {0}};
	struct tree tree = {0};
	uint32_t seed = 7;

	(void)state;
	for (int kind = 0; kind < VALUE_COUNT; kind++) {
		for (size_t round = 0; round < 2000; round++) {
			struct words words = {0};
			const struct tlv_data data = {bytes, round % 25, FAMILY_NONE,
			                              0,     bits,       parts};

			for (size_t i = 0; i < data.length; i++) {
				seed = seed * 1664525 + 1013904223;
				bytes[i] = (uint8_t)(seed >> 24);
				if (round % 3 == 1) /* small numbers, or digits */
					bytes[i] &= 0x17;
				if (round % 3 == 2)
					bytes[i] = (uint8_t)('0' + bytes[i] % 10);
			}
			tlv_value_text(&words, (enum tlv_value)kind, &data);
			assert_true(escape_is_clean(words.text, words.length));
			tree_start(&tree);
			tlv_value_details(&tree, 0, (enum tlv_value)kind, &data);
			for (size_t i = 1; i < tree.count; i++) {
				const struct node *node = tree_node(&tree, (node_id)i);
				const char *text = tree_text(&tree, node);

				assert_true(escape_is_clean(text, strlen(text)));
				assert_true(node->offset + node->length <= data.length);
			}
		}
	}
	tree_free(&tree);
}

static void describe(const char *hex, enum family family, bool want_whole, struct tree *tree)
{
	const struct tlv_place place = {.family = family, .offset = 0};

	read_hex(hex);
	tree_start(tree);
	assert_int_equal(describe_tlv(tree, 0, bytes, length, &place), want_whole);
	expect_tiling(tree, tree_node(tree, 0), 0, length);
}

static const char *text_at(const struct tree *tree, size_t offset, const char *name)
{
	for (size_t i = 1; i < tree->count; i++) {
		const struct node *node = tree_node(tree, (node_id)i);

		if (node->offset == offset && strcmp(tree_name(tree, node), name) == 0)
			return tree_text(tree, node);
	}
	return NULL;
}

/* The response of an EMV card to SELECT (EMV Book 1, 11.3.4) */
static void a_select_answer_is_a_tree(void **state)
{
	struct tree tree = {0};

	(void)state;
	describe("6F 22 84 07 A0000000041010 A5 17 50 0A 4D617374657263617264 87 01 01 9F38 03 "
	         "9F6604",
	         FAMILY_EMV, false, &tree); /* A5 is one byte longer than its objects */
	tree_free(&tree);
	describe("6F 21 84 07 A0000000041010 A5 16 50 0A 4D617374657263617264 87 01 01 9F38 03 "
	         "9F6604 0000",
	         FAMILY_EMV, true, &tree);
	assert_string_equal(text_at(&tree, 0, "6F"), "FCI template");
	assert_string_equal(text_at(&tree, 2, "84"), "DF name: Mastercard");
	assert_string_equal(text_at(&tree, 11, "A5"), "FCI proprietary template");
	assert_string_equal(text_at(&tree, 13, "50"), "application label: \"Mastercard\"");
	assert_string_equal(text_at(&tree, 25, "87"), "application priority indicator: 1");
	assert_string_equal(text_at(&tree, 28, "9F38"), "PDOL");
	assert_string_equal(text_at(&tree, 0, "9F66"), "terminal transaction qualifiers, 4 bytes");
	assert_string_equal(text_at(&tree, 34, ""), "padding");
	tree_free(&tree);
}

static void a_proactive_command_is_a_tree(void **state)
{
	struct tree tree = {0};

	(void)state;
	/* DISPLAY TEXT: ETSI TS 102 223, 6.6.1 */
	describe("D0 11 81 03 01 21 80 82 02 81 02 8D 06 04 48 65 6C 6C 6F", FAMILY_UICC, true,
	         &tree);
	assert_string_equal(text_at(&tree, 0, "D0"), "proactive command");
	assert_string_equal(
		text_at(&tree, 2, "81"),
		"command details: number 1, DISPLAY TEXT: normal priority, cleared by the user");
	assert_string_equal(text_at(&tree, 7, "82"), "device identities: card to display");
	assert_string_equal(text_at(&tree, 11, "8D"), "text string: \"Hello\"");
	tree_free(&tree);
}

static void what_is_no_object_is_told(void **state)
{
	struct tree tree = {0};

	(void)state;
	describe("84 01 00 9F38 05 AA", FAMILY_NONE, false, &tree);
	assert_string_equal(text_at(&tree, 3, "9F38"), "EMV: PDOL");
	assert_string_equal(text_at(&tree, 7, "tlv"), "the value is truncated: 4 bytes missing");
	tree_free(&tree);
	const struct tlv_place place = {.family = FAMILY_NONE};
	nest(TLV_DEPTH_MAX + 1);
	tree_start(&tree);
	assert_false(describe_tlv(&tree, 0, bytes, length, &place));
	expect_tiling(&tree, tree_node(&tree, 0), 0, length);
	tree_free(&tree);
	describe("98 00 C9 01 00 5F7F 00", FAMILY_NONE, true, &tree);
	assert_string_equal(text_at(&tree, 0, "98"),
	                    "context-specific object of an unknown application, empty");
	assert_string_equal(text_at(&tree, 2, "C9"), "private object of an unknown application");
	assert_string_equal(text_at(&tree, 5, "5F7F"), "unknown application object, empty");
	tree_free(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_and_lengths_are_read),
		cmocka_unit_test(tags_alone_are_read),
		cmocka_unit_test(values_of_any_bytes_are_told),
		cmocka_unit_test(long_texts_end_with_a_mark),
		cmocka_unit_test(faults_are_told_with_their_place),
		cmocka_unit_test(toolkit_tags_have_a_flag),
		cmocka_unit_test(whole_data_is_told_from_other_data),
		cmocka_unit_test(likely_data_has_a_name_or_is_constructed),
		cmocka_unit_test(the_place_decides_what_a_tag_means),
		cmocka_unit_test(no_row_stands_twice),
		cmocka_unit_test(a_value_is_found_behind_filling),
		cmocka_unit_test(values_are_told_in_words),
		cmocka_unit_test(a_select_answer_is_a_tree),
		cmocka_unit_test(a_proactive_command_is_a_tree),
		cmocka_unit_test(what_is_no_object_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
