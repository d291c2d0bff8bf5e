#include "render/html/about_html.h"

#include "base/day.h"
#include "render/html/html.h"

void render_home_html(FILE *out, const struct html_site *site)
{
	static const uint8_t example[] = {0x3B, 0xDA, 0x18, 0xFF, 0x81, 0xB1, 0xFE,
	                                  0x75, 0x1F, 0x03, 0x00, 0x31, 0xF5, 0x73,
	                                  0xC0, 0x01, 0x60, 0x00, 0x90, 0x00, 0x1C};

	fputs("<h1>What does this smart card say?</h1>\n<p>A smart card introduces itself with an "
	      "Answer to Reset (ATR). Enter one to see what each byte of it means, at what speed "
	      "the "
	      "card works, what is wrong with it, and which card it is. Hex digits are taken "
	      "packed or "
	      "with blanks, colons or commas between the bytes.</p>\n<p>For example: ",
	      out);
	html_open_atr_link(out, site, example, sizeof example);
	fputs(">an OpenPGP card</a>.</p>\n", out);
}

static void put_sources(FILE *out, const struct searched_list *sources, size_t count)
{
	char day[DAY_TEXT_SIZE];

	fputs("<h2>Card lists</h2>\n", out);
	for (size_t i = 0; i < count; i++) {
		day_text(day, sources[i].modified);
		fputs("<p><code>", out);
		html_string(out, sources[i].path);
		fprintf(out, "</code> of %s</p>\n", day);
	}
}

void render_about_html(FILE *out, const struct html_site *site, const struct searched_list *sources,
                       size_t count, const char *version)
{
	fprintf(out,
	        "<h1>About these pages</h1>\n<p>They are made by <code>atr_parser</code> %s of "
	        "pcsckit, "
	        "which decodes the Answer to Reset of a smart card by ISO/IEC 7816-3 and 7816-4 "
	        "and "
	        "PC/SC part 3, and looks the card up in a list.</p>\n<p>There are no cookies, no "
	        "scripts of others and no requests to other hosts. What you enter is not "
	        "kept.</p>\n",
	        version);
	put_sources(out, sources, count);
	if (!site->forms)
		return;
	fputs("<h2>For programs</h2>\n<p>Each page is also there as JSON, for a request that "
	      "accepts "
	      "<code>application/json</code> or under these addresses:</p>\n<ul>\n<li><code>",
	      out);
	html_string(out, site->base);
	fputs("/atr.json?ATR=3B65000041424344</code></li>\n<li><code>", out);
	html_string(out, site->base);
	fputs("/search.json?q=yubikey+nfc</code></li>\n<li><code>", out);
	html_string(out, site->base);
	fputs("/statistics.json?field=TA1</code></li>\n</ul>\n", out);
}

void render_refusal_html(FILE *out, const char *title, const char *why)
{
	fputs("<h1>", out);
	html_string(out, title);
	fputs("</h1>\n<p class=\"error\" role=\"alert\">", out);
	html_string(out, why);
	fputs("</p>\n", out);
}
