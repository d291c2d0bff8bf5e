/* Patterns of card lists, compared with a slow and obvious matcher. */
#include "cards/pattern.h"

#include "base/bytes.h"
#include "cards/cardlist.h"
#include "base/span_map.h"
#include "test.h"
#include "../helpers/pattern_reference.h"

#include <stdlib.h>
#include <time.h>

static bool match(const char *pattern, const char *atr)
{
	struct pattern_subject subject;
	uint8_t bytes[PATTERN_ATR_MAX];
	struct hex_result hex = hex_read(atr, strlen(atr), bytes, sizeof bytes);

	pattern_subject(&subject, bytes, hex.count);
	return pattern_match(pattern, strlen(pattern), &subject);
}

static void test_language(void **state)
{
	static const struct {
		const char *pattern, *atr;
		bool matches;
	} rows[] = {
		{"3B 65 00", "3B 65 00", true},
		{"3b 6a 0f", "3B 6A 0F", true},
		{"3B 65", "3B 65 00", false}, /* anchored at the end */
		{"65 00", "3B 65 00", false}, /* and at the start */
		{"3B .. 00", "3B 65 00", true},
		{"3B .. 00", "3B 65 01", false},
		{"3. 6. .0", "3B 65 00", true},
		{"3B.65", "3B 65", true}, /* "." also matches a blank */
		{"3B 6[45] 00", "3B 65 00", true},
		{"3B 6[4,5] 00", "3B 65 00", true},
		{"3B 6[46] 00", "3B 65 00", false},
		{"3B 6[1-5] 00", "3B 65 00", true},
		{"3B 6[1-4] 00", "3B 65 00", false},
		{"3B 6[8-b] 00", "3B 6A 00", true}, /* compares values, not character codes */
		{"3B 6[b-f] 00", "3B 6A 00", false},
		{"3B[ 0]65", "3B 65", true},
		{"3B .*", "3B 65 00", true},
		{"3B .*", "3B", false}, /* the blank is required */
		{"3B.*", "3B", true},
		{"3B .*00", "3B 65 00", true},
		{"3B .* 00", "3B 65 01", false},
		{"3B 6*5 00", "3B 65 00", true},
		{"3B 6*65 00", "3B 65 00", true},
		{"3B 66*5 00", "3B 65 00", true},
		{"3B 66*6*5 00", "3B 65 00", true},
		{"3B [0-9 ]*", "3B 65 00", true},
		{"3B [0-4 ]*", "3B 65 00", false},
		{"3B   65\t00", "3B 65 00", true},
		{"3B  *65 00", "3B 65 00", true},
		{"", "3B 65 00", false},
		{"3B 6+5 00", "3B 65 00", true},
		{"3B 65 0+", "3B 65 00", true},
		{"3B 65 00 +0*", "3B 65 00", false}, /* requires at least one more blank */
		{"3B 65( 00)+", "3B 65 00", false},
		{"3B 6?5 00", "3B 65 00", true},
		{"3B 6?65 00", "3B 65 00", true},
		{"3B 66?5 0?0?0?", "3B 65 00", true},
		{"3B 6?65 0?", "3B 65 00", false},
		{"3B 65 0{2}", "3B 65 00", true},
		{"3B 65 0{3}", "3B 65 00", false},
		{"3B [0-9 ]{5}", "3B 65 00", true},
		{"3B [0-9 ]{6,}", "3B 65 00", false},
		{"3B [0-9 ]{2,}", "3B 65 00", true},
		{"3B .{2,5}", "3B 65 00", true},
		{"3B .{2,4}", "3B 65 00", false},
		{"3B 65 1{0}00", "3B 65 00", true},
		{"3{1}B 65 00", "3B 65 00", true},
		{"^3B 65 00$", "3B 65 00", true},
		{"^65 00", "3B 65 00", false},
		{"3B 6[^4] 00", "3B 65 00", true},
		{"3B 6[^4-6] 00", "3B 65 00", false},
		{"3B[^0-F]65 00", "3B 65 00", true},
		{"3B[^ ]65 00", "3B 65 00", false},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		print_message("%s against %s\n", rows[i].pattern, rows[i].atr);
		assert_int_equal(match(rows[i].pattern, rows[i].atr), rows[i].matches);
	}
}

