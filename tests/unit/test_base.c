#include "no_memory.h"

#include "base/array.h"
#include "base/bytes.h"
#include "base/columns.h"
#include "base/cursor.h"
#include "base/escape.h"
#include "base/fold.h"
#include "base/installed.h"
#include "base/nearest.h"
#include "base/num.h"
#include "base/problem.h"
#include "base/span_map.h"
#include "base/span_store.h"
#include "base/style.h"
#include "base/text.h"
#include "base/wrap.h"

#include <locale.h>
#include <stdlib.h>
#include <wctype.h>

static void hex_is_read_in_every_spelling(void **state)
{
	static const char *const texts[] = {"3B6500ff", "3b 65 00 FF", "3B:65:00:FF",
	                                    " 3B 6500\tFF ", "3B  65 00  ff"};
	static const uint8_t want[] = {0x3B, 0x65, 0x00, 0xFF};
	(void)state;

	for (size_t i = 0; i < LENGTH(texts); i++) {
		uint8_t out[8];
		struct hex_result r = hex_read(texts[i], strlen(texts[i]), out, sizeof out);

		assert_int_equal(r.status, HEX_OK);
		assert_int_equal(r.count, 4);
		assert_memory_equal(out, want, 4);
	}
}

static void hex_errors_name_their_place(void **state)
{
	static const struct {
		const char *text;
		enum hex_status status;
		size_t at;
	} rows[] = {
		{"", HEX_EMPTY, 0},
		{"   ", HEX_EMPTY, 3},
		{"3", HEX_ODD, 0},
		{"3B 6", HEX_ODD, 3},
		{"3B 6 5", HEX_ODD, 3},
		{"3B6", HEX_ODD, 2},
		{"hello", HEX_NOT_HEX, 0},
		{"3Bx", HEX_NOT_HEX, 2},
		{"3x", HEX_NOT_HEX, 1},
		{":3B", HEX_NOT_HEX, 0},
		{"3B::65", HEX_NOT_HEX, 3},
		{"3B:", HEX_NOT_HEX, 2},
		{"3B 6\x01", HEX_NOT_HEX, 4},
		{"3B\n65", HEX_NOT_HEX, 2},
		{"3:B", HEX_ODD, 0},
		{"112233445566", HEX_TOO_LONG, 8},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		uint8_t out[4];
		struct hex_result r = hex_read(rows[i].text, strlen(rows[i].text), out, sizeof out);

		if (r.status != rows[i].status || r.at != rows[i].at)
			fail_msg("\"%s\": status %d at %zu", rows[i].text, (int)r.status, r.at);
	}
}

static void each_status_of_hex_has_words(void **state)
{
	(void)state;
	assert_string_equal(hex_status_text(HEX_OK), "hex digits");
	assert_string_equal(hex_status_text(HEX_EMPTY), "no hex digits");
	assert_string_equal(hex_status_text(HEX_NOT_HEX), "not a hex digit");
	assert_string_equal(hex_status_text(HEX_ODD), "expected two hex digits per byte");
	assert_string_equal(hex_status_text(HEX_TOO_LONG), "too many bytes");
}

