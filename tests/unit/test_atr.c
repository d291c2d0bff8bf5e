#include "report.h"

#include "atr/atr.h"
#include "atr/hist.h"

static struct atr_report report; /* its memory is reused for each ATR */

/* Writes "T0=A7 TB1=00 TC2=18:0 …": each byte, and the T that determines its meaning. */
static void write_interface(char *out, size_t size, const struct atr *atr)
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < atr->interface_count; i++) {
		const struct atr_interface *byte = &atr->interface[i];

		assert_int_equal(byte->offset, i + 1);
		assert_int_equal(byte->value, atr->bytes[byte->offset]);
		n += (size_t)snprintf(out + n, size - n, "%sT%c", i > 0 ? " " : "",
		                      "0ABCD"[byte->kind]);
		if (byte->kind != ATR_T0)
			n += (size_t)snprintf(out + n, size - n, "%u", byte->index);
		n += (size_t)snprintf(out + n, size - n, "=%02X", byte->value);
		if (byte->protocol >= 0)
			n += (size_t)snprintf(out + n, size - n, ":%d", byte->protocol);
		assert_true(n < size);
	}
}

static void write_protocols(char *out, const struct atr *atr)
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < atr->protocol_count; i++)
		n += (size_t)sprintf(out + n, "%s%u", i > 0 ? " " : "", atr->protocols[i]);
}

static void worked_examples_are_walked(void **state)
{
	static const struct {
		const char *text, *interface, *protocols;
		unsigned historical, tck; /* offset of the first; offset of TCK or 0 */
	} rows[] = {
		{"3B 00", "T0=00", "0", 2, 0},
		{"3B A7 00 40 18 80 65 A2 08 01 01 52", "T0=A7 TB1=00 TD1=40 TC2=18:0", "0", 5, 0},
		{"3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C",
	         "T0=DA TA1=18 TC1=FF TD1=81 TD2=B1 TA3=FE:1 TB3=75:1 TD3=1F TA4=03:15", "1", 10,
	         20},
		{"3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5",
	         "T0=9F TA1=96 TD1=80 TD2=1F TA3=C7:15", "0", 6, 21},
		{"3B 9D 95 80 3F C7 A0 80 31 A0 73 BE 21 13 51 05 83 05 90 00 7C",
	         "T0=9D TA1=95 TD1=80 TD2=3F TA3=C7:15 TB3=A0:15", "0", 7, 20},
		{"3B E0 00 FF 81 31 FE 45 14",
	         "T0=E0 TB1=00 TC1=FF TD1=81 TD2=31 TA3=FE:1 TB3=45:1", "1", 8, 8},
		{"3B 65 00 00 41 42 43 44 45", "T0=65 TB1=00 TC1=00", "0", 4, 0},
		{"3F 65 35 10 02 04 6C 90 00", "T0=65 TB1=35 TC1=10", "0", 4, 0},
		{"3B DF 18 FF 81 F1 FE 43 00 3F 03 83 4D 49 46 41 52 45 20 50 6C 75 73 20 53 41 4D "
	         "3B",
	         "T0=DF TA1=18 TC1=FF TD1=81 TD2=F1 TA3=FE:1 TB3=43:1 TC3=00:1 TD3=3F TA4=03:15 "
	         "TB4=83:15",
	         "1", 12, 27},
		{"3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A",
	         "T0=8F TD1=80 TD2=01", "0 1", 4, 19},
		{"3B 90 95 91 81 31 FE 45 9F",
	         "T0=90 TA1=95 TD1=91 TA2=81 TD2=31 TA3=FE:1 TB3=45:1", "1", 8, 8},
		{"3B 04 A2 13 10 91", "T0=04", "0", 2, 0},
		{"3B 80 1F 45 5A", "T0=80 TD1=1F TA2=45", "", 4, 4},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const struct atr *atr = &report.atr;
		char interface[256], protocols[64];

		report_of(&report, rows[i].text);
		write_interface(interface, sizeof interface, atr);
		write_protocols(protocols, atr);
		assert_string_equal(interface, rows[i].interface);
		assert_string_equal(protocols, rows[i].protocols);
		assert_true(atr->complete);
		assert_false(atr->truncated);
		assert_int_equal(atr->historical.offset, rows[i].historical);
		assert_int_equal(atr->historical.length, atr->bytes[1] & 15);
		assert_int_equal(atr->tck_needed, rows[i].tck != 0);
		assert_int_equal(atr->tck_present, rows[i].tck != 0);
		assert_int_equal(atr->tck_offset, rows[i].tck);
		assert_int_equal(atr->extra.length, 0);
		assert_int_equal(atr->first_protocol,
		                 rows[i].protocols[0] == '\0' ? ATR_NO_PROTOCOL :
		                                                rows[i].protocols[0] - '0');
	}
}