static void test_unknown(void **state)
{
	static const struct {
		const char *pattern;
		enum pattern_status status;
		size_t at;
	} rows[] = {
		{"3B .. 00", PATTERN_OK, 8},
		{"3B 0+", PATTERN_OK, 5},
		{"3B (00|01)", PATTERN_GROUP, 3},
		{"3B \\d", PATTERN_UNKNOWN, 3},
		{"^3B$", PATTERN_OK, 4},
		{"3B 0]", PATTERN_UNKNOWN, 4},
		{"3B 0G", PATTERN_UNKNOWN, 4},
		{"3B 0,", PATTERN_UNKNOWN, 4},
		{"3B 0{2}", PATTERN_OK, 7},
		{"3B [^0]1", PATTERN_OK, 8},
		{"3B$0", PATTERN_UNKNOWN, 2},
		{"3B^", PATTERN_UNKNOWN, 2},
		{"3B|3F", PATTERN_GROUP, 2},
		{"$", PATTERN_UNKNOWN, 0},
		{"3B 0{}", PATTERN_COUNT, 4},
		{"3B 0{,2}", PATTERN_COUNT, 4},
		{"3B 0{2", PATTERN_COUNT, 4},
		{"3B 0{3,2}", PATTERN_COUNT, 4},
		{"3B 0{256}", PATTERN_COUNT, 4},
		{"3B 0{255}", PATTERN_OK, 9},
		{"3B 0{1,256}", PATTERN_COUNT, 4},
		{"3B 0{99999999999}", PATTERN_COUNT, 4},
		{"3B 0+?", PATTERN_REPEAT, 5},
		{"3B 0{2}*", PATTERN_REPEAT, 7},
		{"+3B", PATTERN_REPEAT, 0},
		{"^*", PATTERN_REPEAT, 1},
		{"3B {2}", PATTERN_OK, 6},
		{"3B [^]1", PATTERN_EMPTY_SET, 3},
		{"3B [^0-F ]", PATTERN_EMPTY_SET, 3},
		{"3B [^12", PATTERN_OPEN, 3},
		{"3B [[0]1", PATTERN_UNKNOWN, 4},
		{"3B [-3]1", PATTERN_UNKNOWN, 4},
		{"3B [12", PATTERN_OPEN, 3},
		{"3B [", PATTERN_OPEN, 3},
		{"3B []1", PATTERN_EMPTY_SET, 3},
		{"3B [,]1", PATTERN_EMPTY_SET, 3},
		{"3B [5-1]1", PATTERN_RANGE, 5},
		{"3B [1-]1", PATTERN_RANGE, 5},
		{"3B [1-", PATTERN_RANGE, 5},
		{"3B .**", PATTERN_REPEAT, 5},
		{"*3B", PATTERN_REPEAT, 0},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct pattern_check check =
			pattern_check(rows[i].pattern, strlen(rows[i].pattern));

		print_message("%s\n", rows[i].pattern);
		assert_int_equal(check.status, rows[i].status);
		assert_int_equal(check.at, rows[i].at);
	}
	/* Never match, even if everything before the unknown part would match. */
	assert_true(match("3B 00.*", "3B 00"));
	assert_false(match("3B 00.*+", "3B 00"));
	assert_false(match("3B 00.*[", "3B 00"));
	assert_false(match("3B 00.**", "3B 00"));
}

static void test_specificity(void **state)
{
	/* From the most to the least specific. */
	static const char *const order[] = {
		"3B 65 0[01]", "3B 65 0[0-2]", "3B 65 0.", "3B 65 ..",
		"3B 65 .*",    "3B .. ..",     ".. ..",    ".*",
	};
	uint32_t last = UINT32_MAX;

	(void)state;
	for (size_t i = 0; i < LENGTH(order); i++) {
		uint32_t next = pattern_check(order[i], strlen(order[i])).specificity;

		print_message("%s: %u\n", order[i], (unsigned)next);
		assert_true(next < last);
		last = next;
	}
}

static void test_head(void **state)
{
	static const struct {
		const char *pattern;
		size_t count;
		uint8_t bytes[4];
	} rows[] = {
		{"3B 65 .. 00", 2, {0x3B, 0x65}},
		{"3b 6a .*", 2, {0x3B, 0x6A}},
		{"3B 6. 00", 1, {0x3B}},
		{"3B 65* 00", 1, {0x3B}},
		{"3B 6*5 00", 1, {0x3B}},
		{"3B.65 00", 1, {0x3B}},
		{"3B* 65 00", 0, {0}},
		{".. 65", 0, {0}},
		{"3B  65 00 .. 01", 3, {0x3B, 0x65, 0x00}},
		{"3B 01 02 03 04 05 ..", 4, {0x3B, 1, 2, 3}},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++) {
		uint8_t head[4] = {0};
		size_t count = pattern_head(rows[i].pattern, strlen(rows[i].pattern), head, 4);

		print_message("%s\n", rows[i].pattern);
		assert_int_equal(count, rows[i].count);
		assert_memory_equal(head, rows[i].bytes, count);
	}
}

