/* Card lists as people write them, and the two ways to look up an ATR. */
#include "cards/cardindex.h"
#include "cards/cardlist.h"

#include "base/bytes.h"
#include "cards/pattern_explain.h"
#include "no_memory.h"

#include <stdlib.h>

/* Collects the reported problems as "line:column code" lines. */
struct told {
	char text[4096];
	size_t length;
};

static void tell(void *self, unsigned line, unsigned column, const struct problem *problem)
{
	struct told *told = self;

	told->length +=
		(size_t)snprintf(told->text + told->length, sizeof told->text - told->length,
	                         "%u:%u %s\n", line, column, problem->kind->code);
	assert_true(told->length < sizeof told->text);
}

/* Writes matches as "exact LINE PATTERN | NAME | NAME" lines. */
static void write_matches(const struct card_matches *matches, char *out, size_t size)
{
	size_t n = 0;

	*out = '\0';
	for (size_t i = 0; i < matches->count; i++) {
		const struct card_match *match = &matches->items[i];
		struct span names = match->names, name;

		n += (size_t)snprintf(out + n, size - n, "%s %u.%u %.*s",
		                      match->exact ? "exact" : "like", match->source, match->line,
		                      (int)match->pattern.length, match->pattern.text);
		while (card_name(&names, &name))
			n += (size_t)snprintf(out + n, size - n, " | %.*s", (int)name.length,
			                      name.text);
		n += (size_t)snprintf(out + n, size - n, "\n");
		assert_true(n < size);
	}
}

struct answer {
	char matches[8192];
	char told[4096];
};

/* Looks up in one or two lists (the second may be NULL), reading each once. */
static void ask_scan(const char *const *lists, const size_t *lengths, size_t count,
                     const uint8_t *atr, size_t length, struct answer *answer)
{
	struct told told = {.length = 0};
	struct cardlist_report report = {&told, tell};
	struct card_matches matches = {0};

	told.text[0] = '\0';
	for (size_t i = 0; i < count; i++)
		cardlist_scan(lists[i], lengths[i], atr, length, "list", (unsigned)i, &matches,
		              &report);
	card_matches_finish(&matches);
	assert_false(matches.failed);
	write_matches(&matches, answer->matches, sizeof answer->matches);
	memcpy(answer->told, told.text, sizeof told.text);
	/* No problems are reported; most lines are skipped unread. */
	static char unread[sizeof answer->matches];
	card_matches_clear(&matches);
	for (size_t i = 0; i < count; i++)
		cardlist_scan(lists[i], lengths[i], atr, length, "list", (unsigned)i, &matches,
		              NULL);
	card_matches_finish(&matches);
	write_matches(&matches, unread, sizeof unread);
	assert_string_equal(unread, answer->matches);
	card_matches_free(&matches);
}

static void ask_index(const char *const *lists, const size_t *lengths, size_t count,
                      const uint8_t *atr, size_t length, struct answer *answer)
{
	struct told told = {.length = 0};
	struct cardlist_report report = {&told, tell};
	struct card_matches matches = {0};
	struct cardindex *index = cardindex_new();

	told.text[0] = '\0';
	for (size_t i = 0; i < count; i++)
		assert_true(
			cardindex_add(index, lists[i], lengths[i], "list", (unsigned)i, &report));
	cardindex_find(index, atr, length, &matches);
	card_matches_finish(&matches);
	write_matches(&matches, answer->matches, sizeof answer->matches);
	memcpy(answer->told, told.text, sizeof told.text);
	card_matches_free(&matches);
	cardindex_free(&index);
	assert_null(index);
}

static struct answer ask_lists(const char *const *lists, const size_t *lengths, size_t count,
                               const char *atr)
{
	static struct answer scan, index;
	uint8_t bytes[CARDLIST_ATR_MAX + 1];
	struct hex_result hex = hex_read(atr, strlen(atr), bytes, sizeof bytes);

	ask_scan(lists, lengths, count, bytes, hex.count, &scan);
	ask_index(lists, lengths, count, bytes, hex.count, &index);
	assert_string_equal(scan.matches, index.matches);
	assert_string_equal(scan.told, index.told);
	return scan;
}

