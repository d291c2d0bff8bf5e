#include "report.h"

#include "atr/describe_atr.h"
#include "atr/describe_contactless.h"
#include "atr/describe_hist.h"

static struct atr_report report;

static const struct node *node_of(node_id id)
{
	return tree_node(&report.tree, id);
}

static const char *text_of(const struct node *node)
{
	return tree_text(&report.tree, node);
}

/* Marks the bytes of each field that has no field below it. */
static size_t mark_fields(node_id id, uint8_t *seen, size_t length)
{
	size_t below = 0;

	for (node_id child = node_of(id)->first_child; child != 0; child = node_of(child)->next)
		below += mark_fields(child, seen, length);
	if (node_of(id)->kind != NODE_FIELD || below > 0)
		return below;
	assert_true(node_of(id)->length > 0);
	for (size_t i = 0; i < node_of(id)->length; i++) {
		assert_true(node_of(id)->offset + i < length);
		seen[node_of(id)->offset + i]++;
	}
	assert_true(tree_name(&report.tree, node_of(id))[0] != '\0');
	assert_true(text_of(node_of(id))[0] != '\0');
	return 1;
}

/* Every byte is explained exactly once. */
static void assert_covered(const uint8_t *bytes, size_t length)
{
	uint8_t seen[ATR_KEPT] = {0};

	atr_report_fill(&report, bytes, length, ATR_CLOCK_DEFAULT);
	assert_false(report.tree.failed);
	mark_fields(0, seen, length);
	for (size_t i = 0; i < length; i++)
		if (seen[i] != 1)
			fail_msg("byte %zu of %zu is explained %u times", i, length, seen[i]);
	for (size_t i = 1; i < report.tree.count; i++) {
		const struct node *node = node_of((node_id)i);

		for (const char *p = text_of(node); *p != '\0'; p++)
			assert_true(*p >= 0x20 && *p <= 0x7E);
		assert_null(strstr(text_of(node), "nan"));
	}
}

/* Returns the text of the first node with this name. */
static const char *text_named(const char *name)
{
	for (size_t i = 1; i < report.tree.count; i++)
		if (strcmp(tree_name(&report.tree, node_of((node_id)i)), name) == 0)
			return text_of(node_of((node_id)i));
	return "";
}

static void details_have_words(void **state)
{
	static const struct {
		const char *atr, *name, *want;
	} rows[] = {
		/* ISO/IEC 14443-3, 7.9.4: b8 of the bit rates; FWI 15 is reserved */
		{"3B 88 80 01 11 22 33 44 F7 83 95 50 +", "bit rates",
	         "from card 106, 212, 424, 847 kbit/s; to card 106, 212, 424, 847 kbit/s; the same "
	         "both ways only"},
		{"3B 88 80 01 11 22 33 44 77 83 F5 50 +", "FWI", "15: reserved"},
		/* NXP's virtual card identification */
		{"3B 87 80 01 C1 05 21 20 02 BC D6 +", "generation", "1"},
		{"3B 87 80 01 C1 05 21 20 02 BC D6 +", "virtual card selection", "not specified"},
		/* PC/SC part 3, 3.1.3.2.3: the object ends before the historical bytes do */
		{"3B 8F 80 01 80 4F 0B A0 00 00 03 06 03 00 01 00 00 00 00 +", "historical bytes",
	         ""},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		report_of(&report, rows[i].atr);
		assert_string_equal(text_named(rows[i].name), rows[i].want);
	}
	/* ISO/IEC 7816-4:2005, table 85: b4 to b2 of the card service data */
	report_of(&report, "3B 06 00 31 C8 00 90 00");
	bool read_binary = false;
	for (size_t i = 1; i < report.tree.count; i++)
		read_binary |=
			strstr(text_of(node_of((node_id)i)), "READ BINARY (transparent)") != NULL;
	assert_true(read_binary);
}

/* An ATR with neither historical bytes nor the format of a contactless card. */
static void what_is_not_there_is_not_described(void **state)
{
	(void)state;
	report_of(&report, "3B 00");
	const struct atr_view view = atr_report_view(&report);
	size_t count = report.tree.count;

	describe_hist(&report.tree, 0, &view, true);
	describe_contactless(&report.tree, 0, view.contactless);
	assert_int_equal(report.tree.count, count);
}

