#include "render/stats_table.h"

#include "render/xml_escaped.h"

#include <string.h>

/* Sizes in px. */
enum {
	WIDTH = 960,
	LEFT = 360,  /* where the bars start; labels are to the left of it */
	RIGHT = 150, /* room for the figures after the longest bar */
	TOP = 76,
	ROW = 24,
	BAR = 16,
	BOTTOM = 64,
	ROWS_MOST = 40,
	BAR_LEAST = 1,
	/* maximum length of a label; a tooltip shows all of it */
	LABEL = LEFT - 34, /* px: its meaning, a gap of 8, its value */
	VALUE_MOST = 24,   /* characters */
	VALUE_WIDTH = 8,   /* px a character */
	TEXT_WIDTH = 7,    /* average width of a sans-serif character, in px */
};

/* One bar. */
struct bar {
	const char *value, *text;
	uint64_t count;
	double percent;
	bool plain;
};

struct chart {
	FILE *out;
	const struct stats_rows *rows;
	size_t count;      /* of bars */
	double step, most; /* per cent: distance between the marks of the axis, and its end */
};

static void put_text(const struct chart *chart, const char *text)
{
	put_xml(chart->out, (struct span){text, strlen(text)});
}

/* The values that do not fit share one bar, the last. */
static struct bar bar_of(const struct chart *chart, size_t at)
{
	const struct stats_rows *rows = chart->rows;
	const struct stats_row *row = &rows->rows[at];
	struct bar bar = {.value = row->value,
	                  .text = row->text,
	                  .count = row->count,
	                  .percent = row->percent,
	                  .plain = row->plain};

	if (at + 1 < chart->count || chart->count == rows->count)
		return bar;
	bar = (struct bar){.value = "others", .text = "less frequent values"};
	for (; at < rows->count; at++)
		bar.count += rows->rows[at].count;
	bar.percent = 100.0 * (double)bar.count / (double)rows->lines;
	return bar;
}

static double x_of(const struct chart *chart, double percent)
{
	return (double)LEFT + (WIDTH - LEFT - RIGHT) * percent / chart->most;
}

/* Chooses marks at multiples of 1, 2 or 5 times a power of ten; at most 8 of them. */
static void find_scale(struct chart *chart)
{
	static const double steps[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20};
	size_t at = 0, last = sizeof steps / sizeof steps[0] - 1;
	double most = 0;

	for (size_t i = 0; i < chart->count; i++) {
		double percent = bar_of(chart, i).percent;

		most = percent > most ? percent : most;
	}
	while (at < last && steps[at] * 8 < most)
		at++;
	chart->step = steps[at];
	chart->most = chart->step;
	while (chart->most < most)
		chart->most += chart->step;
}

static void write_style(FILE *out)
{
	fputs("<style>\n"
	      "text { font: 13px sans-serif; fill: #1f2328 }\n"
	      ".title { font-size: 18px; font-weight: bold }\n"
	      ".value { font-family: monospace; font-weight: bold }\n"
	      ".note { fill: #59636e }\n"
	      ".figure { stroke: #ffffff; stroke-width: 4px; paint-order: stroke }\n"
	      ".page { fill: #ffffff }\n"
	      ".bar { fill: #0969da }\n"
	      ".rest { fill: #a6adb5 }\n"
	      ".grid { stroke: #d1d9e0 }\n"
	      ".axis { stroke: #59636e }\n"
	      "@media (prefers-color-scheme: dark) {\n"
	      "text { fill: #f0f6fc }\n"
	      ".note { fill: #9198a1 }\n"
	      ".figure { stroke: #0d1117 }\n"
	      ".page { fill: #0d1117 }\n"
	      ".bar { fill: #4493f8 }\n"
	      ".rest { fill: #656c76 }\n"
	      ".grid { stroke: #3d444d }\n"
	      ".axis { stroke: #9198a1 }\n"
	      "}\n"
	      "</style>\n",
	      out);
}