static struct answer ask_bytes(const char *list, size_t length, const char *atr)
{
	return ask_lists(&list, &length, 1, atr);
}

static struct answer ask(const char *list, const char *atr)
{
	return ask_bytes(list, strlen(list), atr);
}

#define assert_matches(list, atr, expected) assert_string_equal(ask(list, atr).matches, expected)
#define assert_told(list, expected) assert_string_equal(ask(list, "3B 00").told, expected)

static void test_plain(void **state)
{
	static const char list[] =
		"# a comment\n\n3B 65 00\n\tFirst card\n\thttp://first.example\n\n"
		"3B 65 01\n\tSecond card\n";

	(void)state;
	assert_matches(list, "3B6500", "exact 0.3 3B 65 00 | First card | http://first.example\n");
	assert_matches(list, "3B6501", "exact 0.7 3B 65 01 | Second card\n");
	assert_matches(list, "3B6502", "");
	assert_matches(list, "3B65", "");
	assert_matches(list, "3B650000", "");
	assert_matches(list, "", "");
	assert_told(list, "");
	assert_matches("", "3B6500", "");
}

static void test_ways_to_write(void **state)
{
	(void)state;
	/* CR LF */
	assert_matches("3B 65 00\r\n\tA card\r\n\r\n", "3B6500", "exact 0.1 3B 65 00 | A card\n");
	/* lower case, several blanks, TABs, packed, colons, blanks at the end */
	assert_matches("3b 6a 0f\n\tA\n", "3B6A0F", "exact 0.1 3b 6a 0f | A\n");
	assert_matches("3B  6A   0F\n\tA\n", "3B6A0F", "exact 0.1 3B  6A   0F | A\n");
	assert_matches("3B\t6A 0F\n\tA\n", "3B6A0F", "exact 0.1 3B\t6A 0F | A\n");
	assert_matches("3B6A0F\n\tA\n", "3B6A0F", "exact 0.1 3B6A0F | A\n");
	assert_matches("3B 6A0F\n\tA\n", "3B6A0F", "exact 0.1 3B 6A0F | A\n");
	assert_matches("3B:6A:0F\n\tA\n", "3B6A0F", "exact 0.1 3B:6A:0F | A\n");
	assert_matches("3B 6A 0F  \t\n\t  A  \n", "3B6A0F", "exact 0.1 3B 6A 0F | A\n");
	/* no blank line between entries; none at the end; no text; comments anywhere */
	assert_matches("3B 65 00\n\tA\n3B 65 01\n\tB\n", "3B6500", "exact 0.1 3B 65 00 | A\n");
	assert_matches("3B 65 00\n\tA\n3B 65 01\n\tB", "3B6501", "exact 0.3 3B 65 01 | B\n");
	assert_matches("3B 65 00\n3B 65 01\n\tB\n", "3B6500", "exact 0.1 3B 65 00\n");
	assert_matches("3B 65 00", "3B6500", "exact 0.1 3B 65 00\n");
	assert_matches("3B 65 00\n\tA\n# c\n\tB\n#\n3B 01\n", "3B6500",
	               "exact 0.1 3B 65 00 | A | B\n");
	/* a blank line inside an entry; lines of nothing but blanks */
	assert_matches("3B 65 00\n\tA\n\n\tB\n \t \n\tC\n\n3B 01\n\tD\n", "3B6500",
	               "exact 0.1 3B 65 00 | A | B | C\n");
	/* a BOM; blanks in place of the TAB; an ATR line moved to the right */
	assert_matches("\xEF\xBB\xBF"
	               "3B 65 00\n\tA\n",
	               "3B6500", "exact 0.1 3B 65 00 | A\n");
	/* and a byte order mark from joining files: it is not part of a name */
	assert_matches("3B 65 00\n\tA\n\xEF\xBB\xBF"
	               "3B 65 01\n\tB\n",
	               "3B6500", "exact 0.1 3B 65 00 | A\n");
	assert_matches("3B 65 00\n\tA\n\xEF\xBB\xBF"
	               "3B 65 01\n\tB\n",
	               "3B6501", "exact 0.3 3B 65 01 | B\n");
	assert_matches("3B 65 00\n        A\n  3 cards\n  DE AD\n", "3B6500",
	               "exact 0.1 3B 65 00 | A | 3 cards | DE AD\n");
	assert_matches("3B 65 00\n\tA\n  3B 65 01\n\tB\n", "3B6500", "exact 0.1 3B 65 00 | A\n");
	assert_matches("3B 65 00\n\tA\n  3B 65 01\n\tB\n", "3B6501", "exact 0.3 3B 65 01 | B\n");
}