static void examples_are_covered_at_every_length(void **state)
{
	(void)state;

	for (size_t i = 0; i < LENGTH(atr_examples); i++) {
		uint8_t bytes[80] = {0};
		size_t length = report_bytes(atr_examples[i], bytes, 64);

		for (size_t n = 0; n <= length + 3; n++)
			assert_covered(bytes, n);
	}
}

static void anything_is_covered(void **state)
{
	static const uint8_t starts[] = {0x3B, 0x3F, 0x3B, 0x03, 0x23, 0x3B, 0x00, 0x3B};
	static const uint8_t categories[] = {0x00, 0x80, 0x10, 0x8A};
	uint32_t seed = 5;
	(void)state;

	for (size_t round = 0; round < 30000; round++) {
		uint8_t bytes[ATR_KEPT];
		size_t length = round % 36;

		if (round % 1000 == 0)
			length = ATR_KEPT;
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24);
		bytes[0] = starts[round % LENGTH(starts)];
		if (round % 3 == 0) { /* only historical bytes, with small objects */
			bytes[1] &= 0x0F;
			bytes[2] = categories[round / 3 % LENGTH(categories)];
			for (size_t i = 3; i < 18; i++)
				bytes[i] &= 0xF3;
		}
		assert_covered(bytes, length);
	}
}