static void clean_examples_have_no_finding(void **state)
{
	(void)state;

	for (size_t i = 0; i < LENGTH(atr_examples); i++) {
		report_of(&report, atr_examples[i]);
		assert_true(atr_valid(&report.atr));
		if (i < ATR_EXAMPLES_CLEAN && report.atr.problem_count > 0)
			fail_msg("%s: %s", atr_examples[i], report.atr.problems[0].kind->code);
		/* The others have VPP bytes, which are reported as information only. */
		for (size_t p = 0; p < report.atr.problem_count; p++)
			assert_string_equal(report.atr.problems[p].kind->code, "tb1-deprecated");
	}
}

/* For each code, ATRs in which it must be reported, with the offset; for the first ATR of a code, a
 * part of the sentence. */
static const struct {
	const char *code;
	enum severity severity;
	const char *text;
	size_t offset;
} findings[] = {
	{"too-short", SEVERITY_ERROR, "", 0},
	{"too-short", SEVERITY_ERROR, "3B", 1},
	{"too-long", SEVERITY_ERROR,
         "3B 0F 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
         "00 00 00 00 00 00 00 00 00 00 00",
         33},
	{"ts-invalid", SEVERITY_ERROR, "A2 13 10 91", 0},
	{"ts-invalid", SEVERITY_ERROR, "00 00", 0},
	{"ts-undecoded", SEVERITY_ERROR, "03 59", 0},
	{"ts-undecoded", SEVERITY_ERROR, "23 00", 0},
	{"truncated-interface", SEVERITY_ERROR, "3B 9F", 2},
	{"truncated-historical", SEVERITY_ERROR, "3F 77 18 00 00 C1 14 A2 68 90 00", 11},
	{"tck-missing", SEVERITY_ERROR, "3B 95 96 80 1F 43 80 31 E0 73 DF", 11},
	{"tck-missing", SEVERITY_ERROR, "3B 80 81 00", 4}, /* T=1, though not in the last TD */
	{"tck-wrong", SEVERITY_ERROR, "3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 00",
         19},
	{"tck-wrong", SEVERITY_ERROR, "3B 80 1F 45 5A", 4},
	{"extra-bytes", SEVERITY_ERROR, "3B 00 3B 28", 2},
	{"extra-bytes", SEVERITY_ERROR, "3B 80 80 01 01 00", 5},
	{"tck-superfluous", SEVERITY_ERROR, "3B 02 14 50 46", 4},
	{"td1-t15", SEVERITY_ERROR, "3B 80 1F 45 5A", 2},
	{"protocol-order", SEVERITY_WARNING, "3B 80 81 00 +", 3},
	{"t15-not-last", SEVERITY_WARNING, "3B 80 80 8F 01 +", 4},
	{"protocol-reserved", SEVERITY_WARNING, "3B 80 05 +", 2},
	{"protocol-reserved", SEVERITY_WARNING, "3B 80 02 +", 2},
	{"protocol-proprietary", SEVERITY_INFO, "3B 80 0E +", 2},
	{"td-repeated", SEVERITY_INFO, "3B 80 81 01 +", 3},
	{"fi-reserved", SEVERITY_WARNING, "3B 10 71", 2},
	{"fi-reserved", SEVERITY_WARNING, "3B 10 F1", 2},
	{"di-reserved", SEVERITY_WARNING, "3B 10 10", 2},
	{"di-reserved", SEVERITY_WARNING, "3B 10 1A", 2},
	{"fi-unusable", SEVERITY_ERROR, "3B 90 81 10 00", 2},
	{"di-unusable", SEVERITY_ERROR, "3B 90 1F 10 00", 2},
	{"tb1-deprecated", SEVERITY_INFO, "3B 20 00", 2},
	{"tb2-deprecated", SEVERITY_INFO, "3B A0 25 20 32", 4},
	{"tb1-reserved", SEVERITY_WARNING, "3B 20 A5", 2},
	{"tb1-reserved", SEVERITY_WARNING, "3B 20 65", 2},
	{"tb1-reserved", SEVERITY_WARNING, "3B 20 24", 2},
	{"tb1-reserved", SEVERITY_WARNING, "3B 20 3A", 2},
	{"tb2-reserved", SEVERITY_WARNING, "3B A0 25 20 31", 4},
	{"tb2-reserved", SEVERITY_WARNING, "3B A0 25 20 FB", 4},
	{"tb2-without-vpp", SEVERITY_WARNING, "3B 80 20 32", 3},
	{"tb2-without-vpp", SEVERITY_WARNING, "3B A0 20 20 32", 4},
	{"wi-reserved", SEVERITY_WARNING, "3B 80 40 00", 3},
	{"tc2-without-t0", SEVERITY_INFO, "3B 80 41 0A +", 3},
	{"ta2-reserved-bits", SEVERITY_WARNING, "3B 80 10 40", 3},
	{"ta2-not-first", SEVERITY_WARNING, "3B 80 90 01 01 +", 3},
	{"ta2-not-offered", SEVERITY_WARNING, "3B 80 10 01", 3},
	{"ta2-implicit", SEVERITY_INFO, "3B 80 10 10", 3},
	{"t0-undefined", SEVERITY_WARNING, "3B 80 80 10 FE", 4},
	{"ifsc-reserved", SEVERITY_WARNING, "3B 80 81 11 FF +", 4},
	{"ifsc-reserved", SEVERITY_WARNING, "3B 80 81 11 00 +", 4},
	{"bwi-reserved", SEVERITY_WARNING, "3B 80 81 21 A5 +", 4},
	{"edc-reserved", SEVERITY_WARNING, "3B 80 81 41 02 +", 4},
	{"cwt-below-cgt", SEVERITY_WARNING, "3B C0 08 81 21 43 +", 5},
	{"cwt-below-cgt", SEVERITY_WARNING, "3B C0 FE 81 21 47 +", 5},
	{"repeated-byte", SEVERITY_WARNING, "3B 80 81 91 FE 11 FE +", 6},
	{"repeated-byte", SEVERITY_WARNING, "3B 80 80 9F C7 1F 00 +", 6},
	{"class-reserved", SEVERITY_WARNING, "3B 80 80 1F C5 +", 4},
	{"class-reserved", SEVERITY_WARNING, "3B 80 80 1F C0 +", 4},
	{"class-reserved", SEVERITY_WARNING, "3B 80 80 1F E4 +", 4},
	{"class-d", SEVERITY_INFO, "3B 80 80 1F CE +", 4},
	{"spu-reserved", SEVERITY_WARNING, "3B 80 80 2F 01 +", 4},
	{"spu-secured-apdu", SEVERITY_WARNING, "3B 80 80 2F 84 +", 4},
	{"t15-undefined", SEVERITY_WARNING, "3B 80 80 4F 00 +", 4},
	{"hist-status-missing", SEVERITY_WARNING, "3B 03 00 90 00", 2},
	{"hist-status-not-last", SEVERITY_WARNING, "3B 05 80 82 90 00 50", 3},
	{"hist-status-twice", SEVERITY_WARNING, "3B 06 00 81 05 00 90 00", 3},
	{"hist-overrun", SEVERITY_WARNING, "3B 02 80 31", 3},
	{"hist-overrun", SEVERITY_WARNING, "3B 05 00 31 00 90 00", 3}, /* reaches into the status */
	{"hist-length", SEVERITY_WARNING, "3B 04 80 32 00 00", 3},
	{"hist-length", SEVERITY_WARNING, "3B 06 80 74 00 00 00 00", 3},
	{"hist-length", SEVERITY_WARNING, "3B 05 80 43 00 00 00", 3},
	{"hist-length", SEVERITY_WARNING, "3B 02 80 80", 3},
	{"hist-tag-undefined", SEVERITY_INFO, "3B 03 80 91 00", 3},
	{"hist-padding", SEVERITY_INFO, "3B 02 80 00", 3},
	{"hist-category-reserved", SEVERITY_WARNING, "3B 01 81", 2},
	{"hist-life-cycle-reserved", SEVERITY_WARNING, "3B 03 80 81 02", 4},
	{"hist-dir-missing", SEVERITY_WARNING, "3B 01 10", 2},
	{"hist-dir-extra", SEVERITY_INFO, "3B 03 10 05 06", 4},
};

