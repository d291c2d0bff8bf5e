/* Statistics of a few ATRs whose fields were determined by hand from ISO/IEC 7816-3. */
#include "stats/atr_stats.h"

#include "no_memory.h"

static struct atr_stats *count(const char *const *lines, size_t lines_count)
{
	struct atr_stats *stats = atr_stats_new();

	assert_non_null(stats);
	for (size_t i = 0; i < lines_count; i++) {
		const struct span line = {lines[i], strlen(lines[i])};

		assert_true(atr_stats_add(stats, &line));
	}
	return stats;
}

/* "VALUE COUNT TEXT" lines. */
static void write_rows(const struct atr_stats *stats, const char *name, char *out, size_t size)
{
	struct stats_rows rows = {0};
	stats_field field;
	size_t n = 0;

	assert_true(atr_stats_field(name, &field));
	assert_true(atr_stats_rows(stats, field, &rows));
	out[0] = '\0';
	for (size_t i = 0; i < rows.count; i++)
		n += (size_t)snprintf(out + n, size - n, "%s %llu%s%s\n", rows.rows[i].value,
		                      (unsigned long long)rows.rows[i].count,
		                      *rows.rows[i].text != '\0' ? " " : "", rows.rows[i].text);
	assert_true(n < size);
	stats_rows_free(&rows);
}

static const char *const lines[] = {
	"3B 00",
	"3B A7 00 40 18 80 65 A2 08 01 01 52",
	"3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C0 01 60 00 90 00 1C",
	"3f6525001001020304", /* TC1, no TD1: 3F 65 25 00 10 .. */
	"3B 80 80 01 01",
	"3B 80 80 01", /* TCK is missing */
	"3B 9F 96 C0", /* truncated where TC2 is announced, before TD2 and the rest */
	"3B 95 .. 80 01 .. 01 02 03 04 ..",
	"3B [67]0 .*",
	"3B 81 .1 .*",
	".*",
};