/* Returns the text of the field at a byte. */
static void fields_say_the_essential(void **state)
{
	static const struct {
		const char *text;
		size_t offset;
		const char *name, *says;
	} rows[] = {
		{"3B 00", 0, "TS", "direct convention: state H is 1, least significant bit first"},
		{"3B 00", 1, "T0", "no interface byte follows; no historical bytes"},
		{"3F 00", 0, "TS", "inverse convention: state L is 1, most significant bit first"},
		{"3B A7 00 40 18 80 65 A2 08 01 01 52", 1, "T0",
	         "TB1 and TD1 follow; 7 historical bytes"},
		{"3B A7 00 40 18 80 65 A2 08 01 01 52", 2, "TB1",
	         "deprecated: VPP not connected in the card"},
		{"3B A7 00 40 18 80 65 A2 08 01 01 52", 3, "TD1",
	         "T=0, half-duplex transmission of characters; TC2 follows"},
		{"3B A7 00 40 18 80 65 A2 08 01 01 52", 4, "TC2", "WI 24: WT 2142.72 ms"},
		{"3B A7 00 40 18 80 65 A2 08 01 01 52", 5, "T1", "category 80: objects"},
		{"3B A7 00 40 18 80 65 A2 08 01 01 52", 6, "T2..T7", "pre-issuing data"},
		{"3B 10 96", 2, "TA1",
	         "Fi 512, Di 32: 16 cycles per etu, 250000 bit/s at 4 MHz; fmax 5 MHz"},
		{"3B 10 A1", 2, "TA1",
	         "Fi 768, Di 1: 768 cycles per etu, 5208.33 bit/s at 4 MHz; fmax 7.5 MHz"},
		{"3B 10 76", 2, "TA1", "Fi reserved (7), Di 32"},
		{"3B 10 9A", 2, "TA1", "Fi 512, Di reserved (A); fmax 5 MHz"},
		{"3F 65 35 10 02 04 6C 90 00", 2, "TB1",
	         "deprecated: programming voltage 21 V, 50 mA"},
		{"3F 65 35 10 02 04 6C 90 00", 3, "TC1", "N 16: guard time 28 etu"},
		{"3B D0 96 02 80 1F 03 +", 3, "TC1",
	         "N 2: guard time 14 etu as offered, 12.086 etu at reset"},
		{"3B 40 FF", 2, "TC1", "N 255: minimum guard time, 12 etu (11 etu for T=1)"},
		{"3B A0 25 20 32", 4, "TB2",
	         "deprecated: programming voltage 5.0 V, replaces that of TB1"},
		{"3B 90 95 91 81 31 FE 45 9F", 4, "TA2",
	         "specific mode: T=1 at once, Fi and Di of TA1; mode cannot change"},
		{"3B 90 95 10 10", 4, "TA2",
	         "specific mode: T=0 at once, F and D are implicit; mode may change after a "
	         "warm reset"},
		{"3B 80 41 0A +", 3, "TC2", "WI 10: unused, as T=0 is not offered"},
		{"3B 80 40 00", 3, "TC2", "WI 0 (reserved)"},
		{"3B E0 00 FF 81 31 FE 45 14", 6, "TA3",
	         "IFSC 254: the card accepts blocks of up to 254 bytes of information"},
		{"3B E0 00 FF 81 31 FE 45 14", 7, "TB3",
	         "BWI 4, CWI 5: BWT 1429.5 ms, CWT 43 etu, 3.999 ms"},
		{"3B E0 00 FF 81 31 FE 45 14", 8, "TCK", "correct"},
		{"3B 80 81 41 01 +", 4, "TC3", "error detection: CRC, 2 bytes"},
		{"3B 80 81 91 FE 11 20 +", 6, "TA4", "repeated TA for T=1; only the first counts"},
		{"3B 80 80 1F C7 +", 4, "TA3", "clock stop: no preference; classes: A, B and C"},
		{"3B 80 80 1F 45 +", 4, "TA3", "clock stop: state L; classes: A and C (reserved)"},
		{"3B 80 80 1F 08 +", 4, "TA3", "clock stop: not supported; classes: D (ETSI)"},
		{"3B 80 80 1F C0 +", 4, "TA3",
	         "clock stop: no preference; classes: none (reserved)"},
		{"3B 80 80 2F A0 +", 4, "TB3",
	         "contact C6 (SPU): proprietary use; on a UICC: UICC-CLF interface, SWP (ETSI TS "
	         "102 613)"},
		{"3B 80 80 2F 8C +", 4, "TB3",
	         "contact C6 (SPU): proprietary use; on a UICC: secure channel (ETSI TS 102 484) "
	         "and secured APDU, platform to platform, required (ETSI TS 102 484)"},
		{"3B 80 80 2F 80 +", 4, "TB3", "contact C6 (SPU): proprietary use"},
		{"3B 80 80 2F 7F +", 4, "TB3", "contact C6 (SPU): reserved standard use"},
		{"3B 80 80 2F 00 +", 4, "TB3", "contact C6 (SPU): not used"},
		{"3B 20 60", 2, "TB1",
	         "deprecated: VPP not connected in the card, II 3 is reserved"},
		{"3B 20 84", 2, "TB1", "deprecated: PI1 4 is reserved, b8 is set (reserved)"},
		{"3B A0 25 20 31", 4, "TB2", "deprecated: PI2 49 is reserved"},
		{"3B 80 81 21 A5 +", 4, "TB3", "BWI 10 (reserved), CWI 5: CWT 43 etu, 3.999 ms"},
		{"3B 80 81 41 03 +", 4, "TC3", "error detection: CRC, 2 bytes; reserved bits set"},
		{"3B 80 80 10 FE", 4, "TA3", "not defined for T=0"},
		{"3B 80 8E 1E FE +", 4, "TA3", "proprietary: T=14 is not standardized"},
		{"3B 80 85 15 FE +", 4, "TA3", "for T=5, which is reserved"},
		{"3B 00 3B 00", 2, "extra", "after the end of the ATR, which is repeated here"},
		{"A2 13 10 91", 1, "extra", "not decoded: invalid TS"},
		{"3B 80 80 01 02", 4, "TCK", "wrong, expected 01"},
		{"3B 0A 00 31 F5 73 C0 01 60 00 90 00", 3, "T2..T3",
	         "card service data: selection by full and partial DF name, EF.DIR and EF.ATR by "
	         "GET DATA "
	         "(TLV), without MF"},
		{"3B 0A 00 31 F5 73 C0 01 60 00 90 00", 9, "T8..T10",
	         "status: life cycle 00, no information; SW 9000, success"},
		{"3B 0B 00 12 23 3F 53 65 49 44 0F 90 00", 3, "T2..T4",
	         "country code 233: Estonia"},
		{"3B 0B 00 12 23 3F 53 65 49 44 0F 90 00", 6, "T5..T8",
	         "card issuer's data, \"eID\""},
		{"3B 0B 00 12 23 3F 53 65 49 44 0F 90 00", 10, "T9..T11",
	         "status: life cycle 0F, termination state; SW 9000, success"},
		{"3B 04 80 82 63 C3", 3, "T2..T4",
	         "status indicator: SW 63C3, counter 3 "
	         "(after VERIFY: tries left; after an update: internal tries)"},
		{"3B 04 80 82 00 00", 3, "T2..T4", "status indicator: SW 0000, not reported"},
		{"3B 04 80 82 12 34", 3, "T2..T4",
	         "status indicator: SW 1234, no valid status word "
	         "(SW1 is 61 to 6F or 90 to 9F)"},
		{"3B 04 80 42 05 20", 3, "T2..T4",
	         "initial access data: READ RECORD 00 B2 01 2E 20"},
		{"3B 04 80 42 65 20", 3, "T2..T4",
	         "initial access data: READ RECORD 00 B2 01 2E 20; reserved bits set"},
		{"3B 04 80 12 0F FF", 3, "T2..T4",
	         "country code: invalid, not three decimal digits"},
		{"3B 04 80 12 99 9F", 3, "T2..T4", "country code 999: not assigned"},
		{"3B 09 80 F7 A0 00 00 00 04 10 10", 3, "T2..T9",
	         "application identifier A0 00 00 00 04 10 10, Mastercard"},
		{"3B 05 80 23 12 34 5F", 3, "T2..T5", "issuer identification number 12345"},
		{"3B 05 80 23 A0 00 00", 3, "T2..T5",
	         "issuer identification number: invalid, not decimal digits"},
		{"3B 03 80 41 10", 3, "T2..T3", "initial access data: READ BINARY 00 B0 00 00 10"},
		{"3B 04 80 42 82 10", 3, "T2..T4",
	         "initial access data: READ BINARY 00 B0 82 00 10"},
		{"3B 04 80 42 02 10", 3, "T2..T4",
	         "initial access data: READ RECORD 00 B2 01 16 10"},
		{"3B 04 80 42 1F 10", 3, "T2..T4",
	         "initial access data: READ RECORD 00 B2 01 FE 10"},
		{"3B 07 80 45 00 CA 00 66 00", 3, "T2..T7",
	         "initial access data: command 00 CA 00 66 00"},
		{"3B 07 80 73 C8 21 17 81 05", 3, "T2..T5",
	         "card capabilities: short EF identifiers no, chaining no, extended length no, 8 "
	         "or more "
	         "logical channels"},
		{"3B 07 80 73 C8 21 17 81 05", 7, "T6..T7",
	         "status indicator: life cycle 05, operational state, activated"},
		{"3B 02 10 05", 3, "T2", "DIR data reference 05"},
		{"3B 02 80 31", 3, "T2", "not an object: longer than the bytes left"},
		{"3B 03 00 90 00", 3, "T2..T3", "too short for 3 status bytes"},
		{"3B 05 41 42 43 44 45", 2, "T1..T5", "category 41: proprietary, \"ABCDE\""},
		{"3B 04 A2 13 10 91", 2, "T1..T4", "category A2: proprietary"},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A", 5, "T2..T15",
	         "application identifier of a PC/SC storage card"},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const struct node *node;

		report_of(&report, rows[i].text);
		node = tree_field_at(&report.tree, rows[i].offset);
		assert_non_null(node);
		assert_string_equal(tree_name(&report.tree, node), rows[i].name);
		assert_string_equal(text_of(node), rows[i].says);
	}
}

