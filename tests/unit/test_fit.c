/* reader/fit: a card's ATR compared with a reader's descriptor. Rates are clock x D / F, computed
 * by hand. */
#include "report.h"

#include "reader/fit.h"

/* What differs from the usual reader: field and value, up to CCID_FIELD_COUNT. */
struct change {
	enum ccid_field_id field;
	uint32_t value;
};

enum { CHANGES = 4, AUTO_CLOCK = 0x10, CLOCK_STOP = 0x100 };

/* A common kind of reader, which exchanges TPDUs at 4 MHz. */
static struct ccid reader_with(const struct change *change)
{
	struct ccid reader = {
		.length = CCID_LENGTH,
		.value = {[CCID_VOLTAGE_SUPPORT] = 7,
	                  [CCID_PROTOCOLS] = 3,
	                  [CCID_DEFAULT_CLOCK] = 4000,
	                  [CCID_MAXIMUM_CLOCK] = 8000,
	                  [CCID_DATA_RATE] = 10752,
	                  [CCID_MAX_DATA_RATE] = 344086,
	                  [CCID_MAX_IFSD] = 254,
	                  [CCID_FEATURES] = CCID_LEVEL_TPDU,
	                  [CCID_MAX_MESSAGE] = 271,
	                  [CCID_MAX_BUSY_SLOTS] = 1},
	};

	for (size_t i = 0; i < CHANGES && change[i].value != 0; i++)
		reader.value[change[i].field] = change[i].value - 1;
	return reader;
}

/* A value for change; 0 ends the values. */
#define IS(number) ((number) + 1u)

static void compare_in(struct fit *fit, const char *atr, const struct ccid *reader, bool inserted)
{
	struct atr_report report = {0};

	report_of(&report, atr);
	fit_compare(
		fit,
		&(struct atr_view){&report.atr, &report.params, &report.hist, &report.contactless},
		reader, "ACME Reader", inserted);
	atr_report_free(&report);
}

static void compare(struct fit *fit, const char *atr, const struct ccid *reader)
{
	compare_in(fit, atr, reader, false);
}

static const struct fit_line *line_of(const struct fit *fit, const char *aspect)
{
	for (size_t i = 0; i < fit->count; i++)
		if (strcmp(fit->lines[i].aspect, aspect) == 0)
			return &fit->lines[i];
	return NULL;
}

/* T=1, TA1 18, IFSC 254, classes A and B, extended lengths without chaining */
#define OPENPGP "3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C"
/* T=0, TA1 96, clock stop, classes A to C, chaining without extended lengths */
#define UICC "3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5"
/* T=1, TA1 95, specific mode: it cannot change its mode; and a card that can */
#define SPECIFIC "3B 90 95 91 81 31 FE 45 9F"
#define SPECIFIC_ABLE "3B 90 95 91 01 31 FE 45 +"
#define STORAGE "3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A"

