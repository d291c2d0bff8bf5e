/* Counts as text and as a picture, and differences between texts. */
#include "render/diff.h"
#include "render/stats.h"
#include "render/xml_escaped.h"

#include "../test.h"

#include <stdlib.h>

/* What write gives, owned. */
struct output {
	FILE *file;
	char *text;
	size_t length;
};

static FILE *output_open(struct output *output)
{
	*output = (struct output){0};
	output->file = open_memstream(&output->text, &output->length);
	assert_non_null(output->file);
	return output->file;
}

static const char *output_text(struct output *output)
{
	assert_int_equal(fclose(output->file), 0);
	return output->text;
}

static void make_rows(struct stats_rows *rows, const char *field, const char *const *lines,
                      size_t count)
{
	struct atr_stats *stats = atr_stats_new();
	stats_field number;

	*rows = (struct stats_rows){0};
	for (size_t i = 0; i < count; i++) {
		const struct span line = {lines[i], strlen(lines[i])};

		assert_true(atr_stats_add(stats, &line));
	}
	assert_true(atr_stats_field(field, &number));
	assert_true(atr_stats_rows(stats, number, rows));
	atr_stats_free(&stats);
}

static const char *const three[] = {"3B 00", "3B 00", "3F 00", "3F [01]0"};

static void test_text(void **state)
{
	const struct layout wide = {&palette_plain, 70}, narrow = {&palette_plain, 30};
	struct stats_rows rows;
	struct output output;

	(void)state;
	make_rows(&rows, "TS", three, 3);
	render_stats(output_open(&output), &wide, &rows);
	assert_string_equal(
		output_text(&output),
		"TS, initial character: 3 ATRs\n"
		"  3B  2   66.67 %  #################  direct convention: state H is 1,\n"
		"                                      least significant bit first\n"
		"  3F  1   33.33 %  #########          inverse convention: state L is\n"
		"                                      1, most significant bit first\n");
	free(output.text);
	render_stats(output_open(&output), &narrow, &rows);
	assert_string_equal(output_text(&output),
	                    "TS, initial character: 3 ATRs\n"
	                    "  3B  2   66.67 %  direct\n"
	                    "                   convention:\n"
	                    "                   state H is\n"
	                    "                   1, least\n"
	                    "                   significant\n"
	                    "                   bit first\n"
	                    "  3F  1   33.33 %  inverse\n"
	                    "                   convention:\n"
	                    "                   state L is\n"
	                    "                   1, most\n"
	                    "                   significant\n"
	                    "                   bit first\n");
	free(output.text);
	stats_rows_free(&rows);
}

static void test_svg(void **state)
{
	struct stats_rows rows;
	struct output output;

	(void)state;
	make_rows(&rows, "T0", three, 4);
	render_stats_svg(output_open(&output), &rows);
	const char *svg = output_text(&output);
	assert_non_null(strstr(svg, "<title>T0 in 4 ATRs</title>"));
	assert_non_null(strstr(svg, ">[01]0</tspan>"));
	assert_non_null(strstr(svg, ">3 (75.00 %)</text>"));
	assert_non_null(strstr(svg, "prefers-color-scheme: dark"));
	assert_null(strstr(svg, "<script"));
	/* Marks from 0 to the first multiple of ten that holds 75. */
	assert_non_null(strstr(svg, ">80</text>"));
	assert_null(strstr(svg, ">90</text>"));
	free(output.text);
	stats_rows_free(&rows);
	make_rows(&rows, "TS", three, 1);
	render_stats_svg(output_open(&output), &rows);
	assert_non_null(strstr(output_text(&output), ">TS in 1 ATR</text>"));
	free(output.text);
	stats_rows_free(&rows);
}

static void test_xml(void **state)
{
	static const char hostile[] = "<a href=\"x\">&'\x01\xFF\xC3\xBC";
	struct output output;

	(void)state;
	put_xml(output_open(&output), (struct span){hostile, sizeof hostile - 1});
	assert_string_equal(
		output_text(&output),
		"&lt;a href=&quot;x&quot;&gt;&amp;&#39;\xEF\xBF\xBD\xEF\xBF\xBD\xC3\xBC");
	free(output.text);
}