/* Returns the text of the first node with this name below id, at any depth; NULL if there is
 * none. */
static const char *find(node_id id, const char *name)
{
	for (node_id child = node_of(id)->first_child; child != 0; child = node_of(child)->next) {
		const char *below;

		if (strcmp(tree_name(&report.tree, node_of(child)), name) == 0)
			return text_of(node_of(child));
		below = find(child, name);
		if (below != NULL)
			return below;
	}
	return NULL;
}

/* Details, by the section they are in and their name. */
static void details_say_the_rest(void **state)
{
	static const struct {
		const char *text, *section, *name, *says;
	} rows[] = {
		{"03 59", "interface bytes", "converted", "3F 65"},
		{"23 DF", "interface bytes", "converted", "3B 04"},
		{"A2 13 10 91", "interface bytes", "synchronous card",
	         "possibly: the 4 bytes match ISO/IEC 7816-10, 2-wire bus, 256 bytes"},
		{"92 23 10 91", "interface bytes", "synchronous card",
	         "possibly: the 4 bytes match ISO/IEC 7816-10, 3-wire bus, 1024 bytes"},
		{"3B 10 96", "interface bytes", "in force",
	         "after PPS; until then 372 cycles per etu"},
		{"3B 90 96 10 00", "interface bytes", "in force", "at once, as TA2 is present"},
		{"3B 10 96", "parameters", "mode", "negotiable: T=0, Fd 372 and Dd 1 until PPS"},
		{"3B 10 96", "parameters", "PPS request", "FF 10 96 79"},
		{"3B 10 96", "parameters", "WI", "10 (default)"},
		{"3B 10 96", "parameters", "WT",
	         "1228.8 ms, 307200 etu as offered; 1228.8 ms, 13212.9 etu at reset"},
		{"3B 10 96", "parameters", "etu as offered", "16 clock cycles, 4 us, 250000 bit/s"},
		{"3B 10 76", "parameters", "Fi", "reserved value"},
		{"3B 90 96 10 10", "parameters", "Di", "32"},
		{"3B 90 96 10 10", "parameters", "etu as offered", "unknown"},
		{"3B 90 96 10 10", "parameters", "mode",
	         "specific: T=0 at once, F and D are implicit"},
		{"3B 9F", "parameters", "Fi", "unknown: the ATR is truncated"},
		{"3B 9F", "parameters", "mode", "unknown: the ATR is truncated before TD1"},
		{"3B 90 95 91", "parameters", "mode",
	         "specific, but the ATR is truncated before TA2"},
		{"3B 90 95 91", "interface bytes", "in force", NULL},
		{"3B 90 95 91 81 31 FE 45 9F", "interface bytes", "protocol",
	         "first offered, but TA2 selects the one in use"},
		{"3B 80 80 01 01", "interface bytes", "protocol",
	         "first offered: in use until PPS selects another"},
		{"3B 90 95 91 81 31 FE 45 9F", "parameters", "mode",
	         "specific: T=1 and the offered values apply at once, no PPS"},
		{"3B 90 95 91 81 31 FE 45 9F", "parameters", "EDC", "LRC, 1 byte (default)"},
		{"3B 80 80 01 01", "parameters", "note",
	         "for a contactless card these have no physical meaning"},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A", "contactless", "NN",
	         "0001: MIFARE Classic 1K"},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 F0 04 00 00 00 00 9F", "contactless", "NN",
	         "F004: Topaz or Jewel (NFC Forum type 1) (not PC/SC's number, vendor: ACS)"},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 86 03 00 01 00 00 00 00 +", "contactless", "RID",
	         "A0 00 00 03 86: not PC/SC's, so SS and NN are not its numbers"},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 86 03 00 01 00 00 00 00 +", "contactless", "SS",
	         "03"},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 86 03 00 01 00 00 00 00 +", "contactless", "NN",
	         "0001"},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 06 3F 10 01 00 00 00 00 +", "contactless", "NN",
	         "1001: not assigned"},
		{"3B 80 91 90 00 +", "parameters", "fmax", "5 MHz (default)"},
		{"3B 90 96 91 91 00 +", "parameters", "fmax", "5 MHz"},
		{"3B 88 80 01 00 00 00 00 77 83 95 00 +", "contactless", "bit rates",
	         "from card 106, 212, 424, 847 kbit/s; to card 106, 212, 424, 847 kbit/s"},
		{"3B 88 80 01 00 00 00 00 77 83 95 00 +", "contactless", "frame",
	         "256 bytes at most"},
		{"3B 88 80 01 00 00 00 00 77 93 95 00 +", "contactless", "frame",
	         "512 bytes at most"},
		{"3B 88 80 01 00 00 00 00 77 C3 95 00 +", "contactless", "frame",
	         "4096 bytes at most"},
		{"3B 88 80 01 00 00 00 00 77 D3 95 00 +", "contactless", "frame",
	         "code D is reserved"},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 06 00 00 00 00 00 00 00 +", "contactless", "SS",
	         "00: no standard given"},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 06 00 00 00 00 00 00 00 +", "contactless", "NN",
	         "0000: no card name given"},
		{"3B 88 80 01 00 00 00 00 77 83 95 00 +", "contactless", "FWI",
	         "9: waiting time 154.657 ms"},
		{"3B 87 80 01 C1 05 2F 2F 01 BC D6 A9", "historical bytes", "type",
	         "MIFARE Plus, size not specified"},
		{"3B 04 80 73 C8 40 00", "historical bytes", "b8",
	         NULL}, /* overruns: nothing invented */
		{"3B 05 80 73 C8 40 00", "historical bytes", "b7 b6", "write functions: write OR"},
		{"3B 05 80 73 C8 40 00", "historical bytes", "b4 to b1", "data unit: half a byte"},
		{"3B 05 80 73 BE 21 13", "historical bytes", "b7 b6",
	         "write functions: proprietary"},
		{"3B 05 80 73 BE 21 13", "historical bytes", "b5 b4",
	         "channel numbers assigned by the card"},
		{"3B 05 80 73 BE 21 13", "historical bytes", "b3 to b1",
	         "at most 4 logical channels"},
		{"3B 05 80 73 BE 21 13", "historical bytes", "b4 to b1", "data unit: 1 byte"},
		{"3B 05 80 73 00 0F 08", "historical bytes", "b4 to b1", "data unit: 16384 bytes"},
		{"3B 05 80 73 00 0F 17", "historical bytes", "b3 to b1",
	         "8 or more logical channels"},
		{"3B 05 80 73 00 0F 60", "historical bytes", "b5 b4", "no logical channels"},
		{"3B 05 80 73 00 0F 08", "historical bytes", "b5 b4",
	         "channel numbers assigned by the reader"},
		{"3B 03 80 31 80", "historical bytes", "b4 b3 b2",
	         "no meaning without EF.DIR and EF.ATR; READ RECORD "
	         "(records)"},
		{"3B 09 80 16 25 00 12 34 56 78 50", "historical bytes", "national data",
	         "012345678"},
		{"3B 04 80 12 25 03", "historical bytes", "national data", "3"},
		{"3B 04 80 12 25 00", "historical bytes", "filler", "0"},
		{"3B 04 80 12 23 3F", "historical bytes", "filler", "F"},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const struct node *section;
		const char *says;

		report_of(&report, rows[i].text);
		section = describe_atr_section(&report.tree, rows[i].section);
		assert_non_null(section);
		says = find((node_id)(section - report.tree.nodes), rows[i].name);
		if (rows[i].says == NULL)
			assert_null(says);
		else if (says == NULL || strcmp(says, rows[i].says) != 0)
			fail_msg("%s: %s is \"%s\"", rows[i].text, rows[i].name, says);
	}
}