static void hex_of_a_programs_source(void **state)
{
	static const struct {
		const char *text;
		enum hex_status status; /* if HEX_OK, the bytes are 3B 65 */
		size_t at;
	} rows[] = {
		{"0x3B, 0x65", HEX_OK, 10},
		{"0X3b,0x65,", HEX_OK, 10},
		{"0x3B65", HEX_OK, 6},
		{"3B,65", HEX_OK, 5},
		{"0x3B 65", HEX_OK, 7},
		{"3B , 65", HEX_OK, 7},
		{"3B,,65", HEX_NOT_HEX, 3},
		{",3B", HEX_NOT_HEX, 0},
		{"0x", HEX_NOT_HEX, 1},
		{"0xx3B", HEX_NOT_HEX, 1},
		{"3B0x65", HEX_NOT_HEX, 3},
		{"0x3", HEX_ODD, 2},
		{"0x3, 0x65", HEX_ODD, 2},
		{"0x0x3B", HEX_NOT_HEX, 3},
		{"3B-65", HEX_OK, 5},
		{"3B-", HEX_NOT_HEX, 2},
		{"-3B", HEX_NOT_HEX, 0},
		{"3-B", HEX_ODD, 0},
		{"3Bh 65H", HEX_OK, 7},
		{"3h", HEX_NOT_HEX, 1},
		{"h3B", HEX_NOT_HEX, 0},
		{"3B h", HEX_NOT_HEX, 3},
		{"{0x3B, 0x65};", HEX_OK, 11},
		{"{}", HEX_EMPTY, 1},
		{"\"\\x3B\\x65\"", HEX_OK, 9},
		{"\\x3", HEX_ODD, 2},
		{"\\3B", HEX_NOT_HEX, 0},
		{"3B}65", HEX_NOT_HEX, 2},
		{"('3B', '65')", HEX_NOT_HEX, 4},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const char *text = rows[i].text;
		uint8_t out[4] = {0};
		struct hex_result r = hex_read_source(text, strlen(text), out, sizeof out);

		if (r.status != rows[i].status || r.at != rows[i].at)
			fail_msg("\"%s\": status %d at %zu", text, (int)r.status, r.at);
		if (r.status == HEX_OK)
			assert_memory_equal(out, "\x3B\x65", r.count);
		assert_int_not_equal(hex_read(text, strlen(text), out, sizeof out).status, HEX_OK);
	}
}

static void hex_stops_at_the_given_length_and_at_nul(void **state)
{
	uint8_t out[4];
	(void)state;

	assert_int_equal(hex_read("3B65", 2, out, sizeof out).count, 1);
	assert_int_equal(hex_read("3B65", 3, out, sizeof out).status, HEX_ODD);
	assert_int_equal(hex_read("3B\0"
	                          "65",
	                          5, out, sizeof out)
	                         .status,
	                 HEX_NOT_HEX);
}