static const struct {
	const char *field, *rows;
} cases[] = {
	{"TS",
         "3B 9 direct convention: state H is 1, least significant bit first\n"
         "3F 1 inverse convention: state L is 1, most significant bit first\n"
         "unknown 1 wildcard in a pattern, or truncated\n"},
	{"T0",
         "80 2 TD1 follows; no historical bytes\n"
         "00 1 no interface byte follows; no historical bytes\n"
         "65 1 TB1 and TC1 follow; 5 historical bytes\n"
         "81 1 TD1 follows; 1 historical byte\n95 1 TA1 and TD1 follow; 5 historical bytes\n"
         "9F 1 TA1 and TD1 follow; 15 historical bytes\n"
         "A7 1 TB1 and TD1 follow; 7 historical bytes\n"
         "DA 1 TA1, TC1 and TD1 follow; 10 historical bytes\n"
         "[67]0 1 wildcard in a pattern\nunknown 1 wildcard in a pattern, or truncated\n"},
	{"TA1",
         "none 6 absent\nunknown 2 wildcard in a pattern, or truncated\n"
         ".. 1 wildcard in a pattern\n18 1 Fi 372, Di 12\n96 1 Fi 512, Di 32\n"},
	{"TD1",
         "80 3 T=0, half-duplex transmission of characters; TD2 follows\nnone 2 absent\nunknown 2 "
         "wildcard in a pattern, or truncated\n"
         ".1 1 wildcard in a pattern\n"
         "40 1 T=0, half-duplex transmission of characters; TC2 follows\n"
         "81 1 T=1, half-duplex transmission of blocks; TD2 follows\n"
         "C0 1 T=0, half-duplex transmission of characters; TC2 and TD2 follow\n"},
	{"TC2", "none 6 absent\nunknown 4 wildcard in a pattern, or truncated\n18 1 WI 24\n"},
	{"TA2", "none 8 absent\nunknown 3 wildcard in a pattern, or truncated\n"},
	{"TA3",
         "none 6 absent\nunknown 4 wildcard in a pattern, or truncated\nFE 1 IFSC 254: the card "
         "accepts blocks of up to 254 bytes of information\n"},
	{"TA4",
         "none 6 absent\nunknown 4 wildcard in a pattern, or truncated\n"
         "03 1 clock stop: not supported; classes: A and B\n"},
	{"TD200", "none 7 absent\nunknown 4 wildcard in a pattern, or truncated\n"},
	{"K",
         "0 4 no historical bytes\n5 2 5 historical bytes\n1 1 1 historical byte\n"
         "10 1 10 historical bytes\n15 1 15 historical bytes\n7 1 7 historical bytes\n"
         "unknown 1 wildcard in a pattern, or truncated\n"},
	{"category",
         "unknown 4 wildcard in a pattern, or truncated\nnone 3 no historical bytes\n"
         ".. 1 wildcard in a pattern\n00 1 objects, then 3 status bytes\n"
         "10 1 DIR data reference\n80 1 objects\n"},
	{"TCK",
         "none 4 only T=0, or missing\nunknown 4 wildcard in a pattern, or truncated\n"
         ".. 1 wildcard in a pattern\n01 1\n1C 1\n"},
	{"check",
         "unknown 5 wildcard in a pattern, or truncated\nnone 3 only T=0: no check byte\n"
         "correct 2\nmissing 1\n"},
	{"protocols",
         "unknown 4 wildcard in a pattern, or truncated\n"
         "0 3 T=0, half-duplex transmission of characters\n"
         "0,1 3 T=0,1; offered in this order\n"
         "1 1 T=1, half-duplex transmission of blocks\n"},
	{"N",
         "none 7 TC1 absent: default 0\nunknown 2 wildcard in a pattern, or truncated\n"
         "0 1 no extra guard time\n255 1 minimum guard time, 12 etu (11 etu for T=1)\n"},
	{"fi",
         "none 6 TA1 absent: default 372\nunknown 2 wildcard in a pattern, or truncated\n"
         ". 1 wildcard in a pattern\n372 1\n512 1\n"},
	{"Fi/Di",
         "none 6 TA1 absent: default 372/1\nunknown 2 wildcard in a pattern, or truncated\n"
         ".. 1 wildcard in a pattern\n"
         "372/12 1 31 cycles per etu, 129032 bit/s at 4 MHz\n"
         "512/32 1 16 cycles per etu, 250000 bit/s at 4 MHz\n"},
	{"WI",
         "none 6 no TC2 for T=0: default 10 if T=0 is offered\n"
         "unknown 4 wildcard in a pattern, or truncated\n24 1 WT 24 x 960 x Fi/f\n"},
	{"IFSC",
         "none 6 no TA for T=1: default 32 if T=1 is offered\n"
         "unknown 4 wildcard in a pattern, or truncated\n"
         "254 1 the card accepts blocks of up to 254 bytes of information\n"},
	{"BWI",
         "none 6 no TB for T=1: default 4 if T=1 is offered\n"
         "unknown 4 wildcard in a pattern, or truncated\n7 1 BWT 11 etu + 128 x 960 x 372/f\n"},
	{"CWI",
         "none 6 no TB for T=1: default 13 if T=1 is offered\n"
         "unknown 4 wildcard in a pattern, or truncated\n5 1 CWT 43 etu\n"},
	{"classes",
         "none 6 no TA for T=15: class A\nunknown 4 wildcard in a pattern, or truncated\n"
         "03 1 A and B\n"},
	{"SW", "none 5 not given\nunknown 5 wildcard in a pattern, or truncated\n9000 1\n"},
};

static void test_rows(void **state)
{
	struct atr_stats *stats = count(lines, LENGTH(lines));
	char out[2048];

	(void)state;
	assert_int_equal(atr_stats_lines(stats), LENGTH(lines));
	for (size_t i = 0; i < LENGTH(cases); i++) {
		write_rows(stats, cases[i].field, out, sizeof out);
		assert_string_equal(out, cases[i].rows);
	}
	atr_stats_free(&stats);
	assert_null(stats);
}