/* Returns the processor time in s for matching piece, repeated to size characters; the minimum of a
 * few runs. */
static double cost(const struct pattern_subject *subject, const char *piece, size_t size, bool *met)
{
	char *pattern = malloc(size);
	double least = 0;

	assert_non_null(pattern);
	for (size_t at = 0; at < size; at++)
		pattern[at] = piece[at % strlen(piece)];
	for (int round = 0; round < 3; round++) {
		clock_t start = clock();
		*met = pattern_match(pattern, size, subject);
		double taken = (double)(clock() - start) / CLOCKS_PER_SEC;

		least = round == 0 || taken < least ? taken : least;
	}
	free(pattern);
	return least;
}

/* Four times the length takes four times as long, not sixteen, and certainly not exponentially:
 * with a backtracking matcher, most of these would never end. */
static void test_hostile(void **state)
{
	static const struct {
		const char *piece;
		size_t repeated;
		bool matches;
	} rows[] = {
		{".*", 50000, true},       {".*.*0", 66, true}, /* as many digits as the ATR has */
		{".*.*0", 67 + 32, false}, {"[0-F ]*", 14000, true},    {".*1*", 25000, true},
		{"0*", 50000, false}, /* no blank */
		{" *", 50000, false},      {".*.*.*.*1", 11000, false}, {"[", 100000, false},
		{"[0", 50000, false},      {"[0]", 33333, false},       {"*", 100000, false},
		{".", 100000, false},      {".*[", 33333, false},       {"00 ", 33333, false},
	};
	struct pattern_subject subject;
	uint8_t atr[33] = {0};

	(void)state;
	pattern_subject(&subject, atr, sizeof atr);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		size_t size = strlen(rows[i].piece) * rows[i].repeated;
		bool met, linear = false;

		print_message("%s %zu times\n", rows[i].piece, rows[i].repeated);
		/* On a busy machine single measurements may be wrong, but not all. */
		for (int attempt = 0; !linear && attempt < 20; attempt++) {
			double once = cost(&subject, rows[i].piece, size, &met);

			assert_int_equal(met, rows[i].matches);
			linear = cost(&subject, rows[i].piece, 4 * size, &met) < 8 * once + 1e-4;
		}
		assert_true(linear);
	}
}

static void test_length(void **state)
{
	struct pattern_subject subject;
	static uint8_t atr[PATTERN_ATR_MAX + 1];

	(void)state;
	pattern_subject(&subject, atr, PATTERN_ATR_MAX);
	assert_true(pattern_match(".*", 2, &subject));
	assert_true(pattern_match("0.*00", 5, &subject));
	pattern_subject(&subject, atr, PATTERN_ATR_MAX + 1);
	assert_false(pattern_match(".*", 2, &subject));
	pattern_subject(&subject, atr, 0);
	assert_true(pattern_match("", 0, &subject));
	assert_false(pattern_match(".", 1, &subject));
}

static uint64_t seed = 20231;

/* splitmix64 */
static uint32_t draw(uint32_t below)
{
	uint64_t z = seed += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (uint32_t)((z ^ z >> 31) % below);
}

/* Makes a pattern from the ATR's text with some wildcards, or from random characters. */
static size_t random_pattern(char *out, size_t size, const char *text)
{
	static const char *const pieces[] = {
		".",     "..",     ".*",   "*",    "[",  "]",  "[0-9]",  "[A-F ]",   "[12]", "[,3]",
		"[3-1]", "[a-f]*", " ",    "  ",   "\t", "0",  "3",      "B",        "b",    "f",
		"+",     "^",      "-",    "G",    "[",  "0*", " *",     "[ ]",      "[]",   "?",
		"{2}",   "{1,3}",  "{0,}", "[^0]", ".?", "$",  ".{1,4}", "[^0-9 ]+", "{",
	};
	size_t length = 0, from = 0;
	bool anything = draw(4) == 0;
	uint32_t wildness = 2 + draw(20);

	while (length + 8 < size && (anything ? draw(12) != 0 : text[from] != '\0')) {
		if (anything || draw(wildness) == 0) {
			const char *piece = pieces[draw(LENGTH(pieces))];

			memcpy(out + length, piece, strlen(piece));
			length += strlen(piece);
			from += anything ? 0 : draw(3);
			if (from > strlen(text))
				from = strlen(text);
		} else if (text[from] != '\0') {
			out[length++] = text[from++];
		}
	}
	return length;
}