static void of_hex_no_more_than_a_header_is_quoted(void **state)
{
	static const struct {
		const char *word;
		int length;
	} rows[] = {
		{"0020008104313233", 8},
		{"0x0020008104", 10},
		{"00:20:00:81:04", 11},
		{"002000813G", 8},
		{"x0020008108313233", 9},
		{"APDU_0020008108313233", 13},
		{"00A4", 4},
		{"resset", 6},
		{"decades of data", 15},
		{"", 0},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_int_equal(hex_quotable(rows[i].word, strlen(rows[i].word)), rows[i].length);
	assert_int_equal(hex_quotable("a word that is longer than a message may show it", 48), 40);
}

static void hex_is_written(void **state)
{
	static const uint8_t bytes[] = {0x00, 0xAB, 0xF0};
	char out[10];
	(void)state;

	assert_int_equal(hex_write(out, bytes, 3), 6);
	assert_string_equal(out, "00ABF0");
	assert_int_equal(hex_write_spaced(out, bytes, 3), 8);
	assert_string_equal(out, "00 AB F0");
	assert_int_equal(hex_write_spaced(out, bytes, 0), 0);
	assert_string_equal(out, "");
}

static void every_byte_survives_the_way_to_text_and_back(void **state)
{
	uint8_t bytes[256], again[256];
	char packed[513], spaced[768];
	(void)state;

	for (unsigned i = 0; i < 256; i++)
		bytes[i] = (uint8_t)i;
	hex_write(packed, bytes, 256);
	hex_write_spaced(spaced, bytes, 256);
	assert_int_equal(hex_read(packed, strlen(packed), again, 256).count, 256);
	assert_memory_equal(bytes, again, 256);
	assert_int_equal(hex_read(spaced, strlen(spaced), again, 256).count, 256);
	assert_memory_equal(bytes, again, 256);
}

static void the_cursor_never_leaves_its_input(void **state)
{
	static const uint8_t bytes[] = {1, 2, 3};
	struct cursor c = cursor_start(bytes, 3);
	const uint8_t *run = NULL;
	uint8_t b = 0;
	(void)state;

	assert_true(cursor_u8(&c, &b));
	assert_int_equal(b, 1);
	assert_false(cursor_bytes(&c, 3, &run));
	assert_int_equal(cursor_left(&c), 2);
	assert_false(cursor_bytes(&c, SIZE_MAX, &run));
	assert_true(cursor_bytes(&c, 2, &run));
	assert_ptr_equal(run, bytes + 1);
	assert_false(cursor_u8(&c, &b));
	assert_true(cursor_bytes(&c, 0, &run));
}

static void numbers_are_whole_texts(void **state)
{
	static const char *const wrong[] = {"",   " 1", "1 ", "-1",  "+1",
	                                    "1x", "0x", "x",  "1.0", "١"};
	uint64_t n = 7;
	(void)state;

	for (size_t i = 0; i < LENGTH(wrong); i++) {
		assert_false(num_decimal(span_of(wrong[i]), UINT64_MAX, &n));
		assert_false(num_any(span_of(wrong[i]), UINT64_MAX, &n));
	}
	assert_int_equal(n, 7);
	assert_true(num_decimal(span_of("0"), 0, &n));
	assert_int_equal(n, 0);
	assert_true(num_decimal(span_of("18446744073709551615"), UINT64_MAX, &n));
	assert_true(n == UINT64_MAX);
	assert_false(num_decimal(span_of("18446744073709551616"), UINT64_MAX, &n));
	assert_false(num_decimal(span_of("99999999999999999999999"), UINT64_MAX, &n));
	assert_true(num_decimal(span_of("255"), 255, &n));
	assert_false(num_decimal(span_of("256"), 255, &n));
	assert_false(num_decimal(span_of("9"), 5, &n));
	assert_false(num_decimal(span_of("0x10"), 255, &n));
	assert_true(num_any(span_of("0xfF"), 255, &n));
	assert_int_equal(n, 255);
	assert_false(num_any(span_of("0x100"), 255, &n));
	assert_true(num_any(span_of("010"), 255, &n));
	assert_int_equal(n, 10);
}

static void seconds_become_milliseconds(void **state)
{
	static const char *const wrong[] = {"",    ".",  ".5",  "1.",  "1.2345",
	                                    "1,5", "-1", "1e3", "1.-2"};
	uint64_t ms = 0;
	(void)state;

	for (size_t i = 0; i < LENGTH(wrong); i++)
		if (num_seconds(span_of(wrong[i]), 1000000, &ms))
			fail_msg("\"%s\" was taken", wrong[i]);
	assert_true(num_seconds(span_of("2"), 1000000, &ms));
	assert_int_equal(ms, 2000);
	assert_true(num_seconds(span_of("0.05"), 1000000, &ms));
	assert_int_equal(ms, 50);
	assert_true(num_seconds(span_of("1.234"), 1234, &ms));
	assert_int_equal(ms, 1234);
	assert_false(num_seconds(span_of("1.235"), 1234, &ms));
	assert_false(num_seconds(span_of("99999999999999999999999999"), 1234, &ms));
}

static void escaped(const char *in, size_t length, const char *want)
{
	char out[128];

	assert_int_equal(escape_terminal(out, sizeof out, in, length), strlen(want));
	assert_string_equal(out, want);
	assert_int_equal(escape_is_clean(in, length),
	                 strcmp(in, want) == 0 && strlen(in) == length);
}

static void a_terminal_gets_no_control_character(void **state)
{
	(void)state;
	escaped("Reader", 6, "Reader");
	escaped("caf\xC3\xA9", 5, "caf\xC3\xA9");
	escaped("\033[2J", 4, "\\x1B[2J");
	escaped("a\0b", 3, "a\\x00b");
	escaped("a\r\n\x7F", 4, "a\\x0D\\x0A\\x7F");
	escaped("\xC2\x9B"
	        "31m",
	        5, "\\xC2\\x9B31m"); /* C1 CSI */
	escaped("\xE2\x80\xAE"
	        "x",
	        4, "\\xE2\\x80\\xAEx");                         /* right-to-left override */
	escaped("\xFF\xC3", 2, "\\xFF\\xC3");                   /* not UTF-8, truncated */
	escaped("\xC0\xAF", 2, "\\xC0\\xAF");                   /* overlong */
	escaped("\xED\xA0\x80", 3, "\\xED\\xA0\\x80");          /* surrogate */
	escaped("\xF4\x90\x80\x80", 4, "\\xF4\\x90\\x80\\x80"); /* above 10FFFF */
	escaped("\xF0\x9F\x92\xB3", 4, "\xF0\x9F\x92\xB3");
}

static void escaping_ends_at_the_buffer_and_not_within_a_character(void **state)
{
	char out[6];
	(void)state;

	assert_int_equal(escape_terminal(out, sizeof out, "ab\033c", 4), 2);
	assert_string_equal(out, "ab");
	assert_int_equal(escape_terminal(out, 3, "a\xC3\xA9", 3), 1);
	assert_string_equal(out, "a");
	assert_int_equal(escape_terminal(out, 1, "abc", 3), 0);
	assert_string_equal(out, "");
	assert_int_equal(escape_terminal(out, sizeof out, "abcdefgh", 8), 5);
	assert_string_equal(out, "abcde");
	assert_int_equal(escape_terminal(NULL, 0, "abc", 3), 0);
	assert_int_equal(escape_terminal(out, sizeof out, NULL, 0), 0);
	assert_string_equal(out, "");
}

static void a_piece_ends_before_a_character_that_is_cut(void **state)
{
	(void)state;
	assert_int_equal(escape_piece("abcd", 4, 4), 4);
	assert_int_equal(escape_piece("abcde", 5, 4), 4);
	assert_int_equal(escape_piece("ab\xF0\x9F\x92\xB3", 6, 4), 2);
	assert_int_equal(escape_piece("abc\xC3\xA9", 5, 4), 3);
	/* text that is not UTF-8 may be cut anywhere */
	assert_int_equal(escape_piece("\x80\x80\x80\x80\x80\x80", 6, 4), 4);
}

static void plain_text_ends_before_what_is_not_ascii_or_not_printable(void **state)
{
	(void)state;

	assert_int_equal(escape_plain(" ~ab", 4), 4);
	assert_int_equal(escape_plain("ab\x7F", 3), 2);
	assert_int_equal(escape_plain("a\x1F"
	                              "b",
	                              3),
	                 1);
	assert_int_equal(escape_plain("caf\xC3\xA9", 5), 3);
	assert_int_equal(escape_plain("a\tb", 3), 1);
	assert_int_equal(escape_plain("\0", 1), 0);
	assert_int_equal(escape_plain(NULL, 0), 0);
}

static void columns(const char *text, size_t want)
{
	assert_int_equal(utf8_columns(text, strlen(text)), want);
}

static void a_wide_character_takes_two_columns(void **state)
{
	(void)state;

	columns("", 0);
	columns("Reader 0", 8);
	columns("Gr\xC3\xB6\xC3\x9F"
	        "e",
	        5);
	columns("e\xCC\x81", 1);                              /* U+0301 after an e */
	columns("\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", 6);   /* U+65E5 U+672C U+8A9E */
	columns("\xEF\xBD\xB6", 1);                           /* halfwidth U+FF76 */
	columns("\xED\x95\x9C", 2);                           /* U+D55C */
	columns("\xF0\x9F\x98\x80", 2);                       /* U+1F600 */
	columns("\xF0\xA0\x80\x80", 2);                       /* U+20000 */
	columns("\xE2\x80\x8B", 0);                           /* U+200B */
	columns("a\xFF\xE6\x97z", 5);                         /* not UTF-8: byte by byte */
	assert_int_equal(utf8_columns("\xE6\x97\xA5", 2), 2); /* not past its end */
}

static void a_tab_becomes_a_blank(void **state)
{
	char out[8];
	(void)state;

	escape_terminal(out, sizeof out, "a\tb", 3);
	assert_string_equal(out, "a b");
}

static void utf8_is_repaired(void **state)
{
	char out[32];
	(void)state;

	utf8_repair(out, sizeof out, "a\xFF\xC3\xA9\0z", 6);
	assert_string_equal(out, "a\xEF\xBF\xBD\xC3\xA9\xEF\xBF\xBDz");
	utf8_repair(out, 3, "a\xFF", 2);
	assert_string_equal(out, "a");
}

static void a_text_grows(void **state)
{
	static const uint8_t bytes[] = {0x3B, 0x00};
	struct text text = {0};
	(void)state;

	for (int i = 0; i < 1000; i++)
		text_printf(&text, "%d,", i % 10);
	assert_int_equal(text.length, 2000);
	assert_false(text.failed);
	text_clear(&text);
	assert_string_equal(text.data, "");
	text_hex(&text, bytes, 2, ' ');
	text_puts(&text, "|");
	text_hex(&text, bytes, 2, '\0');
	text_add(&text, "\0x", 2);
	assert_int_equal(text.length, 12);
	assert_memory_equal(text.data, "3B 00|3B00\0x", 13);
	text_free(&text);
	assert_null(text.data);
}

static void an_array_has_bounds(void **state)
{
	size_t size = 0;
	char *items = array_room(NULL, 0, &size, 1);

	(void)state;
	assert_non_null(items);
	assert_true(size > 0);
	assert_ptr_equal(array_room(items, size - 1, &size, 1), items);
	free(items);
	size = 0;
	assert_null(array_room(NULL, 0, &size, SIZE_MAX / 2));
	assert_int_equal(size, 0);
	size = (size_t)1 << 31;
	assert_null(array_room(NULL, size, &size, 1));
}

static void a_map_is_emptied_more_often_than_it_can_count(void **state)
{
	struct span_map map = {0};
	const struct span text = {"text", 4};

	(void)state;
	assert_true(span_map_add(&map, text, 1));
	map.round = UINT32_MAX;
	assert_true(span_map_add(&map, text, 2));
	assert_int_equal(*span_map_find(&map, text), 2);
	span_map_clear(&map);
	assert_null(span_map_find(&map, text));
	assert_true(span_map_add(&map, text, 3));
	assert_int_equal(*span_map_find(&map, text), 3);
	span_map_free(&map);
}

/* Many texts in a map, and as many added to a text by each of the functions. */
static bool keep_texts(const void *subject, struct text *out)
{
	struct span_store store = {0};
	struct span_map map = {0};
	struct text text = {0};
	bool good = true;

	(void)subject;
	for (uint32_t i = 0; i < 200 && good; i++) {
		char name[16];
		size_t length = (size_t)snprintf(name, sizeof name, "n%u", i);
		const char *kept = span_store_add(&store, name, length);

		good = kept != NULL && span_map_add(&map, (struct span){kept, length}, i);
		text_printf(&text, "%s ", name);
		text_hex(&text, (const uint8_t *)name, length, ' ');
		text_add(&text, "\n", 1);
	}
	const uint32_t *found = span_map_find(&map, span_of("n199"));
	text_printf(out, "%u %zu ", found != NULL ? *found : 0, map.count);
	text_add(out, text.data, text.length);
	good = good && !text.failed;
	span_map_free(&map);
	span_store_free(&store);
	text_free(&text);
	return good;
}

static void texts_without_memory(void **state)
{
	struct text text = {0};

	(void)state;
	no_memory(keep_texts, NULL);
	/* More than can exist. */
	text_hex(&text, NULL, SIZE_MAX / 3, ' ');
	assert_true(text.failed);
	assert_int_equal(text.length, 0);
	text_free(&text);
}

static void a_problem_says_its_numbers(void **state)
{
	static const struct problem_kind kind = {"x", SEVERITY_ERROR,
	                                         "is %1, not %2 (%a, %b) 100%%", ""};
	struct problem problem = {&kind, 3, 0x1A, 7};
	char out[64];
	(void)state;

	assert_int_equal(problem_text(&problem, out, sizeof out), 26);
	assert_string_equal(out, "is 1A, not 07 (26, 7) 100%");
	for (size_t size = 1; size < 27; size++) {
		char small[64];

		memset(small, '#', sizeof small);
		size_t n = problem_text(&problem, small, size);
		assert_true(n < size);
		assert_int_equal(small[n], '\0');
		assert_int_equal(small[size], '#');
	}
	assert_string_equal(severity_name(SEVERITY_INFO), "info");
	assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
	assert_string_equal(severity_name(SEVERITY_ERROR), "error");
}

static void the_plain_palette_has_every_role(void **state)
{
	(void)state;
	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		assert_string_equal(palette_plain.on[i], "");
		assert_string_equal(palette_plain.off[i], "");
	}
}

