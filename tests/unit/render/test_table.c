/* Tables and paragraphs that fit the page. */
#include "render/paragraph.h"
#include "render/table.h"

#include "../test.h"

#include <stdio.h>
#include <stdlib.h>

static void expect(unsigned width, const struct table_cell *cells, size_t rows, size_t columns,
                   const char *expected)
{
	const struct layout layout = {.palette = &palette_plain, .width = width};
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	assert_non_null(out);
	render_table(out, &layout, cells, rows, columns);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(text, expected);
	free(text);
}

static void columns_stand_below_each_other(void **state)
{
	static const struct table_cell cells[] = {
		{"0: A", ROLE_PLAIN},  {"card", ROLE_PLAIN},    {"EstEID", ROLE_PLAIN},
		{"1: BB", ROLE_PLAIN}, {"no card", ROLE_PLAIN}, {"", ROLE_PLAIN},
	};
	(void)state;

	expect(0, cells, 2, 3, "0: A   card     EstEID\n1: BB  no card\n");
	expect(80, cells, 2, 3, "0: A   card     EstEID\n1: BB  no card\n");
}

static void what_is_too_wide_loses_its_middle(void **state)
{
	static const struct table_cell cells[] = {{"ACME PinPad with keys 00 01", ROLE_PLAIN},
	                                          {"card", ROLE_PLAIN}};
	static const struct table_cell wide[] = {{"カードリーダ", ROLE_PLAIN}, {"x", ROLE_PLAIN}};
	static const struct table_cell atr[] = {{"3B DA 18 FF 81 B1 FE 75 1F 03", ROLE_PLAIN}};
	(void)state;

	expect(22, cells, 1, 2, "ACME Pin...00 01  card\n");
	expect(12, wide, 1, 2, "カー...ダ  x\n");
	/* Bytes in hex are not split. */
	expect(20, atr, 1, 1, "3B DA 18 FF...1F 03\n");
}

/* Narrower than the dots, and than one character per column. */
static void pages_may_be_very_narrow(void **state)
{
	static const struct table_cell one[] = {{"abcdefgh", ROLE_PLAIN}};
	static const struct table_cell two[] = {{"a", ROLE_PLAIN},
	                                        {"longer text here", ROLE_PLAIN}};
	static const struct table_cell short_ones[] = {{"a", ROLE_PLAIN}, {"b", ROLE_PLAIN}};
	(void)state;

	expect(3, one, 1, 1, "abc\n");
	expect(10, two, 1, 2, "a  lon...e\n");
	expect(1, short_ones, 1, 2, "a  b\n");
}

static const struct link_marks marks = {"<", "|", ">"};

static void expect_paragraph(unsigned width, const char *linked, const char *phrase,
                             const char *expected)
{
	struct palette palette = palette_plain;
	const struct layout layout = {.palette = &palette, .width = width};
	struct paragraph paragraph;
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	palette.links = &marks;
	paragraph_start(&paragraph, out, &layout, 2);
	paragraph_linked(&paragraph, ROLE_PLAIN, (struct span){linked, strlen(linked)});
	paragraph_blank(&paragraph);
	paragraph_phrase(&paragraph, ROLE_PLAIN, phrase);
	paragraph_end(&paragraph);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(text, expected);
	free(text);
}

/* The target of a link is percent-encoded (RFC 3986, 2.1), its text is unchanged; a phrase keeps
 * its blanks if it fits. */
static void addresses_are_links(void **state)
{
	(void)state;
	expect_paragraph(0, "see (www.example.org/a\xC3\xBC), http", "a  b",
	                 "  see (<http://www.example.org/a%C3%BC|www.example.org/a\xC3\xBC>), http "
	                 "a  b\n");
	expect_paragraph(12, "https://x.y", "a  b  c  d",
	                 "  <https://x.y|https://x.y>\n  a b c d\n");
}

static void control_characters_are_escaped(void **state)
{
	static const struct table_cell cells[] = {{"a\033[1mb", ROLE_PLAIN}};
	(void)state;

	expect(0, cells, 1, 1, "a\\x1B[1mb\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_stand_below_each_other),
		cmocka_unit_test(what_is_too_wide_loses_its_middle),
		cmocka_unit_test(pages_may_be_very_narrow),
		cmocka_unit_test(addresses_are_links),
		cmocka_unit_test(control_characters_are_escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