static const struct {
	const char *atr;
	struct change changes[CHANGES];
	const char *aspect;
	enum severity severity;
	const char *text; /* the whole text; NULL: there is no such line */
} rows[] = {
	{OPENPGP, {{0}}, "protocols", SEVERITY_INFO, "T=1"},
	{"3B 90 11 80 01 +",
         {{CCID_PROTOCOLS, IS(1)}},
         "protocols",
         SEVERITY_WARNING,
         "T=0; the reader does not support T=1"},
	{"3B 00",
         {{CCID_PROTOCOLS, IS(2)}},
         "protocols",
         SEVERITY_ERROR,
         "the card supports only T=0, the reader only T=1"},
	{"3B 80 0E +",
         {{0}},
         "protocols",
         SEVERITY_ERROR,
         "the card supports only T=14, the reader only T=0 and T=1"},
	/* Both protocols are offered, but specific mode uses T=1. */
	{"3B 80 90 11 01 +",
         {{CCID_PROTOCOLS, IS(1)}},
         "protocols",
         SEVERITY_ERROR,
         "the card supports only T=1, the reader only T=0"},

	{OPENPGP, {{0}}, "classes", SEVERITY_INFO, "5 V and 3 V"},
	{UICC, {{CCID_VOLTAGE_SUPPORT, IS(2)}}, "classes", SEVERITY_INFO, "3 V"},
	{"3B 80 80 1F 04 +",
         {{CCID_VOLTAGE_SUPPORT, IS(3)}},
         "classes",
         SEVERITY_ERROR,
         "the card needs 1.8 V, the reader supplies 5 V and 3 V"},
	{"3B 00",
         {{CCID_VOLTAGE_SUPPORT, IS(2)}},
         "classes",
         SEVERITY_WARNING,
         "the card states no class, so needs 5 V, the reader supplies 3 V"},

	{"3B 00", {{0}}, "clock", SEVERITY_INFO, NULL},
	{"3B 00",
         {{CCID_DEFAULT_CLOCK, IS(12000)}},
         "clock",
         SEVERITY_WARNING,
         "the reader's default clock is 12 MHz; a card is reset at 5 MHz at most"},
	/* FI 0 is Fi 372 and f(max) 4 MHz. */
	{"3B 10 01",
         {{CCID_DEFAULT_CLOCK, IS(4800)}},
         "clock",
         SEVERITY_WARNING,
         "the reader's default clock is 4.8 MHz; the card supports at most 4"},

	{"3B 00", {{0}}, "speed", SEVERITY_INFO, "10752 bit/s at 4 MHz (F 372, D 1)"},
	{OPENPGP, {{0}}, "speed", SEVERITY_INFO, "129032 bit/s at 4 MHz (F 372, D 12)"},
	{UICC,
         {{CCID_MAX_DATA_RATE, IS(250000)}, {CCID_NUM_DATA_RATES, IS(9)}},
         "speed",
         SEVERITY_INFO,
         "250000 bit/s at 4 MHz (F 512, D 32), if it is one of the reader's 9 rates"},
	/* 512/12 is slower than the limit; 512/16 (125000) and 372/12 (129032) are not. */
	{UICC,
         {{CCID_MAX_DATA_RATE, IS(115200)}},
         "speed",
         SEVERITY_WARNING,
         "93750 bit/s at 4 MHz (F 512, D 12); the card supports 250000 bit/s at 4 MHz (F 512, D "
         "32)"},
	/* A limit below the rate after activation is due to rounding. */
	{UICC,
         {{CCID_MAX_DATA_RATE, IS(10000)}, {CCID_DATA_RATE, IS(10000)}},
         "speed",
         SEVERITY_WARNING,
         "10752 bit/s at 4 MHz (F 372, D 1); the card supports 250000 bit/s at 4 MHz (F 512, D "
         "32)"},
	/* FI C is Fi 1536 and f(max) 15 MHz: 8 MHz x 16 / 1536 */
	{"3B 10 C5",
         {{CCID_FEATURES, IS(CCID_LEVEL_TPDU | AUTO_CLOCK)}},
         "speed",
         SEVERITY_INFO,
         "41666 bit/s at 4 MHz (F 1536, D 16), or 83333 at 8 MHz"},
	{"3B 10 95",
         {{CCID_FEATURES, IS(CCID_LEVEL_TPDU | AUTO_CLOCK)}},
         "speed",
         SEVERITY_INFO,
         "125000 bit/s at 4 MHz (F 512, D 16)"},
	{SPECIFIC, {{0}}, "speed", SEVERITY_INFO, "125000 bit/s at 4 MHz (F 512, D 16)"},
	{SPECIFIC,
         {{CCID_MAX_DATA_RATE, IS(115200)}},
         "speed",
         SEVERITY_ERROR,
         "the card starts at 125000 bit/s at 4 MHz (F 512, D 16), the reader supports at most "
         "115200; there is no PPS"},
	{SPECIFIC_ABLE,
         {{CCID_MAX_DATA_RATE, IS(115200)}},
         "speed",
         SEVERITY_WARNING,
         "the card starts at 125000 bit/s at 4 MHz (F 512, D 16), the reader supports at most "
         "115200; only a warm reset may give a mode with PPS"},
	/* Reserved Fi and Di, and implicit F and D, make a comparison impossible. */
	{"3B 10 7F", {{0}}, "speed", SEVERITY_INFO, NULL},
	{"3B 90 95 91 91 31 FE 45 +", {{0}}, "speed", SEVERITY_INFO, NULL},
	{OPENPGP, {{CCID_DEFAULT_CLOCK, IS(0)}}, "speed", SEVERITY_INFO, NULL},

	{OPENPGP,
         {{CCID_MAX_IFSD, IS(1024)}},
         "block size",
         SEVERITY_INFO,
         "blocks of up to 254 bytes to the card (IFSC), 254 from it (IFSD)"},
	{OPENPGP,
         {{CCID_MAX_IFSD, IS(128)}},
         "block size",
         SEVERITY_WARNING,
         "blocks of up to 254 bytes to the card (IFSC), 128 from it (IFSD); dwMaxIFSD is below "
         "the card's IFSC"},
	{UICC, {{0}}, "block size", SEVERITY_INFO, NULL},

	/* 271 - 10 is 261: enough for everything except a longer block with CRC. */
	{OPENPGP, {{0}}, "messages", SEVERITY_INFO, NULL},
	{UICC, {{CCID_MAX_MESSAGE, IS(270)}}, "messages", SEVERITY_INFO, NULL},
	{UICC,
         {{CCID_MAX_MESSAGE, IS(269)}},
         "messages",
         SEVERITY_WARNING,
         "a message holds 259 bytes, the longest command of T=0 has 260: long ones fail, unless "
         "the driver divides them"},
	{OPENPGP,
         {{CCID_MAX_MESSAGE, IS(64)}},
         "messages",
         SEVERITY_WARNING,
         "a message holds 54 bytes, the longest block has 258: long ones fail, unless the driver "
         "divides them"},
	{UICC,
         {{CCID_MAX_MESSAGE, IS(270)}, {CCID_FEATURES, IS(CCID_LEVEL_SHORT)}},
         "messages",
         SEVERITY_WARNING,
         "a message holds 260 bytes, the longest short APDU has 261: long ones fail, unless the "
         "driver divides them"},
	/* An extended APDU may be split into several messages. */
	{OPENPGP,
         {{CCID_MAX_MESSAGE, IS(64)}, {CCID_FEATURES, IS(CCID_LEVEL_EXTENDED)}},
         "messages",
         SEVERITY_INFO,
         NULL},

	{OPENPGP,
         {{0}},
         "extended lengths",
         SEVERITY_INFO,
         "card and reader support them (TPDU level)"},
	{OPENPGP,
         {{CCID_FEATURES, IS(CCID_LEVEL_SHORT)}},
         "extended lengths",
         SEVERITY_WARNING,
         "the card supports them, the reader short APDUs only; the card does not support command "
         "chaining"},
	{"3B 85 01 80 73 C0 01 C0 +",
         {{CCID_FEATURES, IS(CCID_LEVEL_SHORT)}},
         "extended lengths",
         SEVERITY_WARNING,
         "the card supports them, the reader short APDUs only; command chaining sends more than "
         "255 bytes"},
	{"3B 05 80 73 C0 01 40",
         {{0}},
         "extended lengths",
         SEVERITY_WARNING,
         "the card supports them, but T=0 only in ENVELOPE"},
	{"3B 05 80 73 C0 01 40",
         {{CCID_FEATURES, IS(CCID_LEVEL_EXTENDED)}},
         "extended lengths",
         SEVERITY_INFO,
         "card and reader support them (short and extended APDU level)"},
	{UICC, {{0}}, "extended lengths", SEVERITY_INFO, "the card does not support them"},
	{"3B 00", {{0}}, "extended lengths", SEVERITY_INFO, NULL},

	{UICC,
         {{0}},
         "clock stop",
         SEVERITY_INFO,
         "the card supports it, the reader does not: the clock keeps running"},
	{UICC,
         {{CCID_FEATURES, IS(CCID_LEVEL_TPDU | CLOCK_STOP)}},
         "clock stop",
         SEVERITY_INFO,
         "the card supports it, the reader too"},
	{OPENPGP, {{0}}, "clock stop", SEVERITY_INFO, NULL},
	{OPENPGP, {{0}}, "slots", SEVERITY_INFO, NULL},
	{OPENPGP,
         {{CCID_MAX_SLOT_INDEX, IS(3)}},
         "slots",
         SEVERITY_WARNING,
         "the reader has 4 slots, but uses 1 at a time: cards take turns"},

	/* A token has no contacts. */
	{OPENPGP,
         {{CCID_FEATURES, IS(CCID_LEVEL_TPDU | CCID_USB_ICC)}, {CCID_VOLTAGE_SUPPORT, IS(4)}},
         "classes",
         SEVERITY_INFO,
         NULL},

	/* These ATRs are made by the reader itself: only the layers above the contacts matter. */
	{STORAGE, {{CCID_PROTOCOLS, IS(2)}}, "protocols", SEVERITY_INFO, NULL},
	{STORAGE, {{0}}, "classes", SEVERITY_INFO, NULL},
	{STORAGE, {{0}}, "speed", SEVERITY_INFO, NULL},
};