/* The text of a value has the meaning for each protocol. */
static void test_owners(void **state)
{
	static const char *const both[] = {"3B 80 81 11 C3 53", "3B 80 80 1F C3 DC"};
	struct atr_stats *stats = count(both, LENGTH(both));
	char out[400];

	(void)state;
	write_rows(stats, "TA3", out, sizeof out);
	assert_string_equal(out,
	                    "C3 2 T=1: IFSC 195: the card accepts blocks of up to 195 bytes of "
	                    "information; T=15: clock stop: no preference; classes: A and B\n");
	atr_stats_free(&stats);
}

/* A pattern with an open TCK, a missing TCK, and an ATR that has no TCK. */
static void test_tck(void **state)
{
	static const char *const some[] = {"3B 80 01 .*", "3B 80 01", "3B 80 00 .*", "3B 80 01 8.",
	                                   "3B 80 01 81"};
	struct atr_stats *stats = count(some, LENGTH(some));
	char out[400];

	(void)state;
	write_rows(stats, "TCK", out, sizeof out);
	assert_string_equal(out,
	                    "none 2 only T=0, or missing\n"
	                    "8. 1 wildcard in a pattern\n81 1\n"
	                    "unknown 1 wildcard in a pattern, or truncated\n");
	write_rows(stats, "check", out, sizeof out);
	assert_string_equal(out,
	                    "unknown 2 wildcard in a pattern, or truncated\n"
	                    "correct 1\nmissing 1\nnone 1 only T=0: no check byte\n");
	atr_stats_free(&stats);
}

/* A pattern may begin with "^", which is not a byte: nothing after it is known. */
static void test_anchor(void **state)
{
	static const char *const anchored[] = {"^3B 00$", "3B 00"};
	struct atr_stats *stats = count(anchored, LENGTH(anchored));
	char out[400];

	(void)state;
	write_rows(stats, "TS", out, sizeof out);
	assert_string_equal(out,
	                    "3B 1 direct convention: state H is 1, least significant bit first\n"
	                    "unknown 1 wildcard in a pattern, or truncated\n");
	atr_stats_free(&stats);
}

static void test_percent(void **state)
{
	static const char *const three[] = {"3B 00", "3F 00", "3B 00"};
	struct atr_stats *stats = count(three, LENGTH(three));
	struct stats_rows rows = {0};

	(void)state;
	assert_true(atr_stats_rows(stats, 0, &rows));
	assert_int_equal(rows.count, 2);
	assert_true(rows.rows[0].percent > 66.669 && rows.rows[0].percent < 66.671);
	assert_true(rows.rows[1].percent > 33.329 && rows.rows[1].percent < 33.331);
	stats_rows_free(&rows);
	atr_stats_free(&stats);
}

/* Whatever the lines are, the counts of a field add up to the number of lines. */
static void test_sums(void **state)
{
	static const char *const digits[] = {"0", "1", "8", "9", "F", ".", "[1-8]"};
	struct atr_stats *stats = atr_stats_new();
	struct stats_rows rows = {0};
	uint32_t seed = 1;

	(void)state;
	for (unsigned line = 0; line < 3000; line++) {
		char text[1024] = "3B";
		unsigned bytes = line % 40;

		for (unsigned i = 0; i < 2 * bytes; i++) {
			seed = seed * 1664525 + 1013904223;
			strcat(text, i % 2 == 0 ? " " : "");
			strcat(text, digits[(seed >> 16) % (line % 3 == 0 ? LENGTH(digits) : 5)]);
		}
		const struct span span = {text, strlen(text)};
		assert_true(atr_stats_add(stats, &span));
	}
	for (stats_field field = 0; field < STATS_FIELDS; field++) {
		uint64_t sum = 0;

		if (!atr_stats_shows(stats, field))
			continue;
		assert_true(atr_stats_rows(stats, field, &rows));
		for (size_t i = 0; i < rows.count; i++)
			sum += rows.rows[i].count;
		assert_int_equal(sum, atr_stats_lines(stats));
	}
	stats_rows_free(&rows);
	atr_stats_free(&stats);
}