/* Returns how much to try: less if everything is slow, as under valgrind. */
static unsigned long pairs_wanted(void)
{
	const char *wish = getenv("PATTERN_PAIRS");

	return wish != NULL ? strtoul(wish, NULL, 10) : 1000000;
}

static void test_random(void **state)
{
	unsigned long pairs = pairs_wanted(), met = 0, read = 0;

	(void)state;
	for (unsigned long i = 0; i < pairs; i++) {
		struct pattern_subject subject;
		uint8_t atr[33];
		char text[100], pattern[128];
		size_t length = 1 + draw(draw(10) == 0 ? 33 : 4);

		for (size_t k = 0; k < length; k++)
			atr[k] = (uint8_t)(draw(3) == 0 ? draw(256) : draw(2) * 0x11 + 0x30);
		hex_write_spaced(text, atr, length);
		size_t size = random_pattern(pattern, sizeof pattern, text);
		pattern_subject(&subject, atr, length);
		bool is = pattern_match(pattern, size, &subject);
		bool reads = pattern_check(pattern, size).status == PATTERN_OK;
		if (is != reference_match(pattern, size, text) ||
		    reads != reference_reads(pattern, size))
			fail_msg("pair %lu: \"%.*s\" against %s: %d", i, (int)size, pattern, text,
			         is);
		uint8_t head[8];
		size_t count = pattern_head(pattern, size, head, sizeof head);
		if (is && (count > length || memcmp(head, atr, count) != 0))
			fail_msg("pair %lu: the head of \"%.*s\"", i, (int)size, pattern);
		met += is;
		read += reads;
	}
	print_message("%lu pairs, %lu patterns read, %lu met\n", pairs, read, met);
	/* Enough patterns match, do not match, and are invalid. */
	assert_true(met > pairs / 20 && read - met > pairs / 20 && read < pairs - pairs / 20);
}

/* Returns the text of a whole file, owned; NULL if there is none. */
static char *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *text = file != NULL ? malloc(4 << 20) : NULL;

	*length = text != NULL ? fread(text, 1, 4 << 20, file) : 0;
	if (file != NULL)
		fclose(file);
	return text;
}

/* The lines of a real list, and its ATRs as text. */
struct list {
	struct span lines[20000];
	bool exact[20000];
	size_t count;
};

static void read_lines(struct list *list, const char *text, size_t length)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct cardlist_line line;
	struct cardlist_atr atr;

	while (list->count < LENGTH(list->lines) && cardlist_next(&walk, &line)) {
		cardlist_read(&line.text, &atr);
		assert_int_not_equal(atr.kind, CARDLIST_UNREADABLE);
		list->lines[list->count] = line.text;
		list->exact[list->count++] = atr.kind == CARDLIST_EXACT;
	}
}

/* Each entry compared with one ATR: a pattern matches as the reference says, any other entry only
 * if it is the same. */
static size_t match_all(const struct list *list, const struct span *atr)
{
	struct pattern_subject subject;
	uint8_t bytes[CARDLIST_ATR_MAX];
	char text[3 * CARDLIST_ATR_MAX + 1];
	struct hex_result hex = hex_read(atr->text, atr->length, bytes, sizeof bytes);
	size_t met = 0;

	hex_write_spaced(text, bytes, hex.count);
	pattern_subject(&subject, bytes, hex.count);
	for (size_t i = 0; i < list->count; i++) {
		const struct span *line = &list->lines[i];
		bool wanted = list->exact[i] ? span_equal(*line, *atr) :
					       reference_match(line->text, line->length, text);

		if (pattern_match(line->text, line->length, &subject) != wanted)
			fail_msg("%.*s against %s", (int)line->length, line->text, text);
		met += wanted;
	}
	return met;
}

static void test_list(void **state)
{
	static struct list list;
	size_t length, met = 0, asked = 0;
	/* `make check` has a run with every ATR. */
	size_t stride = pairs_wanted() < 1000000 ? 200 : pairs_wanted() < 10000000 ? 10 : 1;
	char *text = read_file("/usr/share/pcsc/smartcard_list.txt", &length);

	(void)state;
	if (text == NULL)
		skip();
	read_lines(&list, text, length);
	for (size_t i = 0; i < list.count; i += stride) {
		if (!list.exact[i])
			continue;
		met += match_all(&list, &list.lines[i]);
		asked++;
	}
	print_message("%zu entries x %zu ATRs: %zu met\n", list.count, asked, met);
	assert_true(met >= asked && met > 10);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_language),    cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_specificity), cmocka_unit_test(test_head),
		cmocka_unit_test(test_hostile),     cmocka_unit_test(test_length),
		cmocka_unit_test(test_random),      cmocka_unit_test(test_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
