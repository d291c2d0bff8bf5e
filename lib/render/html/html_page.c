#include "render/html/html_page.h"

#include "base/bytes.h"
#include "atr/atr.h"
#include "render/html/html.h"

#include <string.h>

const struct html_site html_alone = {.base = ""};

/* The icon: the chip of a card in one color. */
static const char icon[] =
	"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
	"%3Crect x='1' y='2' width='14' height='12' rx='3' fill='%23c99a2e'/%3E%3Cpath d='M1 "
	"6h5v4H1M15 "
	"6h-5v4h5M6 2v12M10 2v12' fill='none' stroke='%23fff'/%3E%3C/svg%3E";

void html_open_link(FILE *out, const struct html_site *site, const char *page, const char *part,
                    const char *end)
{
	fputs("<a href=\"", out);
	html_string(out, site->base);
	html_string(out, page);
	fprintf(out, "%s%s\"", part, end);
}

void html_open_atr_link(FILE *out, const struct html_site *site, const uint8_t *bytes,
                        size_t length)
{
	char hex[2 * ATR_KEPT + 1];

	hex_write(hex, bytes, length);
	html_open_link(out, site, site->atr, hex, site->atr_end);
}

void html_put_style(FILE *out)
{
	for (size_t i = 0; html_style[i] != NULL; i++)
		fputs(html_style[i], out);
}

static void put_style(FILE *out, const struct html_site *site)
{
	if (site->style != NULL) {
		fprintf(out, "<link rel=\"stylesheet\" href=\"%s%s\">\n", site->base, site->style);
		return;
	}
	fputs("<style>", out);
	html_put_style(out);
	fputs("</style>\n", out);
}

static void put_head(FILE *out, const struct html_site *site, const char *title)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n", out);
	if (site->style == NULL)
		fprintf(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n",
		        html_policy);
	else
		fputs("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		      "style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; "
		      "form-action 'self'\">\n",
		      out);
	fputs("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	      "<meta name=\"referrer\" content=\"no-referrer\">\n"
	      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
	      out);
	html_string(out, title);
	fprintf(out, "</title>\n<link rel=\"icon\" href=\"%s\">\n", icon);
	put_style(out, site);
	if (site->script != NULL)
		fprintf(out, "<script src=\"%s%s\" defer></script>\n", site->base, site->script);
	fputs("</head>\n<body>\n", out);
}

static void put_navigation(FILE *out, const struct html_site *site)
{
	const struct {
		const char *page, *name;
	} pages[] = {
		{site->home, site->forms ? "ATR" : "Cards"},
		{site->search, "Search"},
		{site->statistics, "Statistics"},
		{site->about, "About"},
	};

	if (site->home == NULL)
		return;
	fputs("<header class=\"top\">\n<a class=\"skip\" href=\"#content\">Skip to the "
	      "content</a>\n"
	      "<nav aria-label=\"Pages\">\n<ul>\n",
	      out);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		if (pages[i].page == NULL)
			continue;
		fputs("<li>", out);
		html_open_link(out, site, pages[i].page, "", "");
		fprintf(out, ">%s</a></li>\n", pages[i].name);
	}
	fputs("</ul>\n</nav>\n</header>\n", out);
}

/* Writes the form for an ATR. */
static void put_form(FILE *out, const struct html_site *site, const char *asked)
{
	fputs("<form class=\"ask\" method=\"get\" action=\"", out);
	html_string(out, site->base);
	html_string(out, site->home);
	fputs("\">\n<label for=\"atr\">ATR</label>\n<input id=\"atr\" name=\"ATR\" type=\"text\" "
	      "value=\"",
	      out);
	html_string(out, asked);
	fputs("\" placeholder=\"3B 65 00 00 41 42 43 44 45\" maxlength=\"1024\" "
	      "autocomplete=\"off\" "
	      "spellcheck=\"false\">\n"
	      "<button type=\"submit\">Decode</button>\n</form>\n",
	      out);
}

void html_begin(FILE *out, const struct html_site *site, const char *title, const char *asked)
{
	put_head(out, site, title);
	put_navigation(out, site);
	fputs("<main id=\"content\">\n", out);
	if (site->forms)
		put_form(out, site, asked);
}

void html_end(FILE *out, const struct html_site *site)
{
	fputs("</main>\n", out);
	if (site->home != NULL)
		fputs("<footer>Made by <code>atr_parser</code> of pcsckit. Nothing that you enter "
		      "is "
		      "stored.</footer>\n",
		      out);
	fputs("</body>\n</html>\n", out);
}

void html_copy_begin(FILE *out, const char *title)
{
	fprintf(out, "<h3>%s</h3>\n<pre class=\"copy\" tabindex=\"0\"><code>", title);
}

void html_copy_end(FILE *out)
{
	fputs("</code></pre>\n", out);
}