static void one_aspect_each(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct ccid reader = reader_with(rows[i].changes);
		struct fit fit;

		compare(&fit, rows[i].atr, &reader);
		const struct fit_line *line = line_of(&fit, rows[i].aspect);
		if ((line == NULL) != (rows[i].text == NULL))
			fail_msg("row %zu: %s", i, line == NULL ? "no line" : line->text.text);
		if (line == NULL)
			continue;
		assert_string_equal(line->text.text, rows[i].text);
		assert_int_equal(line->severity, rows[i].severity);
		assert_true(fit.severity >= line->severity);
	}
}

/* A card that has responded works with the voltage that it got. */
static void inserted(void **state)
{
	struct ccid reader = reader_with((struct change[CHANGES]){{CCID_VOLTAGE_SUPPORT, IS(2)}});
	const struct fit_line *line;
	struct fit fit;

	(void)state;
	compare_in(&fit, "3B 80 80 1F 04 +", &reader, true);
	line = line_of(&fit, "classes");
	assert_int_equal(line->severity, SEVERITY_WARNING);
	assert_string_equal(line->text.text,
	                    "the card answers outside its classes: it states 1.8 V, "
	                    "the reader supplies 3 V");
	compare_in(&fit, "3B 00", &reader, true);
	line = line_of(&fit, "classes");
	assert_int_equal(line->severity, SEVERITY_INFO);
	assert_string_equal(line->text.text, "3 V");
}