/* 7816-4, table 13, for every value. */
static void every_life_cycle_has_its_meaning(void **state)
{
	(void)state;

	for (unsigned lcs = 0; lcs < 256; lcs++) {
		char atr[32];
		const char *want = "proprietary", *says;

		(void)snprintf(atr, sizeof atr, "3B 03 80 81 %02X", lcs);
		report_of(&report, atr);
		says = text_of(tree_field_at(&report.tree, 3));
		if (lcs == 0)
			want = "no information";
		else if (lcs == 1)
			want = "creation state";
		else if (lcs == 3)
			want = "initialisation state";
		else if (lcs == 5 || lcs == 7)
			want = "operational state, activated";
		else if (lcs == 4 || lcs == 6)
			want = "operational state, deactivated";
		else if (lcs >= 0x0C && lcs <= 0x0F)
			want = "termination state";
		else if (lcs < 0x10)
			want = "reserved";
		assert_string_equal(says + strlen("status indicator: life cycle 00, "), want);
	}
}

static void sections_stand_in_order(void **state)
{
	static const char *const order[] = {"interface bytes", "historical bytes", "check byte",
	                                    "extra bytes",     "parameters",       "contactless",
	                                    "problems"};
	size_t at = 0;
	(void)state;

	report_of(&report, "3B 81 80 01 80 80");
	assert_null(describe_atr_section(&report.tree, "extra bytes"));
	assert_null(describe_atr_section(&report.tree, "problems"));
	assert_non_null(describe_atr_section(&report.tree, "contactless"));

	report_of(&report, "3B 6F 00 00 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 00");
	for (node_id id = node_of(0)->first_child; id != 0; id = node_of(id)->next) {
		while (at < LENGTH(order) &&
		       strcmp(order[at], tree_name(&report.tree, node_of(id))) != 0)
			at++;
		assert_true(at < LENGTH(order));
		assert_int_equal(node_of(id)->kind, NODE_SECTION);
	}
	report_of(&report, "");
	assert_non_null(describe_atr_section(&report.tree, "problems"));
	atr_report_values(&report, (const uint8_t *)"\x3B", 1, 0);
	assert_null(describe_atr_section(&report.tree, "problems")); /* only values: no texts */
}