static size_t encode(uint32_t point, char out[4])
{
	static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
	size_t more = point > 0xFFFF ? 3 : point > 0x7FF ? 2 : point > 0x7F;

	for (size_t i = more; i > 0; i--, point >>= 6)
		out[i] = (char)(0x80 | (point & 0x3F));
	out[0] = (char)(leads[more] | point);
	return more + 1;
}

/* Returns whether two characters differ only in case. */
static bool is_same(uint32_t one, uint32_t other)
{
	char text[4], part[4];
	size_t length = encode(one, text), part_length = encode(other, part);
	bool same = fold_has(text, length, part, part_length);

	assert_int_equal(fold_has(part, part_length, text, length), same);
	return same;
}

/* Rows of Unicode's CaseFolding.txt, and characters that have none of status C or S there. */
static void case_is_folded_as_unicode_says(void **state)
{
	static const struct {
		uint32_t point, folded;
	} same[] =
		{
			{'A', 'a'},         {'Z', 'z'},         {0xB5, 0x3BC},
			{0xC0, 0xE0},       {0xC9, 0xE9},       {0xDE, 0xFE},
			{0x100, 0x101},     {0x12E, 0x12F},     {0x139, 0x13A},
			{0x178, 0xFF},      {0x17F, 's'},       {0x1C4, 0x1C6},
			{0x1C5, 0x1C6},     {0x386, 0x3AC},     {0x391, 0x3B1},
			{0x3A3, 0x3C3},     {0x3C2, 0x3C3},     {0x3F4, 0x3B8},
			{0x400, 0x450},     {0x410, 0x430},     {0x42F, 0x44F},
			{0x4C0, 0x4CF},     {0x531, 0x561},     {0x10A0, 0x2D00},
			{0x13F8, 0x13F0},   {0x1E9E, 0xDF},     {0x1F08, 0x1F00},
			{0x2126, 0x3C9},    {0x212A, 'k'},      {0x212B, 0xE5},
			{0x24B6, 0x24D0},   {0xAB70, 0x13A0},   {0xFF21, 0xFF41},
			{0x10400, 0x10428}, {0x1E921, 0x1E943}, {0x10FFFF, 0x10FFFF},
		},
	  others[] = {
		  {'[', '{'},     {'@', '`'},     {0xD7, 0xF7},       {0xDF, 0xFF},
		  {0x101, 0x102}, {0x130, 'i'},   {0x131, 'i'},       {0x130, 0x131},
		  {0x13A, 0x13B}, {0x1C6, 0x1C7}, {0x3A2, 0x3C2},     {0x1F5A, 0x1F52},
		  {'K', 0x212B},  {0x4CF, 0x4D0}, {0x1E922, 0x1E944}, {0x10FFFE, 0x10FFFF},
	  };
	(void)state;

	for (size_t i = 0; i < LENGTH(same); i++)
		assert_true(is_same(same[i].point, same[i].folded));
	for (size_t i = 0; i < LENGTH(others); i++)
		assert_false(is_same(others[i].point, others[i].folded));
}