static void each_problem_is_found_where_it_is(void **state)
{
	(void)state;

	for (size_t i = 0; i < LENGTH(findings); i++) {
		const struct problem *problem;

		report_of(&report, findings[i].text);
		problem = report_problem(&report.atr, findings[i].code);
		if (problem == NULL)
			fail_msg("%s: no %s", findings[i].text, findings[i].code);
		assert_int_equal(problem->offset, findings[i].offset);
		assert_int_equal(problem->kind->severity, findings[i].severity);
		if (findings[i].severity == SEVERITY_ERROR)
			assert_false(atr_valid(&report.atr));
	}
}

/* Values next to those above that are correct. */
static void problems_stay_away_from_what_is_right(void **state)
{
	static const struct {
		const char *code, *text;
	} rows[] = {
		{"too-long",
	         "3B 0F 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
	         "00 00 00 00 00 00 00 00"},
		{"td-repeated", "3B 80 81 31 FE 45 +"},
		{"protocol-order", "3B 80 81 31 FE 45 +"},
		{"fi-reserved", "3B 10 D1"},
		{"di-reserved", "3B 10 17"},
		{"fi-reserved", "3B 90 81 10 00"}, /* there it is an error */
		{"fi-unusable", "3B 90 81 10 10"}, /* not used there */
		{"tb1-reserved", "3B 20 59"},
		{"tb1-reserved", "3B 20 05"},
		{"tb1-reserved", "3B 20 40"},
		{"tb2-reserved", "3B A0 25 20 32"},
		{"tb2-reserved", "3B A0 25 20 FA"},
		{"tb2-without-vpp", "3B A0 25 20 32"},
		{"wi-reserved", "3B 80 40 01"},
		{"tc2-without-t0", "3B 80 C0 0A 01 +"},
		{"ta2-not-first", "3B 80 91 01 31 FE 45 +"},
		{"ta2-not-offered", "3B 80 90 01 01 +"},
		{"ifsc-reserved", "3B 80 81 11 FE +"},
		{"ifsc-reserved", "3B 80 81 11 01 +"},
		{"bwi-reserved", "3B 80 81 21 95 +"},
		{"edc-reserved", "3B 80 81 41 01 +"},
		{"cwt-below-cgt", "3B C0 07 81 21 43 +"},
		{"cwt-below-cgt", "3B C0 FF 81 21 40 +"},
		{"cwt-below-cgt", "3B C0 FE 81 01 +"},
		{"cwt-below-cgt", "3B C0 FE 81 21 48 +"},
		{"repeated-byte", "3B 80 81 91 FE 1F 03 +"},
		{"class-reserved", "3B 80 80 1F C8 +"},
		{"class-d", "3B 80 80 1F C7 +"},
		{"spu-reserved", "3B 80 80 2F 00 +"},
		{"spu-secured-apdu", "3B 80 80 2F 8C +"},
		{"tck-superfluous", "3B 02 14 50 47"},
		{"extra-bytes", "3B 02 14 50 46"},
		{"tck-missing", "3B 9F"},
		{"tck-missing", "3B 80 00"},
		{"tck-missing", "3B 85 01 80"}, /* the missing historical bytes are reported
	                                         * instead */
		{"hist-status-not-last", "3B 04 80 82 90 00"},
		{"hist-length", "3B 03 80 31 00"},
		{"hist-status-missing", "3B 04 00 00 90 00"},
		{"hist-dir-missing", "3B 02 10 05"},
		{"hist-overrun", "3B 03 80 31 00"},
		/* Eight bytes that have the format of a type B card are not COMPACT-TLV. */
		{"hist-overrun", "3B 88 80 01 00 00 00 00 77 83 95 00 +"},
		{"hist-overrun", "3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A"},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		report_of(&report, rows[i].text);
		if (report_problem(&report.atr, rows[i].code) != NULL)
			fail_msg("%s: %s", rows[i].text, rows[i].code);
	}
}