static void test_any_bytes(void **state)
{
	static const char latin[] = "3B 65 00\n\tCaf\xE9\n",
			  nul[] = "3B 65 00\n\tA\0B\n3B\0 65 01\n\tC\n";
	enum { LONG = 1 << 20 };
	char *text = malloc(LONG + 64);

	(void)state;
	assert_non_null(text);
	assert_matches(latin, "3B6500", "exact 0.1 3B 65 00 | Caf\xE9\n");
	struct answer answer = ask_bytes(nul, sizeof nul - 1, "3B6501");
	assert_string_equal(answer.matches, "");
	assert_string_equal(answer.told, "3:3 atr-unknown\n");

	/* Lines of a megabyte; the entry after each of them is found. */
	static const struct {
		const char *piece, *told;
	} rows[] = {
		{"3B", "1:511 atr-too-long\n"},
		{".*[", "1:4 atr-unknown\n"},
		{"#", ""},
		{"[", "1:2 atr-unknown\n"},
		{"\t", ""},
		{" ", ""},
		{"0.", ""},
		{"x", "1:1 atr-unknown\n"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		static const char after[] = "\n3B 65 00\n\tA\n";

		for (size_t at = 0; at < LONG; at++)
			text[at] = rows[i].piece[at % strlen(rows[i].piece)];
		memcpy(text + LONG, after, sizeof after);
		answer = ask_bytes(text, LONG + sizeof after - 1, "3B6500");
		assert_string_equal(answer.matches, "exact 0.2 3B 65 00 | A\n");
		assert_string_equal(answer.told, rows[i].told);
	}
	free(text);
}

static void test_problems(void **state)
{
	(void)state;
	assert_told("3B 6 00\n\tA\n", "1:4 atr-odd\n");
	assert_told("3B 65 0\n", "1:7 atr-odd\n");
	assert_told("\n\n3B 65 |\n", "3:7 pattern-group\n");
	assert_told("\n3B 65 (00|01)\n", "2:7 pattern-group\n");
	assert_told("3B 0{2\n", "1:5 pattern-count\n");
	assert_told("  3B\nhello\n", "2:1 atr-unknown\n");
	assert_told(
		"3B [1\n3B []\n3B [4-2]\n3B .**\n*\n",
		"1:4 pattern-open\n2:4 pattern-empty-set\n3:6 pattern-range\n4:6 pattern-repeat\n"
		"5:1 pattern-repeat\n");
	assert_told("\tA name\n\tAnother\n3B 00\n", "1:1 text-alone\n");
	assert_told("\xEF\xBB\xBF"
	            "3B 0G\n",
	            "1:5 atr-unknown\n");
	/* The texts of an unreadable line do not belong to the entry above it. */
	assert_matches("3B 65 00\n\tA\n3B 65 0\n\tB\n", "3B6500", "exact 0.1 3B 65 00 | A\n");

	static char longest[3 * 256 + 2], told[32];
	for (size_t i = 0; i < 256; i++)
		memcpy(longest + 3 * i, "3B ", 3);
	snprintf(told, sizeof told, "1:%u atr-too-long\n", 255 * 3 + 1);
	assert_told(longest, told);
	longest[255 * 3] = '\0';
	assert_told(longest, "");
}

static void test_order_and_names(void **state)
{
	static const char first[] = "3B .. 00\n\tWide\n\tSame\n\n3B 6. 00\n\tNarrow\n\tSame\n\n"
				    "3B 65 00\n\tExact\n\tExact\n\t Wide \n\tSame\n";
	static const char second[] = "3B .* 00\n\tSame\n\tAny\n\n3B 65 00\n\tOther\n";
	static const char *const both[] = {first, second};
	static const size_t lengths[] = {sizeof first - 1, sizeof second - 1};

	(void)state;
	assert_string_equal(ask_lists(both, lengths, 2, "3B6500").matches,
	                    "exact 0.9 3B 65 00 | Exact | Wide | Same\n"
	                    "exact 1.5 3B 65 00 | Other\n"
	                    "like 0.5 3B 6. 00 | Narrow\n"
	                    "like 0.1 3B .. 00\n"
	                    "like 1.1 3B .* 00 | Any\n");
	/* The same entry twice, and patterns that are equally specific: ordered by list and
	 * line. */
	assert_matches("3B 65 00\n\tA\n3B 65 00\n\tB\n3B .5 00\n\tC\n3B 6. 00\n\tD\n", "3B6500",
	               "exact 0.1 3B 65 00 | A\nexact 0.3 3B 65 00 | B\n"
	               "like 0.5 3B .5 00 | C\nlike 0.7 3B 6. 00 | D\n");
}

/* A thousand entries that all match and all have the same names. */
static void test_many_matches(void **state)
{
	enum { COUNT = 1000 };
	char *list = malloc(COUNT * 32);
	size_t length = 0;
	struct card_matches matches = {0};
	static const uint8_t atr[] = {0x3B, 0x65};
	struct span name;

	(void)state;
	for (int i = 0; i < COUNT; i++)
		length += (size_t)sprintf(list + length, "3B 65\n\tSame\n\tNumber %d\n", i);
	for (int again = 0; again < 2; again++) {
		card_matches_clear(&matches);
		cardlist_scan(list, length, atr, sizeof atr, "list", 0, &matches, NULL);
		card_matches_finish(&matches);
		assert_int_equal(matches.count, COUNT);
		for (size_t i = 0; i < COUNT; i++) {
			struct span names = matches.items[i].names;
			char wanted[32];

			sprintf(wanted, "Number %zu", i);
			assert_int_equal(matches.items[i].line, 3 * i + 1);
			assert_true(i > 0 || (card_name(&names, &name) && name.length == 4));
			assert_true(card_name(&names, &name));
			assert_int_equal(name.length, strlen(wanted));
			assert_memory_equal(name.text, wanted, name.length);
			assert_false(card_name(&names, &name));
		}
	}
	card_matches_free(&matches);
	free(list);
}

static void test_has_entry(void **state)
{
	static const struct {
		const char *text;
		bool has;
	} rows[] = {
		{"", false},          {"# nothing\n\n", false},  {"\tA name\n", false},
		{"<html>\n", false},  {"3B 0\n\tA\n[\n", false}, {"hello\n3B 00\n", true},
		{"3B 65 ..\n", true},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_int_equal(cardlist_has_entry(rows[i].text, strlen(rows[i].text)),
		                 rows[i].has);
}

static uint64_t seed = 4;

static uint32_t draw(uint32_t below)
{
	uint64_t z = seed += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (uint32_t)((z ^ z >> 31) % below);
}

static size_t random_list(char *list, size_t size)
{
	static const char *const pieces[] = {
		"3B",         "3F",
		"6A",         "00",
		"01",         " ",
		" ",          " ",
		" ",          "  ",
		"\t",         "\n",
		"\n",         "\n\t",
		"\nName",     "3b",
		"6a",         "..",
		"0.",         ".*",
		"[01]",       "[0-3]",
		"\r\n",       "#",
		"+",          ":",
		"\n3B ",      "\n3B 00 ",
		"\n3B 00 01", "\n3B",
		"\n ",        "0",
		"[",          "\n\tOne\n\tTwo\n",
		"\n\tTwo\n",  "*",
		"\x80",       "\n3B0001",
	};
	size_t length = 0, count = draw(60);

	for (size_t i = 0; i < count; i++) {
		const char *piece = pieces[draw(LENGTH(pieces))];

		if (length + strlen(piece) >= size)
			break;
		memcpy(list + length, piece, strlen(piece));
		length += strlen(piece);
	}
	return length;
}

static void test_scan_equals_index(void **state)
{
	static struct answer scan, index;
	size_t met = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char lists[2][512];
		const char *both[] = {lists[0], lists[1]};
		size_t lengths[] = {random_list(lists[0], 512), random_list(lists[1], 512)};
		static const uint8_t bytes[] = {0x3B, 0x3B, 0x00, 0x01, 0x6A, 0x3F};
		uint8_t atr[4];
		size_t length = draw(5);

		for (size_t k = 0; k < length; k++)
			atr[k] = k == 0 ? 0x3B : bytes[draw(sizeof bytes)];
		ask_scan(both, lengths, 2, atr, length, &scan);
		ask_index(both, lengths, 2, atr, length, &index);
		if (strcmp(scan.matches, index.matches) != 0 || strcmp(scan.told, index.told) != 0)
			fail_msg("list %d:\n%.*s\nscan: %s%s\nindex: %s%s", i, (int)lengths[0],
			         lists[0], scan.matches, scan.told, index.matches, index.told);
		met += scan.matches[0] != '\0';
	}
	print_message("%zu look-ups met something\n", met);
	assert_true(met > 2000);
}

static void put_parts(const struct card_match *match, struct text *out)
{
	for (size_t i = 0; i < match->part_count; i++)
		text_printf(out, "%.*s=%u+%u ", (int)match->parts[i].length,
		            match->pattern.text + match->parts[i].at, match->parts[i].first,
		            match->parts[i].count);
}

/* Which part of each pattern matched which bytes, the most specific pattern first; exact entries
 * have no parts. */
static bool explain(const void *subject, struct text *out)
{
	static const char list[] = "3B .. 00\n\tA\n\n3B .* 00\n\tA\n\tB\n\n3B 65 00\n\tC\n";
	static const uint8_t atr[] = {0x3B, 0x65, 0x00};
	struct card_matches matches = {0};

	(void)subject;
	for (int again = 0; again < 2 && !matches.failed; again++) {
		card_matches_clear(&matches);
		cardlist_scan(list, sizeof list - 1, atr, sizeof atr, "list", 0, &matches, NULL);
		card_matches_finish(&matches);
		card_matches_explain(&matches, atr, sizeof atr);
		for (size_t i = 0; i < matches.count; i++)
			put_parts(&matches.items[i], out);
	}
	bool good = !matches.failed;
	card_matches_free(&matches);
	return good;
}

static void test_explain(void **state)
{
	struct text out = {0};

	(void)state;
	assert_true(explain(NULL, &out));
	assert_string_equal(out.data,
	                    "3B=0+1 ..=1+1 00=2+1 3B=0+1 .*=1+1 00=2+1 "
	                    "3B=0+1 ..=1+1 00=2+1 3B=0+1 .*=1+1 00=2+1 ");
	text_free(&out);
	no_memory(explain, NULL);
}

enum { INDEXED = 40 };

/* An index that grows twice, with lists in which the ATR comes last. */
static bool look_up(const void *subject, struct text *out)
{
	const char *list = subject;
	const uint8_t atr[] = {0x3B, INDEXED - 1};
	struct card_matches matches = {0};
	struct cardindex *index = cardindex_new();
	bool good = index != NULL;

	for (unsigned i = 0; i < 2; i++)
		good = good && cardindex_add(index, list, strlen(list), "list", i, NULL);
	if (good)
		cardindex_find(index, atr, sizeof atr, &matches);
	card_matches_finish(&matches);
	for (size_t i = 0; i < matches.count; i++)
		text_printf(out, "%u.%u ", matches.items[i].source, matches.items[i].line);
	good = good && !matches.failed;
	card_matches_free(&matches);
	cardindex_free(&index);
	return good;
}

static void test_index(void **state)
{
	struct text list = {0}, out = {0};

	(void)state;
	for (unsigned i = 0; i < INDEXED; i++)
		text_printf(&list, "3B %02X\n\tcard %u\n", i, i);
	assert_true(look_up(list.data, &out));
	assert_string_equal(out.data, "0.79 1.79 ");
	no_memory(look_up, list.data);
	text_free(&list);
	text_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),           cmocka_unit_test(test_ways_to_write),
		cmocka_unit_test(test_any_bytes),       cmocka_unit_test(test_problems),
		cmocka_unit_test(test_order_and_names), cmocka_unit_test(test_many_matches),
		cmocka_unit_test(test_has_entry),       cmocka_unit_test(test_scan_equals_index),
		cmocka_unit_test(test_explain),         cmocka_unit_test(test_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