/* Writes "TB3 in 2072 ATRs". */
static void put_title(const struct chart *chart)
{
	char name[STATS_NAME];

	atr_stats_name(chart->rows->field, name);
	put_text(chart, name);
	fprintf(chart->out, " in %llu ATR%s", (unsigned long long)chart->rows->lines,
	        chart->rows->lines == 1 ? "" : "s");
}

static void write_head(const struct chart *chart, int height)
{
	fprintf(chart->out,
	        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
	        "viewBox=\"0 0 %d %d\" role=\"img\">\n<title>",
	        WIDTH, height, WIDTH, height);
	put_title(chart);
	fputs("</title>\n", chart->out);
	write_style(chart->out);
	fprintf(chart->out, "<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n", WIDTH, height);
	fputs("<text class=\"title\" x=\"24\" y=\"34\">", chart->out);
	put_title(chart);
	fputs("</text>\n<text class=\"note\" x=\"24\" y=\"56\">", chart->out);
	put_text(chart, atr_stats_title(chart->rows->field));
	fputs("</text>\n", chart->out);
}

static void write_axis(const struct chart *chart, int bottom)
{
	unsigned marks = (unsigned)(chart->most / chart->step + 0.5);

	for (unsigned i = 0; i <= marks; i++) {
		double percent = i * chart->step, x = x_of(chart, percent);

		fprintf(chart->out,
		        "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n"
		        "<text class=\"note\" x=\"%.1f\" y=\"%d\" "
		        "text-anchor=\"middle\">%.6g</text>\n",
		        i == 0 ? "axis" : "grid", x, TOP, x, bottom, x, bottom + 18, percent);
	}
	fprintf(chart->out,
	        "<text class=\"note\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">per cent of all "
	        "ATRs</text>\n",
	        x_of(chart, chart->most / 2), bottom + 40);
}

/* Writes the start of a text of the tables, which are ASCII, as far as it fits. */
static void put_short(const struct chart *chart, const char *text, size_t most)
{
	size_t length = strnlen(text, most);

	put_xml(chart->out, (struct span){text, length});
	if (text[length] != '\0')
		fputs("…", chart->out);
}

static void write_bar(const struct chart *chart, size_t at)
{
	struct bar bar = bar_of(chart, at);
	int y = TOP + (int)at * ROW + (ROW - BAR) / 2, base = y + BAR - 3;
	double end = x_of(chart, bar.percent);
	size_t value = strlen(bar.value) < VALUE_MOST ? strlen(bar.value) : VALUE_MOST;

	if (end < LEFT + BAR_LEAST)
		end = LEFT + BAR_LEAST;
	fputs("<g><title>", chart->out);
	put_text(chart, bar.value);
	if (*bar.text != '\0')
		fputs(": ", chart->out);
	put_text(chart, bar.text);
	fprintf(chart->out, "</title>\n<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", LEFT - 10,
	        base);
	if (*bar.text != '\0') {
		fputs("<tspan class=\"note\">", chart->out);
		put_short(chart, bar.text, (LABEL - value * VALUE_WIDTH) / TEXT_WIDTH);
		fputs("</tspan><tspan dx=\"8\" class=\"value\">", chart->out);
	} else {
		fputs("<tspan class=\"value\">", chart->out);
	}
	put_short(chart, bar.value, VALUE_MOST);
	fprintf(chart->out,
	        "</tspan></text>\n<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" "
	        "height=\"%d\"/>\n"
	        "<text class=\"figure\" x=\"%.1f\" y=\"%d\">%llu (%.2f %%)</text></g>\n",
	        bar.plain ? "bar" : "rest", LEFT, y, end - (double)LEFT, BAR, end + 6, base,
	        (unsigned long long)bar.count, bar.percent);
}

void render_stats_svg(FILE *out, const struct stats_rows *rows)
{
	struct chart chart = {.out = out, .rows = rows};

	chart.count = rows->count > ROWS_MOST ? ROWS_MOST : rows->count;
	int bottom = TOP + (int)chart.count * ROW + 6;
	find_scale(&chart);
	write_head(&chart, bottom + BOTTOM);
	write_axis(&chart, bottom);
	for (size_t i = 0; i < chart.count; i++)
		write_bar(&chart, i);
	fputs("</svg>\n", out);
}