static void diff(struct output *output, const char *before, const char *after)
{
	const struct diff_style style = {&palette_plain, true};

	assert_true(render_diff(output_open(output), &style, "list",
	                        (struct span){before, strlen(before)},
	                        (struct span){after, strlen(after)}));
}

/* What diff -u says of the same texts. */
static void test_diff(void **state)
{
	static const struct {
		const char *before, *after, *difference;
	} cases[] = {
		{"", "", ""},
		{"a\n", "a\n", ""},
		{"", "a\n", "@@ -0,0 +1 @@\n+a\n"},
		{"a\n", "", "@@ -1 +0,0 @@\n-a\n"},
		{"a\nb\n", "a\nc\n", "@@ -1,2 +1,2 @@\n a\n-b\n+c\n"},
		{"a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"},
		{"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
	         "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"},
		{"x\n1\n2\n3\n4\n5\n6\n7\ny\n", "1\n2\n3\n4\n5\n6\n7\n",
	         "@@ -1,4 +1,3 @@\n-x\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-y\n"},
		{"x\n1\n2\n3\n4\n5\n6\ny\n", "1\n2\n3\n4\n5\n6\n",
	         "@@ -1,8 +1,6 @@\n-x\n 1\n 2\n 3\n 4\n 5\n 6\n-y\n"},
		{"a\x1B\n", "a\n", "@@ -1 +1 @@\n-a\\x1B\n+a\n"},
	};
	struct output output;

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char wanted[400];

		(void)snprintf(wanted, sizeof wanted, "%s%s",
		               *cases[i].difference != '\0' ? "--- list\n+++ list\n" : "",
		               cases[i].difference);
		diff(&output, cases[i].before, cases[i].after);
		assert_string_equal(output_text(&output), wanted);
		free(output.text);
	}
}

/* Lines of - and blank are the text before, those of + and blank the text after, whatever the
 * texts. */
static void test_diff_holds(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (unsigned round = 0; round < 2000; round++) {
		char texts[2][128], got[2][128];
		struct output output;
		size_t n[2] = {0, 0};

		for (unsigned side = 0; side < 2; side++) {
			size_t length = 0;

			for (unsigned i = 0; i < 12; i++) {
				seed = seed * 1664525 + 1013904223;
				if (seed >> 24 < 170)
					length += (size_t)snprintf(texts[side] + length,
					                           128 - length, "%c\n",
					                           'a' + (int)(seed >> 16) % 9);
			}
			texts[side][length] = '\0';
		}
		diff(&output, texts[0], texts[1]);
		const char *at = output_text(&output);
		if (*at == '\0') {
			assert_string_equal(texts[0], texts[1]);
			free(output.text);
			continue;
		}
		/* With this few lines there is one hunk; what stands before it is in both. */
		at = strstr(at, "@@ -") + 4;
		unsigned first = (unsigned)atoi(at);
		size_t lead = first > 0 ? 2 * (first - 1) : 0;
		for (unsigned side = 0; side < 2; side++)
			memcpy(got[side], texts[0], n[side] = lead);
		for (at = strchr(at, '\n') + 1; *at != '\0' && *at != '@'; at += 3)
			for (unsigned side = 0; side < 2; side++)
				if (*at == ' ' || *at == "-+"[side]) {
					memcpy(got[side] + n[side], at + 1, 2);
					n[side] += 2;
				}
		if (*at == '\0') {
			for (unsigned side = 0; side < 2; side++) {
				assert_memory_equal(got[side], texts[side], n[side]);
				/* What is left over is the same. */
				assert_string_equal(texts[0] + n[0], texts[1] + n[1]);
			}
		}
		free(output.text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),       cmocka_unit_test(test_svg),
		cmocka_unit_test(test_xml),        cmocka_unit_test(test_diff),
		cmocka_unit_test(test_diff_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
