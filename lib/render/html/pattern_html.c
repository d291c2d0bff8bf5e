#include "render/html/pattern_html.h"

#include "atr/meanings.h"
#include "base/escape.h"
#include "render/address.h"
#include "render/atr_bytes.h"
#include "render/html/cards_html.h"
#include "render/html/html.h"

#include <string.h>

struct page {
	FILE *out;
	const struct atr_line *line;
	const struct atr *atr;
};

static void put_box(const struct page *page, size_t at)
{
	struct atr_byte byte = {.name = "?", .role = ROLE_DIM};

	if (at < page->atr->length)
		byte = atr_byte(page->atr, at);
	fprintf(page->out, "<li><span class=\"box %s%s\"><code>", html_class(byte.role),
	        page->line->wild[at] ? " open" : "");
	html_text(page->out, atr_line_byte(page->line, at));
	fprintf(page->out, "</code> <small>%s</small></span></li>\n", byte.name);
}

static void put_row(const struct page *page, size_t at, const char *text)
{
	struct atr_byte byte = atr_byte(page->atr, at);

	fprintf(page->out, "<li><div class=\"row\"><span class=\"name %s\">%s</span> <code>",
	        html_class(byte.role), byte.name);
	html_text(page->out, atr_line_byte(page->line, at));
	fputs("</code> <span>", page->out);
	html_string(page->out, page->line->wild[at] ? "any byte that the pattern matches" : text);
	fputs("</span></div></li>\n", page->out);
}

static void put_rows(const struct page *page)
{
	const struct atr *atr = page->atr;

	if (atr->length == 0)
		return;
	fputs("<h2>Bytes</h2>\n<ul class=\"rows\">\n", page->out);
	struct words words = {0};
	atr_field_text(&words, ATR_FIELD_TS, atr->bytes[0]);
	put_row(page, 0, words.text);
	for (size_t i = 0; i < atr->interface_count; i++) {
		words = (struct words){0};
		atr_meaning_text(&words, &atr->interface[i]);
		put_row(page, atr->interface[i].offset, words.text);
	}
	fputs("</ul>\n", page->out);
}

static struct span name_of(const struct card_found *found)
{
	struct span names = found->names, name;

	while (card_name(&names, &name))
		if (!address_begins(name))
			return name;
	return found->pattern;
}

static void put_title(const struct span *name, char *title, size_t size)
{
	snprintf(title, size, "%.*s", (int)escape_piece(name->text, name->length, 120), name->text);
}

void render_pattern_html(FILE *out, const struct html_site *site, const char *list,
                         const struct card_found *found, const struct atr_line *line,
                         const struct atr *atr)
{
	const struct page page = {out, line, atr};
	struct span name = name_of(found);
	char title[128];

	put_title(&name, title, sizeof title);
	html_begin(out, site, title, "");
	fputs("<article>\n<h1>", out);
	html_text(out, name);
	fputs("</h1>\n<p class=\"atr\">ATRs that match <code>", out);
	html_text(out, found->pattern);
	fputs("</code>", out);
	cards_html_place(out, list, found->line);
	fputs("</p>\n<div class=\"match\">\n", out);
	cards_html_names(out, found->names, name);
	fputs("<p>The entry is for all cards whose ATRs match the pattern.</p>\n</div>\n<ol "
	      "class=\"bytes\">\n",
	      out);
	for (size_t i = 0; i < line->count; i++)
		put_box(&page, i);
	fputs("</ol>\n", out);
	put_rows(&page);
	fputs("</article>\n", out);
	html_end(out, site);
}
