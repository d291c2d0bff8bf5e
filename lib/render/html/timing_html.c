#include "render/html/timing_html.h"

#include <math.h>

/* Units of the drawings, which are scaled to the width available. */
enum {
	HEIGHT = 30, /* of the drawing of a character */
	DATA = 9,    /* the start bit and 8 data bits: ISO/IEC 7816-3:2006, 7.2.1 */
};
static const double etu_width = 10;     /* in that picture */
static const double character_etu = 10; /* start bit, data and parity */
static const double scale_width = 800;  /* width of the scale of a bar */
static const double decades = 8;        /* from 1 us to 100 s */
static const double bar_least = 4;

/* A time in ms, as offered and at reset. */
struct interval {
	const char *name;
	double offered, reset;
};

static void put_time(FILE *out, double ms)
{
	if (isnan(ms))
		fputs("unknown", out);
	else if (ms < 1)
		fprintf(out, "%.4g us", ms * 1000);
	else if (ms < 1000)
		fprintf(out, "%.4g ms", ms);
	else
		fprintf(out, "%.4g s", ms / 1000);
}

static void put_bit(FILE *out, const char *kind, double at, double width)
{
	fprintf(out, "<rect class=\"%s\" x=\"%.6g\" y=\"1\" width=\"%.6g\" height=\"%d\"/>", kind,
	        at * etu_width, width * etu_width, HEIGHT - 2);
}

/* Draws the bits of one character, its guard time, and the start of the next character. */
static void put_character(FILE *out, const struct atr_timing *timing)
{
	double guard = timing->guard_time_etu;

	fprintf(out,
	        "<svg class=\"frame\" viewBox=\"-1 0 %.6g %d\" preserveAspectRatio=\"none\" "
	        "role=\"img\" aria-label=\"Start bit, 8 data bits and parity take 10 etu, the next "
	        "character starts after %.6g etu\">\n",
	        (guard + 1) * etu_width + 2, HEIGHT, guard);
	put_bit(out, "start", 0, 1);
	for (int i = 1; i < DATA; i++)
		put_bit(out, "bit", i, 1);
	put_bit(out, "parity", DATA, 1);
	put_bit(out, "guard", character_etu, guard - character_etu);
	put_bit(out, "start", guard, 1);
	fputs("</svg>\n<p class=\"key\"><span class=\"start\">start</span> <span "
	      "class=\"data\">8 data bits</span> <span "
	      "class=\"parity\">parity</span> "
	      "<span class=\"guard\">pause</span></p>\n<p>1 etu is ",
	      out);
	put_time(out, timing->etu_ms);
	fprintf(out, "; characters start at least %.6g etu apart, ", guard);
	put_time(out, guard * timing->etu_ms);
	fputs(".</p>\n", out);
}

/* Returns the position of a time on the logarithmic scale. The decimal logarithm is computed bit by
 * bit, as log10() would require libm. */
static double bar_length(double ms)
{
	const double decade = scale_width / decades;
	double us = ms * 1000, length = 0, part = decade;

	while (us >= 10) {
		us /= 10;
		length += decade;
	}
	while ((part /= 2) >= 0.5) {
		us *= us;
		if (us >= 10) {
			us /= 10;
			length += part;
		}
	}
	return length < bar_least ? bar_least : length > scale_width ? scale_width : length;
}

static void put_bar(FILE *out, const char *kind, double ms, int y)
{
	if (!isnan(ms))
		fprintf(out, "<rect class=\"%s\" y=\"%d\" width=\"%.4g\" height=\"7\"/>", kind, y,
		        bar_length(ms));
}

static void put_interval(FILE *out, const struct interval *interval)
{
	fprintf(out,
	        "<tr><th scope=\"row\">%s</th><td><svg viewBox=\"0 0 %.6g 16\" "
	        "preserveAspectRatio=\"none\" aria-hidden=\"true\">",
	        interval->name, scale_width);
	put_bar(out, "offered", interval->offered, 1);
	put_bar(out, "reset", interval->reset, 9);
	fputs("</svg></td><td class=\"time\">", out);
	put_time(out, interval->offered);
	fputs("</td></tr>\n", out);
}

static void put_scale(FILE *out, const struct atr_params *params)
{
	const struct atr_timing *offered = &params->offered, *reset = &params->at_reset;
	const struct {
		bool there;
		struct interval interval;
	} rows[] = {
		{true, {"etu", offered->etu_ms, reset->etu_ms}},
		{true,
	         {"guard time", offered->guard_time_etu * offered->etu_ms,
	          reset->guard_time_etu * reset->etu_ms}},
		{params->t0, {"WT", offered->wt_ms, reset->wt_ms}},
		{params->t1,
	         {"CGT", offered->cgt_etu * offered->etu_ms, reset->cgt_etu * reset->etu_ms}},
		{params->t1, {"CWT", offered->cwt_ms, reset->cwt_ms}},
		{params->t1, {"BWT", offered->bwt_ms, reset->bwt_ms}},
	};

	fputs("<table class=\"times\">\n<thead><tr><th scope=\"col\">time</th><td><span "
	      "class=\"scale\"><span>1 us</span><span>1 ms</span><span>1 s</span></span></td><th "
	      "scope=\"col\" class=\"time\">offered</th></tr></thead>\n<tbody>\n",
	      out);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].there)
			put_interval(out, &rows[i].interval);
	fputs("</tbody>\n</table>\n<p class=\"key\"><span class=\"start\">as offered</span> "
	      "<span class=\"reset\">at reset</span> <span>each line is ten times the one "
	      "before</span></p>\n",
	      out);
}

void render_timing_html(FILE *out, const struct atr_report *report)
{
	const struct atr_params *params = &report->params;

	if (report->contactless.kind != CONTACTLESS_NONE || isnan(params->offered.cycles_per_etu))
		return;
	fprintf(out, "<figure class=\"timing\">\n<figcaption>Times at %.6g MHz</figcaption>\n",
	        params->clock_hz / 1e6);
	if (!isnan(params->offered.guard_time_etu))
		put_character(out, &params->offered);
	put_scale(out, params);
	fputs("</figure>\n", out);
}