static void each_problem_is_in_the_tree(void **state)
{
	static const struct {
		const char *code;
		enum role role;
		uint32_t offset;
	} expected[] = {
		{"td1-t15", ROLE_ERROR, 2},
		{"tck-wrong", ROLE_ERROR, 4},
		{"ta2-reserved-bits", ROLE_WARNING, 3},
		{"ta2-not-offered", ROLE_WARNING, 3},
	};
	const struct node *section, *node;
	(void)state;

	report_of(&report, "3B 80 1F 45 5A");
	section = describe_atr_section(&report.tree, "problems");
	node = node_of(section->first_child);
	for (size_t i = 0; i < LENGTH(expected); i++) {
		assert_int_equal(node->kind, NODE_PROBLEM);
		assert_string_equal(tree_name(&report.tree, node), expected[i].code);
		assert_int_equal(node->role, expected[i].role);
		assert_int_equal(node->offset, expected[i].offset);
		node = node_of(node->next);
	}
	assert_int_equal(report.atr.problem_count, LENGTH(expected));
}

/* Rates computed by hand: fmax x Di / Fi of ISO/IEC 7816-3, tables 7 and 8. */
static void the_facts_are_one_line(void **state)
{
	static const struct {
		const char *atr, *facts;
	} rows[] = {
		{"3B 00", "T=0, up to 13440.9 bit/s, 5 V"},
		{"3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C",
	         "T=1, up to 161290 bit/s, 5 V and 3 V"},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A",
	         "contactless: storage card: MIFARE Classic 1K, ISO/IEC 14443 A, part 3"},
		{"3B 81 80 01 80 80",
	         "contactless: ISO/IEC 14443-4 card, type A, by the form of the ATR"},
		{"3B 10 0A", "T=0, 5 V"}, /* Di is reserved */
		{"3B 80 1F 45 5A", "up to 13440.9 bit/s, 5 V; 2 errors"},
		{"3B 9F", "1 error"},
		{"A2 13 10 91", "not an ATR of ISO/IEC 7816-3; 1 error"},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct words facts = {0};

		report_of(&report, rows[i].atr);
		atr_report_facts(&report, &facts);
		assert_string_equal(facts.text, rows[i].facts);
	}
}

