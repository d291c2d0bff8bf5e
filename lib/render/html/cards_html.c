#include "render/html/cards_html.h"

#include "base/bytes.h"
#include "base/day.h"
#include "render/address.h"
#include "render/atr_formats.h"
#include "render/cards.h"
#include "render/html/html.h"

#include <string.h>

struct span cards_html_name(const struct atr_report *report)
{
	static const char unknown[] = "Unknown card", nameless[] = "Card without a name";
	const struct card_matches *matches = &report->matches;
	struct span first = {0}, name;

	for (size_t i = 0; i < matches->count; i++) {
		for (struct span names = matches->items[i].names; card_name(&names, &name);) {
			if (!address_begins(name))
				return name;
			first = first.text == NULL ? name : first;
		}
	}
	if (first.text != NULL)
		return first;
	return matches->count > 0 ? (struct span){nameless, strlen(nameless)} :
				    (struct span){unknown, strlen(unknown)};
}

void cards_html_names(FILE *out, struct span names, struct span but)
{
	struct span name;
	bool any = false;

	while (card_name(&names, &name)) {
		if (name.length == but.length && memcmp(name.text, but.text, name.length) == 0)
			continue;
		fputs(any ? "<li>" : "<ul class=\"names\">\n<li>", out);
		html_linked(out, name);
		fputs("</li>\n", out);
		any = true;
	}
	if (any)
		fputs("</ul>\n", out);
}

void cards_html_place(FILE *out, const char *list, unsigned line)
{
	fputs(" <span class=\"dim\">(", out);
	html_string(out, list);
	fprintf(out, ":%u)</span>", line);
}

static void put_match(FILE *out, const struct card_match *match, struct span title)
{
	fputs("<div class=\"match\">\n", out);
	cards_html_names(out, match->names, title);
	if (match->exact) {
		fputs("<p>exact match", out);
	} else {
		fputs("<p>matches <code>", out);
		html_text(out, match->pattern);
		fputs("</code>", out);
	}
	cards_html_place(out, match->list, match->line);
	fputs("</p>\n</div>\n", out);
}

static void put_bytes(FILE *out, const uint8_t *bytes, size_t count)
{
	char hex[48] = "none";

	if (count > 0)
		hex_write_spaced(hex, bytes, count);
	fprintf(out, "<code>%s</code>", hex);
}

static void put_differences(FILE *out, const struct card_near *near)
{
	fprintf(out, "<p>%s", near->relation);
	for (size_t i = 0; i < near->difference_count; i++) {
		const struct card_difference *difference = &near->differences[i];

		fprintf(out, "; %s: ", difference->name);
		put_bytes(out, difference->here, difference->here_count);
		fputs(" here, ", out);
		put_bytes(out, difference->there, difference->there_count);
		fputs(" there", out);
	}
	fputs("</p>\n", out);
}

static void put_near(FILE *out, const struct html_site *site, const struct card_near *near)
{
	/* The closest entries are ATRs, not patterns. */
	uint8_t atr[ATR_KEPT];
	struct hex_result read =
		hex_read(near->pattern.text, near->pattern.length, atr, sizeof atr);

	fputs("<div class=\"match near\">\n", out);
	cards_html_names(out, near->names, (struct span){"", 0});
	fputs("<p>", out);
	if (site->atr != NULL) {
		html_open_atr_link(out, site, atr, read.count);
		putc('>', out);
	}
	fputs("<code>", out);
	html_text(out, near->pattern);
	fputs(site->atr != NULL ? "</code></a>" : "</code>", out);
	cards_html_place(out, near->list, near->line);
	fputs("</p>\n", out);
	put_differences(out, near);
	fputs("</div>\n", out);
}

static void put_sources(FILE *out, const struct atr_report *report)
{
	char day[DAY_TEXT_SIZE];

	fputs("<p>", out);
	html_string(out, strchr(render_cards_none(report), ':') + 2); /* without its label */
	for (size_t i = 0; i < report->source_count; i++) {
		day_text(day, report->sources[i].modified);
		fputs(i > 0 ? ", " : " ", out);
		html_string(out, report->sources[i].path);
		fprintf(out, " of %s", day);
	}
	fputs("</p>\n", out);
}

static void put_unknown(FILE *out, const struct atr_report *report)
{
	char hex[2 * ATR_KEPT + 1];

	hex_write(hex, report->atr.bytes, report->atr.length);
	fputs("<div class=\"match none\">\n", out);
	put_sources(out, report);
	fprintf(out,
	        "<p>Do you know the card? <a rel=\"noopener external\" href=\"%s%s\">Report it to "
	        "the public list</a>.</p>\n</div>\n",
	        render_cards_page, hex);
}

void render_nearest_html(FILE *out, const struct html_site *site, const struct atr_report *report)
{
	const struct card_nearest *nearest = report->nearest;

	if (nearest == NULL || nearest->count == 0)
		return;
	fputs("<h2>Closest entries</h2>\n", out);
	for (size_t i = 0; i < nearest->count; i++)
		put_near(out, site, &nearest->items[i]);
}

void render_cards_html(FILE *out, const struct atr_report *report)
{
	struct span title = cards_html_name(report);

	for (size_t i = 0; i < report->matches.count; i++)
		put_match(out, &report->matches.items[i], title);
	if (report->matches.count == 0)
		put_unknown(out, report);
}