/* What the articles do not count, and "." counted as 0. */
static void test_published(void **state)
{
	static const struct {
		const char *line;
		bool counts;
	} rows[] = {
		{"3B 00", true},    {"3B .. 00 00", true}, {"3B 02 41", false},
		{"3B 80", false},   {"3B 0[0,1]", false},  {"3B 00.*", false},
		{"3B 80 01", true}, {"3f 0.", true},       {"3B ...00", false},
	};
	struct atr_stats *stats = atr_stats_new();
	char out[400];
	bool counted;

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		const struct span line = {rows[i].line, strlen(rows[i].line)};

		assert_true(atr_stats_add_published(stats, &line, &counted));
		assert_int_equal(counted, rows[i].counts);
	}
	write_rows(stats, "T0", out, sizeof out);
	assert_string_equal(out,
	                    "00 3 no interface byte follows; no historical bytes\n80 1 TD1 "
	                    "follows; no historical bytes\n");
	atr_stats_free(&stats);
}

static void test_names(void **state)
{
	static const char *const wrong[] = {"", "TA", "TA0", "TA256", "T1", "TE1", "TS ", "X"};
	char name[STATS_NAME];
	stats_field field;

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++)
		assert_false(atr_stats_field(wrong[i], &field));
	assert_true(atr_stats_field("tb3", &field));
	atr_stats_name(field, name);
	assert_string_equal(name, "TB3");
	assert_true(atr_stats_field("LIFE-CYCLE", &field));
	atr_stats_name(field, name);
	assert_string_equal(name, "life-cycle");
}

/* The words that --stats accepts: all are fields, except the last one, "all". */
static void test_words(void **state)
{
	stats_field field;
	unsigned n = 0;

	(void)state;
	for (; atr_stats_word(n + 1) != NULL; n++)
		assert_true(atr_stats_field(atr_stats_word(n), &field));
	assert_true(n > 18);
	assert_string_equal(atr_stats_word(0), "TS");
	assert_string_equal(atr_stats_word(n), "all");
}

/* The lines above counted in both ways, and the rows of three fields: a byte, a field with words of
 * its own, and a field with a text for each code. */
static bool count_all(const void *subject, struct text *out)
{
	static const char *const fields[] = {"TA1", "protocols", "WI"};
	struct atr_stats *stats = atr_stats_new();
	struct stats_rows rows = {0};
	bool good = stats != NULL, counted;

	(void)subject;
	for (size_t i = 0; i < LENGTH(lines) && good; i++) {
		const struct span line = {lines[i], strlen(lines[i])};

		good = atr_stats_add(stats, &line) &&
			atr_stats_add_published(stats, &line, &counted);
	}
	for (size_t i = 0; i < LENGTH(fields) && good; i++) {
		stats_field field;

		good = atr_stats_field(fields[i], &field) && atr_stats_rows(stats, field, &rows);
		for (size_t row = 0; row < rows.count; row++)
			text_printf(out, "%s %llu %s\n", rows.rows[row].value,
			            (unsigned long long)rows.rows[row].count, rows.rows[row].text);
	}
	stats_rows_free(&rows);
	atr_stats_free(&stats);
	return good;
}

static void test_no_memory(void **state)
{
	(void)state;
	no_memory(count_all, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),      cmocka_unit_test(test_owners),
		cmocka_unit_test(test_tck),       cmocka_unit_test(test_percent),
		cmocka_unit_test(test_sums),      cmocka_unit_test(test_names),
		cmocka_unit_test(test_published), cmocka_unit_test(test_words),
		cmocka_unit_test(test_no_memory), cmocka_unit_test(test_anchor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