static const char *summary_text(const char *name)
{
	const struct node *node = describe_atr_section(&report.tree, "summary");

	for (node_id id = node->first_child; id != 0; id = node->next) {
		node = node_of(id);
		if (strcmp(tree_name(&report.tree, node), name) == 0)
			return text_of(node);
	}
	return NULL;
}

static void summary_of(const char *text)
{
	uint8_t bytes[64];
	size_t length = report_bytes(text, bytes, sizeof bytes);

	atr_report_summary(&report, bytes, length, ATR_CLOCK_DEFAULT);
}

static void a_summary_has_what_is_asked_first(void **state)
{
	(void)state;
	summary_of("3F 90 95 11 45");
	assert_string_equal(summary_text("convention"), "inverse");
	assert_string_equal(summary_text("protocols"), "T=1; specific mode: T=5, no PPS");
	summary_of("3B 90 96 91 81 31 FE 45 9F");
	assert_string_equal(summary_text("speed"),
	                    "250000 bit/s at 4 MHz, 312500 at 5 MHz; Fi 512, Di 32");
	summary_of("3B 10 0A");
	assert_string_equal(summary_text("speed"), "unknown: TA1 has a reserved value");
	summary_of("3B 90 11 10 10"); /* ISO/IEC 7816-3:2006, 8.3: b5 of TA2 */
	assert_string_equal(summary_text("speed"), "implicit: TA2 leaves F and D to the reader");
	summary_of("3B 9F");
	assert_string_equal(summary_text("speed"), "unknown: the ATR is truncated before TA1");
	assert_string_equal(summary_text("protocols"), "unknown: the ATR is truncated");
	summary_of("3B");
	assert_null(summary_text("protocols"));
	summary_of("");
	assert_null(summary_text("convention"));
}

