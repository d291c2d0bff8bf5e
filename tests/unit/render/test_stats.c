/* Counts as text and as a picture, and the differences between texts. */
#include "render/html/stats_html.h"
#include "render/json.h"
#include "render/stats_table.h"
#include "render/xml_escaped.h"

#include "../test.h"

#include <stdlib.h>

/* Returns what write gives, owned. */
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
	const struct layout wide = {&palette_plain, 70}, narrow = {&palette_plain, 30},
			    least = {&palette_plain, 10};
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
	/* The columns are wider than the page. */
	render_stats(output_open(&output), &least, &rows);
	assert_non_null(strstr(output_text(&output), "\n  3B  2\n"));
	assert_null(strchr(output.text, '#'));
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
	/* Marks from 0 to the first multiple of ten that is not below 75. */
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

/* What does not fit in a picture is combined in its last bar. */
static void test_others(void **state)
{
	struct atr_stats *stats = atr_stats_new();
	struct stats_rows rows = {0};
	struct output output;
	stats_field field;

	(void)state;
	for (unsigned i = 0; i < 60; i++) {
		char text[16];
		const struct span line = {text, (size_t)sprintf(text, "3B 10 %02X", i)};

		assert_true(atr_stats_add(stats, &line));
	}
	assert_true(atr_stats_field("TA1", &field));
	assert_true(atr_stats_rows(stats, field, &rows));
	assert_int_equal(rows.count, 60);
	render_stats_svg(output_open(&output), &rows);
	const char *svg = output_text(&output);
	size_t bars = 0;
	for (const char *at = svg; (at = strstr(at, "<g>")) != NULL; at++)
		bars++;
	assert_int_equal(bars, 40);
	assert_non_null(strstr(svg, "others: less frequent values"));
	assert_non_null(strstr(svg, ">21 (35.00 %)</text>"));
	free(output.text);
	assert_true(render_stats_html(output_open(&output), &html_alone, stats, &field));
	assert_non_null(strstr(output_text(&output), "less frequent values"));
	free(output.text);
	stats_rows_free(&rows);
	atr_stats_free(&stats);
}

/* A row has the keys that atr_parser(1) lists. */
static void test_json(void **state)
{
	struct json *json = json_new();
	struct stats_rows rows;
	struct output output;

	(void)state;
	make_rows(&rows, "TS", three, 3);
	render_stats_json(json, &rows, &rows.rows[1]);
	assert_true(json_write(json, output_open(&output)));
	assert_string_equal(output_text(&output),
	                    "{\"schema\":1,\"field\":\"TS\",\"value\":\"3F\",\"count\":1,"
	                    "\"percent\":33.33,\"text\":\"inverse convention: state L is 1, most "
	                    "significant bit first\"}\n");
	free(output.text);
	json_free(&json);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),   cmocka_unit_test(test_svg),
		cmocka_unit_test(test_others), cmocka_unit_test(test_json),
		cmocka_unit_test(test_xml),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
