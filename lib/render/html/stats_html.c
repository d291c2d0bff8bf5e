#include "render/html/stats_html.h"

#include "render/html/html.h"

#include <string.h>

/* the rarest values share one row */
enum { ROWS_MOST = 20 };

/* Writes a name such as "Fi/Di" as a fragment identifier, "Fi-Di". */
static void put_id(FILE *out, stats_field field)
{
	char name[STATS_NAME];

	atr_stats_name(field, name);
	for (const char *c = name; *c != '\0'; c++)
		putc(strchr("/ ", *c) != NULL ? '-' : *c, out);
}

static void put_name(FILE *out, stats_field field)
{
	char name[STATS_NAME];

	atr_stats_name(field, name);
	html_string(out, name);
}

static void put_links(FILE *out, const struct atr_stats *stats)
{
	fputs("<ul class=\"fields\">\n", out);
	for (stats_field field = 0; field < STATS_FIELDS; field++) {
		if (!atr_stats_shows(stats, field))
			continue;
		fputs("<li><a href=\"#", out);
		put_id(out, field);
		fputs("\">", out);
		put_name(out, field);
		fputs("</a></li>\n", out);
	}
	fputs("</ul>\n", out);
}

static void put_row(FILE *out, const struct stats_row *row, double most)
{
	fputs("<tr><th scope=\"row\"><code>", out);
	html_string(out, row->value);
	fputs("</code>", out);
	html_string(out, row->text);
	fprintf(out,
	        "</th><td class=\"bar\"><svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" "
	        "aria-hidden=\"true\"><rect class=\"%s\" width=\"%.4g\" height=\"1\"/></svg></td>"
	        "<td class=\"number count\">%llu</td><td class=\"number\">%.2f&nbsp;%%</td></tr>\n",
	        row->plain ? "value" : "rest", 100 * row->percent / most,
	        (unsigned long long)row->count, row->percent);
}

static double most_of(const struct stats_rows *rows)
{
	double most = 0.01;

	for (size_t i = 0; i < rows->count; i++)
		most = rows->rows[i].percent > most ? rows->rows[i].percent : most;
	return most;
}

static void put_others(FILE *out, const struct stats_rows *rows, double most)
{
	struct stats_row others = {.value = "others", .text = "less frequent values"};

	for (size_t i = ROWS_MOST; i < rows->count; i++)
		others.count += rows->rows[i].count;
	others.percent = 100.0 * (double)others.count / (double)rows->lines;
	put_row(out, &others, others.percent > most ? others.percent : most);
}

static void put_field(FILE *out, const struct stats_rows *rows)
{
	double most = most_of(rows);

	fputs("<section aria-labelledby=\"", out);
	put_id(out, rows->field);
	fputs("\">\n<h2 id=\"", out);
	put_id(out, rows->field);
	fputs("\">", out);
	put_name(out, rows->field);
	fputs("</h2>\n<table class=\"stats\">\n<caption>", out);
	html_string(out, atr_stats_title(rows->field));
	fputs("</caption>\n<thead><tr><th scope=\"col\">value</th><td class=\"bar\"></td>"
	      "<th scope=\"col\" class=\"number count\">ATRs</th><th scope=\"col\" "
	      "class=\"number\">share</th></tr></thead>\n<tbody>\n",
	      out);
	for (size_t i = 0; i < rows->count && i < ROWS_MOST; i++)
		put_row(out, &rows->rows[i], most);
	if (rows->count > ROWS_MOST)
		put_others(out, rows, most);
	fputs("</tbody>\n</table>\n</section>\n", out);
}

bool render_stats_html(FILE *out, const struct html_site *site, const struct atr_stats *stats,
                       const stats_field *only)
{
	unsigned long long lines = atr_stats_lines(stats);
	struct stats_rows rows = {0};
	bool done = true;

	html_begin(out, site, "Statistics of ATRs", "");
	fprintf(out, "<h1>Statistics of %llu ATR%s</h1>\n", lines, lines == 1 ? "" : "s");
	if (only == NULL)
		put_links(out, stats);
	for (stats_field field = 0; done && field < STATS_FIELDS; field++) {
		if (only != NULL ? field != *only : !atr_stats_shows(stats, field))
			continue;
		done = atr_stats_rows(stats, field, &rows);
		if (done)
			put_field(out, &rows);
	}
	stats_rows_free(&rows);
	html_end(out, site);
	return done;
}