/* Details about what a card does not support are listed only if they are as bad as the overall
 * verdict. */
static void reasons_are_those_of_the_verdict(void **state)
{
	struct ccid reader = reader_with((struct change[CHANGES]){{CCID_VOLTAGE_SUPPORT, IS(2)}});
	struct text reasons = {0};
	struct fit fit;

	(void)state;
	compare_in(&fit, "3B 80 80 1F 04 +", &reader, true);
	fit_reasons(&reasons, &fit);
	assert_string_equal(reasons.data,
	                    ": classes: the card answers outside its classes: it states 1.8 V, "
	                    "the reader supplies 3 V");
	text_clear(&reasons);
	compare_in(&fit, "3B 00", &reader, true);
	fit_reasons(&reasons, &fit);
	assert_int_equal(reasons.length, 0);
	text_free(&reasons);
}

static void all_of_one(void **state)
{
	struct ccid reader = reader_with((struct change[CHANGES]){{0}});
	struct tree tree = {0};
	struct fit fit;

	(void)state;
	compare(&fit, OPENPGP, &reader);
	assert_int_equal(fit.count, 5);
	assert_int_equal(fit.severity, SEVERITY_INFO);
	assert_int_equal(fit.speed.f, 372);
	assert_int_equal(fit.speed.d, 12);
	assert_int_equal(fit.speed.clock_khz, 4000);
	assert_int_equal(fit.speed.bit_rate, 129032);
	tree_start(&tree);
	describe_fit(&tree, &fit);
	const struct node *section = tree_node(&tree, 1);
	assert_string_equal(tree_name(&tree, section), "reader");
	assert_string_equal(tree_text(&tree, section), "\"ACME Reader\": the card fits");
	assert_string_equal(tree_text(&tree, tree_node(&tree, section->first_child)),
	                    "fits: T=1 (ISO/IEC 7816-3, 6.3.1; dwProtocols)");
	tree_free(&tree);
	assert_string_equal(fit_verdict(SEVERITY_WARNING), "fits with less");
	assert_string_equal(fit_verdict(SEVERITY_ERROR), "does not fit");
}