static void assert_kinds_are_proved(const struct problem_kind *kinds)
{
	for (const struct problem_kind *kind = kinds; kind->code != NULL; kind++) {
		size_t seen = 0;

		for (size_t i = 0; i < LENGTH(findings); i++)
			seen += strcmp(findings[i].code, kind->code) == 0;
		if (seen == 0)
			fail_msg("no test provokes %s", kind->code);
		assert_int_equal(strspn(kind->code, "abcdefghijklmnopqrstuvwxyz0123456789-"),
		                 strlen(kind->code));
		assert_int_not_equal(kind->text[strlen(kind->text) - 1], '.');
		assert_memory_equal(kind->clause,
		                    kind->clause[0] == 'I' ? "ISO/IEC 7816-" : "ETSI TS 102 22",
		                    13);
		for (const struct problem_kind *other = kinds; other != kind; other++)
			assert_string_not_equal(other->code, kind->code);
	}
}

static void every_kind_of_problem_is_proved(void **state)
{
	(void)state;

	assert_kinds_are_proved(atr_problem_kinds);
}

/* ".It CODE", then ".Pq SEVERITY ; CLAUSE": the man page's section on problems must agree with the
 * tables. */
static void assert_kinds_are_documented(const char *page, const struct problem_kind *kinds)
{
	for (const struct problem_kind *kind = kinds; kind->code != NULL; kind++) {
		char entry[256];

		(void)snprintf(entry, sizeof entry, "\n.It %s\n.Pq %s ; %s\n", kind->code,
		               severity_name(kind->severity), kind->clause);
		if (strstr(page, entry) == NULL)
			fail_msg("man/atr.7 does not have%s", entry);
	}
}