/* Returns the small letter of a capital according to the C library: what Unicode calls simple case
 * folding, except for the i of Turkish. */
static wint_t folded_by_library(uint32_t point)
{
	return towlower(towupper((wint_t)point));
}

/* Scripts whose letters have been stable for years, with the distances between their capital and
 * small letters. */
static void case_is_folded_as_by_the_library(void **state)
{
	static const uint32_t distances[] = {1, 2, 26, 32, 37, 48, 80, 8};
	enum { END = 0x1C00, DOTTED_I = 0x130, DOTLESS_I = 0x131 };
	size_t pairs = 0;

	(void)state;
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		skip();
	for (size_t i = 0; i < LENGTH(distances); i++)
		for (uint32_t one = 0; one + distances[i] < END; one++) {
			uint32_t other = one + distances[i];
			bool same = folded_by_library(one) == folded_by_library(other);

			if (one == DOTTED_I || one == DOTLESS_I || other == DOTTED_I ||
			    other == DOTLESS_I)
				continue;
			if (is_same(one, other) != same)
				fail_msg("U+%04X and U+%04X", one, other);
			pairs += same;
		}
	assert_true(pairs > 400);
	setlocale(LC_CTYPE, "C");
}

static void text_is_found_in_any_case(void **state)
{
	static const struct {
		const char *text, *part;
		bool has;
	} rows[] = {
		{"Reader", "", true},
		{"", "", true},
		{"", "a", false},
		{"ACME Reader 00 00", "reader 0", true},
		{"ACME Reader", "readers", false},
		{"Lecteur \xC3\x89"
	         "cole",
	         "\xC3\xA9"
	         "COLE",
	         true},
		{"\xCE\xA3", "\xCF\x82", true},
		{"\xD0\xA7\xD0\xB8", "\xD1\x87\xD0\x98", true},
		/* Not UTF-8: single bytes, which are not Latin-1 letters. */
		{"\xE9", "\xE9", true},
		{"\xE9", "\xC9", false},
		{"\xC3\xA9", "\xE9", false},
		{"a\xC3", "A\xC3", true},
		{"\xC3\xA9", "\xC3", false},
		{"\xC3\xA9", "\xA9", false},
		{"\xC0\xC1", "\xE1", false},
	};
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++)
		assert_int_equal(fold_has(rows[i].text, strlen(rows[i].text), rows[i].part,
		                          strlen(rows[i].part)),
		                 rows[i].has);
	assert_true(fold_has("a\0B", 3, "A\0b", 3));
	assert_false(fold_has("ab", 1, "b", 1));
}