static void a_contactless_summary_has_no_contact_parameter(void **state)
{
	(void)state;
	/* PC/SC part 3, 3.1.3.2.3.1, to which this RID does not belong */
	summary_of("3B 8F 80 01 80 4F 0C A0 00 00 00 03 03 00 01 00 00 00 00 +");
	assert_string_equal(summary_text("contactless"), "storage card");
	summary_of("3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A");
	assert_string_equal(summary_text("contactless"),
	                    "storage card: MIFARE Classic 1K, ISO/IEC 14443 A, part 3");
	assert_string_equal(summary_text("protocols"), "T=0 and T=1");
	assert_null(summary_text("speed"));
	assert_null(summary_text("classes"));
	assert_null(summary_text("convention"));
}

/* JSON uses the same texts as the output for people. */
static void fields_alone_say_the_same(void **state)
{
	static struct atr_report lean;
	(void)state;

	for (size_t i = 0; i < LENGTH(atr_examples); i++) {
		uint8_t bytes[64];
		size_t length = report_bytes(atr_examples[i], bytes, sizeof bytes);

		atr_report_fill(&report, bytes, length, ATR_CLOCK_DEFAULT);
		atr_report_fields(&lean, bytes, length, ATR_CLOCK_DEFAULT);
		assert_true(lean.tree.count < report.tree.count);
		for (size_t b = 0; b < length; b++) {
			const struct node *full = tree_field_at(&report.tree, b);
			const struct node *alone = tree_field_at(&lean.tree, b);

			assert_int_equal(full == NULL, alone == NULL);
			if (full == NULL)
				continue;
			assert_int_equal(full->length, alone->length);
			assert_string_equal(text_of(full), tree_text(&lean.tree, alone));
			assert_int_equal(alone->first_child, 0);
		}
	}
	atr_report_free(&lean);
}

static int done(void **state)
{
	(void)state;
	atr_report_free(&report);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(details_have_words),
		cmocka_unit_test(what_is_not_there_is_not_described),
		cmocka_unit_test(examples_are_covered_at_every_length),
		cmocka_unit_test(anything_is_covered),
		cmocka_unit_test(fields_say_the_essential),
		cmocka_unit_test(details_say_the_rest),
		cmocka_unit_test(every_life_cycle_has_its_meaning),
		cmocka_unit_test(sections_stand_in_order),
		cmocka_unit_test(each_problem_is_in_the_tree),
		cmocka_unit_test(the_facts_are_one_line),
		cmocka_unit_test(a_summary_has_what_is_asked_first),
		cmocka_unit_test(a_contactless_summary_has_no_contact_parameter),
		cmocka_unit_test(fields_alone_say_the_same),
	};

	return cmocka_run_group_tests_name("describe_atr", tests, NULL, done);
}