static void every_kind_of_problem_is_documented(void **state)
{
	static char page[128 * 1024];
	FILE *file = fopen("man/atr.7", "r"); /* tests run in the top-level directory */
	(void)state;

	assert_non_null(file);
	page[fread(page, 1, sizeof page - 1, file)] = '\0';
	assert_int_equal(fclose(file), 0);
	assert_kinds_are_documented(page, atr_problem_kinds);
}

static void problems_are_told_in_words(void **state)
{
	static const struct {
		const char *text, *code, *sentence;
	} rows[] = {
		{"3B 9F", "truncated-interface", "truncated: TA1 is missing"},
		{"3B 9F 96", "truncated-interface", "truncated: TD1 is missing"},
		{"3B 90 95 91", "truncated-interface", "truncated: TA2 is missing"},
		{"3B", "too-short", "too short: needs TS and T0, has 1 byte"},
		{"3F 77 18 00 00 C1 14 A2 68 90 00", "truncated-historical",
	         "truncated: 1 of 7 historical bytes missing"},
		{"3B 95 96 80 1F 43 80 31 E0 73 DF", "tck-missing",
	         "TCK is missing, expected 22: required unless only T=0 is offered"},
		{"3B 80 1F 45 5A", "tck-wrong", "TCK is 5A, expected DA"},
		{"03 59", "ts-undecoded",
	         "TS is 03: an ATR with TS 3F, read in the wrong convention"},
		{"3B 80 81 91 FE 11 FE +", "repeated-byte",
	         "TA4 repeats a byte of its protocol; only the first counts"},
		{"3B C0 08 81 21 43 +", "cwt-below-cgt",
	         "CWT, 19 etu, is shorter than CGT, 20 etu"},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const struct problem *problem;
		char text[160];

		report_of(&report, rows[i].text);
		problem = report_problem(&report.atr, rows[i].code);
		assert_non_null(problem);
		problem_text(problem, text, sizeof text);
		assert_string_equal(text, rows[i].sentence);
	}
}