static void wraps(const char *text, size_t column, size_t width, const char *want)
{
	char out[256];

	wrap(out, sizeof out, text, column, width);
	assert_string_equal(out, want);
}

static void a_text_is_wrapped_at_words(void **state)
{
	char out[16];

	(void)state;
	wraps("", 4, 80, "");
	wraps("one line", 4, 0, "one line");
	wraps("words of a line that has its end", 4, 24, "words of a line that\n    has its end");
	wraps("words of a line that has its end", 4, 25, "words of a line that\n    has its end");
	wraps("words of a line that has its end", 4, 28, "words of a line that has\n    its end");
	wraps("words of a line that has its end", 4, 23, "words of a line that has its end");
	wraps("a_word_that_is_longer_than_a_line b", 0, 20, "a_word_that_is_longer_than_a_line\nb");
	wraps("\xE5\xAD\x97\xE5\xAD\x97\xE5\xAD\x97 wide letters in a line", 0, 20,
	      "\xE5\xAD\x97\xE5\xAD\x97\xE5\xAD\x97 wide letters\nin a line");
	wrap(out, sizeof out, "more than there is room for", 0, 0);
	assert_int_equal(strlen(out), sizeof out - 1);
}

static const char *nearest(const char *text)
{
	static const char *const words[] = {"json", "trace", "no-reconnect", "on", "T=0"};
	struct nearest search = nearest_to(span_of(text));

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		nearest_offer(&search, words[i]);
	return search.best;
}