/* Truncated anywhere, ATR and descriptor only lack the comparisons for what is missing. */
static void truncated(void **state)
{
	static const uint8_t usual[CCID_LENGTH] = {
		0x36, 0x21, 0x10, 0x01, 0x00, 0x07, 0x03, 0x00, 0x00, 0x00, 0xA0, 0x0F, 0x00, 0x00,
		0xA0, 0x0F, 0x00, 0x00, 0x00, 0x00, 0x2A, 0x00, 0x00, 0x16, 0x40, 0x05, 0x00, 0x00,
		0xFE, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
		0x01, 0x00, 0x0F, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01};
	struct ccid reader;
	struct fit fit;

	(void)state;
	for (size_t length = 0; length <= sizeof usual; length++) {
		ccid_read(&reader, usual, length);
		compare(&fit, OPENPGP, &reader);
		assert_int_equal(fit.severity, SEVERITY_INFO);
		assert_int_equal(fit.count,
		                 (length >= 6) + (length >= 10) + (length >= 27) + (length >= 32) +
		                         (length >= 44));
	}
	assert_string_equal(fit_whole(&fit), "fits");
	compare(&fit, "", &reader);
	assert_int_equal(fit.count, 0);
	assert_null(fit_whole(&fit));
	struct tree tree = {0};
	tree_start(&tree);
	describe_fit(&tree, &fit);
	assert_int_equal(tree.count, 1);
	tree_free(&tree);
	compare(&fit, "A2 13 10 91", &reader);
	assert_int_equal(fit.count, 0);
	compare(&fit, "3B DA 18", &reader);
	assert_null(line_of(&fit, "classes"));
}

/* TA1 of a truncated ATR fits, but its protocols and voltages are unknown; with a wrong TCK any
 * byte may be wrong. */
static void an_invalid_atr_is_not_said_to_fit(void **state)
{
	static const struct {
		const char *atr;
		uint32_t voltages;
		const char *whole;
	} verdicts[] = {
		{UICC, 7, "fits"},
		{"3B 9F 96", 7, NULL},
		{"3B 9F 96 80 1F C7 80 31", 7, NULL},
		{"3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A6", 7, NULL},
		{"3B 80 80 1F 04 00", 3, "does not fit"},
		{"3B 80 80 1F 04 00", 4, NULL},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(verdicts); i++) {
		struct ccid reader = reader_with(
			(struct change[CHANGES]){{CCID_VOLTAGE_SUPPORT, IS(verdicts[i].voltages)}});
		struct tree tree = {0};
		struct fit fit;

		compare(&fit, verdicts[i].atr, &reader);
		assert_true(fit.count > 0);
		if (verdicts[i].whole == NULL)
			assert_null(fit_whole(&fit));
		else
			assert_string_equal(fit_whole(&fit), verdicts[i].whole);
		tree_start(&tree);
		describe_fit(&tree, &fit);
		if (verdicts[i].whole == NULL)
			assert_string_equal(tree_text(&tree, tree_node(&tree, 1)),
			                    "\"ACME Reader\": undecided, as the ATR is invalid");
		tree_free(&tree);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_aspect_each),
		cmocka_unit_test(inserted),
		cmocka_unit_test(reasons_are_those_of_the_verdict),
		cmocka_unit_test(all_of_one),
		cmocka_unit_test(truncated),
		cmocka_unit_test(an_invalid_atr_is_not_said_to_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