/* Each example truncated at each length: this is reported once, at the offset of the missing byte,
 * and the bytes that are there are decoded as in the complete ATR. */
static void every_truncation_is_told(void **state)
{
	static struct atr whole;
	(void)state;

	for (size_t i = 0; i < LENGTH(atr_examples); i++) {
		uint8_t bytes[64];
		size_t length = report_bytes(atr_examples[i], bytes, sizeof bytes);

		atr_parse(&whole, bytes, length);
		for (size_t cut = 0; cut < length; cut++) {
			const struct atr *atr = &report.atr;
			const char *code = "tck-missing";
			size_t told = 0;

			if (cut < 2)
				code = "too-short";
			else if (cut < whole.historical.offset)
				code = "truncated-interface";
			else if (cut < (size_t)whole.historical.offset + whole.historical.length)
				code = "truncated-historical";
			atr_report_fill(&report, bytes, cut, ATR_CLOCK_DEFAULT);
			assert_non_null(report_problem(atr, code));
			assert_int_equal(report_problem(atr, code)->offset, cut);
			/* Problems that only result from the truncation are not reported in
			 * addition. */
			for (size_t p = 0; p < atr->problem_count; p++) {
				if (strcmp(atr->problems[p].kind->code, "tb1-deprecated") == 0)
					continue;
				assert_int_equal(atr->problems[p].kind->severity, SEVERITY_ERROR);
				told++;
			}
			assert_int_equal(told, 1);
			assert_int_equal(atr->truncated, strcmp(code, "tck-missing") != 0);
			for (size_t b = 0; b < atr->interface_count; b++) {
				assert_int_equal(atr->interface[b].value, whole.interface[b].value);
				assert_int_equal(atr->interface[b].kind, whole.interface[b].kind);
				assert_int_equal(atr->interface[b].protocol,
				                 whole.interface[b].protocol);
			}
		}
	}
}

static void tds_go_on_to_the_last_byte(void **state)
{
	uint8_t bytes[ATR_MAX];
	(void)state;

	memset(bytes, 0x80, sizeof bytes);
	bytes[0] = 0x3B;
	bytes[ATR_MAX - 1] = 0x00;
	atr_report_values(&report, bytes, sizeof bytes, 0);
	assert_true(report.atr.complete);
	assert_int_equal(report.atr.interface_count, 32);
	assert_int_equal(report.atr.interface[31].index, 31);
	assert_true(atr_valid(&report.atr));

	bytes[ATR_MAX - 1] = 0x80;
	atr_report_values(&report, bytes, sizeof bytes, 0);
	assert_false(report.atr.complete);
	assert_int_equal(report.atr.problems[report.atr.problem_count - 1].offset, ATR_MAX);
}

