#include "render/html/search_html.h"

#include "render/html/cards_html.h"
#include "render/html/html.h"

void render_search_html(FILE *out, const struct html_site *site, const char *asked)
{
	fputs("<h1>Card search</h1>\n<form class=\"ask\" method=\"get\" action=\"", out);
	html_string(out, site->base);
	html_string(out, site->search);
	fputs("\" role=\"search\">\n<label for=\"q\">Name or ATR</label>\n<input id=\"q\" "
	      "name=\"q\" "
	      "type=\"search\" value=\"",
	      out);
	html_string(out, asked);
	fputs("\" maxlength=\"256\" autocomplete=\"off\">\n<button "
	      "type=\"submit\">Search</button>\n"
	      "</form>\n<p class=\"dim\">Words of a name, all of which must match, or how an ATR "
	      "begins: <code>3B DA</code>; a point stands for any digit: <code>3B .. "
	      "95</code>.</p>\n",
	      out);
}

static bool is_plain(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Writes the address of a page of results, with the search text percent-encoded. */
static void put_page_link(FILE *out, const struct html_site *site, const char *asked,
                          unsigned number, const char *relation, const char *words)
{
	fputs("<a href=\"", out);
	html_string(out, site->base);
	html_string(out, site->search);
	fputs("?q=", out);
	for (const char *c = asked; *c != '\0'; c++)
		fprintf(out, is_plain(*c) ? "%c" : "%%%02X", (unsigned char)*c);
	fprintf(out, "&amp;page=%u\" rel=\"%s\">%s</a>\n", number, relation, words);
}

void render_pages_html(FILE *out, const struct html_site *site, const char *asked, unsigned number,
                       unsigned count)
{
	if (count == 0 || (number == 1 && count == 1))
		return;
	fputs("<nav aria-label=\"More entries\">\n", out);
	if (number > 1)
		put_page_link(out, site, asked, number <= count ? number - 1 : count, "prev",
		              "Previous page");
	if (number < count)
		put_page_link(out, site, asked, number + 1, "next", "Next page");
	fputs("</nav>\n", out);
}

void render_search_result_html(FILE *out, const struct html_site *site, const char *list,
                               const struct card_found *found, const char *place)
{
	bool linked = place != NULL || found->atr.kind == CARDLIST_EXACT;

	fputs("<li>\n", out);
	cards_html_names(out, found->names, (struct span){"", 0});
	fputs("<p>", out);
	if (place != NULL)
		html_open_link(out, site, "", place, "");
	else if (linked)
		html_open_atr_link(out, site, found->atr.bytes, found->atr.length);
	fputs(linked ? "><code>" : "<code>", out);
	html_text(out, found->pattern);
	fputs(linked ? "</code></a>" : "</code>", out);
	cards_html_place(out, list, found->line);
	fputs("</p>\n</li>\n", out);
}