static void the_nearest_word_is_a_few_letters_away(void **state)
{
	static const struct {
		const char *text, *word;
	} rows[] = {
		{"jsn", "json"},
		{"jsonn", "json"},
		{"jsin", "json"},
		{"josn", "json"},
		{"JSO", "json"},
		{"trcae", "trace"},
		{"onn", "on"},
		{"tra", "trace"},
		{"t=0", "T=0"},
		{"no-re", "no-reconnect"},
		{"noreconect", "no-reconnect"},
		{"", NULL},
		{"x", NULL},
		{"jxx", NULL},
		{"js0nnn", NULL},
		{"reconnect", NULL},
		{"no-reconnect-of-more-than-any-word", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *got = nearest(rows[i].text);

		if (rows[i].word == NULL)
			assert_null(got);
		else
			assert_string_equal(got, rows[i].word);
	}
}

static void programs_are_named_as_they_are_installed(void **state)
{
	static const struct {
		const char *path, *text, *want;
	} rows[] = {
		{"pcsc_scan", "\"pcsc_scan -r\" lists them", "\"pcsc_scan -r\" lists them"},
		{"/usr/bin/my-pcsc_scan", "\"pcsc_scan -r\" lists them",
	         "\"my-pcsc_scan -r\" lists them"},
		{"my-pcsc_scan", "pcsc_scan -r lists: atr_parser < FILE",
	         "my-pcsc_scan -r lists: my-atr_parser < FILE"},
		{"my-pcsc_scan", "scriptor", "my-scriptor"},
		{"my-pcsc_scan", "vicard --host", "my-vicard --host"},
		/* Not commands. */
		{"my-pcsc_scan", "scripts of scriptor", "scripts of scriptor"},
		{"my-pcsc_scan", "/tmp/scriptor -x, scriptors -x",
	         "/tmp/scriptor -x, scriptors -x"},
		{"my-pcsc_scan", "", ""},
		/* No prefix. */
		{"scan", "pcsc_scan -r", "pcsc_scan -r"},
		{"", "pcsc_scan -r", "pcsc_scan -r"},
		{"a b/pcsc_scan", "pcsc_scan -r", "pcsc_scan -r"},
		{"my pcsc_scan", "pcsc_scan -r", "pcsc_scan -r"},
		{"\x1Bpcsc_scan", "pcsc_scan -r", "pcsc_scan -r"},
		{"0123456789012345678901234567890123456789012345678901234567890123pcsc_scan",
	         "pcsc_scan -r", "pcsc_scan -r"},
	};
	char out[64], small[8];
	(void)state;

	for (size_t i = 0; i < LENGTH(rows); i++) {
		installed_start(rows[i].path, "pcsc_scan");
		assert_string_equal(installed_text(out, sizeof out, rows[i].text), rows[i].want);
	}
	installed_start("my-pcsc_scan", "pcsc_scan");
	assert_string_equal(installed_text(small, sizeof small, "a pcsc_scan -r"), "a my-pc");
	assert_string_equal(installed_text(small, sizeof small, "abcdef pcsc_scan -r"), "abcdef ");
	installed_start("pcsc_scan", "pcsc_scan");
	assert_string_equal(installed_text(small, sizeof small, "abcdefgh"), "abcdefg");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_is_folded_as_unicode_says),
		cmocka_unit_test(case_is_folded_as_by_the_library),
		cmocka_unit_test(text_is_found_in_any_case),
		cmocka_unit_test(a_text_is_wrapped_at_words),
		cmocka_unit_test(the_nearest_word_is_a_few_letters_away),
		cmocka_unit_test(hex_is_read_in_every_spelling),
		cmocka_unit_test(hex_errors_name_their_place),
		cmocka_unit_test(each_status_of_hex_has_words),
		cmocka_unit_test(hex_of_a_programs_source),
		cmocka_unit_test(hex_stops_at_the_given_length_and_at_nul),
		cmocka_unit_test(of_hex_no_more_than_a_header_is_quoted),
		cmocka_unit_test(hex_is_written),
		cmocka_unit_test(every_byte_survives_the_way_to_text_and_back),
		cmocka_unit_test(the_cursor_never_leaves_its_input),
		cmocka_unit_test(numbers_are_whole_texts),
		cmocka_unit_test(seconds_become_milliseconds),
		cmocka_unit_test(a_terminal_gets_no_control_character),
		cmocka_unit_test(escaping_ends_at_the_buffer_and_not_within_a_character),
		cmocka_unit_test(a_piece_ends_before_a_character_that_is_cut),
		cmocka_unit_test(an_array_has_bounds),
		cmocka_unit_test(a_map_is_emptied_more_often_than_it_can_count),
		cmocka_unit_test(plain_text_ends_before_what_is_not_ascii_or_not_printable),
		cmocka_unit_test(a_wide_character_takes_two_columns),
		cmocka_unit_test(a_tab_becomes_a_blank),
		cmocka_unit_test(utf8_is_repaired),
		cmocka_unit_test(a_text_grows),
		cmocka_unit_test(texts_without_memory),
		cmocka_unit_test(a_problem_says_its_numbers),
		cmocka_unit_test(the_plain_palette_has_every_role),
		cmocka_unit_test(programs_are_named_as_they_are_installed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