/* The missing TCK would be after the last byte that an ATR can have. */
static void the_longest_atr_has_no_tck(void **state)
{
	uint8_t bytes[ATR_KEPT] = {0x3B, 0x80};

	(void)state;
	memset(bytes + 2, 0x81, sizeof bytes - 3);
	bytes[sizeof bytes - 1] = 0x01;
	atr_report_fill(&report, bytes, sizeof bytes, ATR_CLOCK_DEFAULT);
	assert_true(report.atr.complete);
	assert_true(report.atr.tck_needed);
	assert_false(report.atr.tck_present);
	const struct problem *last = &report.atr.problems[report.atr.problem_count - 1];
	assert_string_equal(last->kind->code, "tck-missing");
	assert_int_equal(last->offset, ATR_KEPT);
}

static void errors_are_never_crowded_out(void **state)
{
	uint8_t bytes[300];
	(void)state;

	/* Each group has T=0 and TA, which makes one problem per group: far more than fit in a
	 * report. */
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = i % 2 == 0 ? 0xFE : 0x90;
	bytes[0] = 0x3B;
	atr_report_values(&report, bytes, sizeof bytes, 0);
	assert_int_equal(report.atr.length, ATR_KEPT);
	assert_non_null(report_problem(&report.atr, "too-long"));
	assert_non_null(report_problem(&report.atr, "truncated-interface"));
	assert_true(report.atr.problem_count < ATR_PROBLEMS);
}

static void problems_stand_in_the_order_of_bytes(void **state)
{
	uint32_t seed = 7;
	(void)state;

	for (size_t round = 0; round < 20000; round++) {
		uint8_t bytes[ATR_MAX];

		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24);
		bytes[0] = 0x3B;
		atr_report_values(&report, bytes, sizeof bytes - round % 8, 0);
		for (size_t p = 1; p < report.atr.problem_count; p++)
			assert_true(report.atr.problems[p - 1].offset <=
			            report.atr.problems[p].offset);
		/* An ATR of 33 bytes never has more problems than fit in a report. */
		assert_true(report.atr.problem_count < ATR_PROBLEMS - 16);
	}
}

static void absent_bytes_are_told_from_missing_ones(void **state)
{
	(void)state;

	report_of(&report, "3B 90 95"); /* ends before TD1 */
	assert_false(atr_lacks(&report.atr, ATR_TA, 1));
	assert_true(atr_lacks(&report.atr, ATR_TB, 1));
	assert_true(atr_lacks(&report.atr, ATR_TC, 1));
	assert_false(atr_lacks(&report.atr, ATR_TD, 1));
	assert_false(atr_lacks(&report.atr, ATR_TC, 2));
	assert_int_equal(report.atr.protocol_count, 0);
	assert_int_equal(report.atr.first_protocol, ATR_NO_PROTOCOL);
	report_of(&report, "3B 10 95");
	assert_true(atr_lacks(&report.atr, ATR_TC, 2));
	report_of(&report, "3B");
	assert_false(atr_lacks(&report.atr, ATR_TA, 1));
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
		cmocka_unit_test(worked_examples_are_walked),
		cmocka_unit_test(clean_examples_have_no_finding),
		cmocka_unit_test(each_problem_is_found_where_it_is),
		cmocka_unit_test(problems_stay_away_from_what_is_right),
		cmocka_unit_test(every_kind_of_problem_is_proved),
		cmocka_unit_test(every_kind_of_problem_is_documented),
		cmocka_unit_test(problems_are_told_in_words),
		cmocka_unit_test(every_truncation_is_told),
		cmocka_unit_test(tds_go_on_to_the_last_byte),
		cmocka_unit_test(the_longest_atr_has_no_tck),
		cmocka_unit_test(errors_are_never_crowded_out),
		cmocka_unit_test(problems_stand_in_the_order_of_bytes),
		cmocka_unit_test(absent_bytes_are_told_from_missing_ones),
	};

	return cmocka_run_group_tests_name("atr", tests, NULL, done);
}
