#include "render/html/html.h"

#include "base/escape.h"
#include "render/xml_escaped.h"

#include <string.h>

static const char *const classes[ROLE_COUNT] = {
	[ROLE_PLAIN] = "",          [ROLE_HEADING] = "heading",
	[ROLE_DIM] = "dim",         [ROLE_TS] = "ts",
	[ROLE_T0] = "t0",           [ROLE_TA] = "ta",
	[ROLE_TB] = "tb",           [ROLE_TC] = "tc",
	[ROLE_TD] = "td",           [ROLE_HISTORICAL] = "historical",
	[ROLE_TCK] = "tck",         [ROLE_EXTRA] = "extra",
	[ROLE_CARD] = "card",       [ROLE_READER] = "reader",
	[ROLE_SENT] = "sent",       [ROLE_RECEIVED] = "received",
	[ROLE_GOOD] = "good",       [ROLE_INFO] = "info",
	[ROLE_WARNING] = "warning", [ROLE_ERROR] = "error",
};

/* Colours by role, on white and on near-black; each has a contrast of 4.5 to 1 or more. */
static const char style[] =
	":root { color-scheme: light dark; --back: #ffffff; --text: #1a1a1a; --line: #d0d0d0;\n"
	"  --dim: #5f5f5f; --blue: #0a4fa8; --green: #1a6b1f; --amber: #7a5200; --cyan: #00616e;\n"
	"  --violet: #7a1f8f; --red: #b3161b }\n"
	"@media (prefers-color-scheme: dark) { :root { --back: #16181c; --text: #e4e4e4;\n"
	"  --line: #40444c; --dim: #a0a4ac; --blue: #82b4ff; --green: #7fd486; --amber: #e8bd5c;\n"
	"  --cyan: #6fd3df; --violet: #df9df0; --red: #ff8a85 } }\n"
	"body { background: var(--back); color: var(--text); font: 1rem/1.45 system-ui, "
	"sans-serif;\n"
	"  margin: 0 auto; max-width: 64rem; padding: 1rem }\n"
	"article + article { border-top: 1px solid var(--line); margin-top: 2rem }\n"
	"h1, h2 { line-height: 1.2; overflow-wrap: anywhere } h1 { font-size: 1.3rem }\n"
	"h2 { font-size: 1.05rem; margin: 1.4rem 0 .4rem }\n"
	"code { font-family: ui-monospace, monospace; overflow-wrap: anywhere }\n"
	".bytes { display: flex; flex-wrap: wrap; gap: .3rem; list-style: none; padding: 0 }\n"
	".bytes li { border: 1px solid var(--line); border-radius: .3rem; min-width: 2rem;\n"
	"  padding: .1rem .3rem; text-align: center }\n"
	".bytes code, .bytes span { display: block } .bytes span { font-size: .75rem }\n"
	".tree, .tree ul { list-style: none; margin: 0; padding-left: 1.2rem } .tree { padding: 0 "
	"}\n"
	".tree li { margin: .15rem 0 } .tree ul { border-left: 1px solid var(--line) }\n"
	".dim, .info, .extra { color: var(--dim) } .t0, .td, .reader { color: var(--blue) }\n"
	".ta, .good { color: var(--green) } .tb, .warning { color: var(--amber) }\n"
	".tc, .tck, .sent { color: var(--cyan) } .historical, .received { color: var(--violet) }\n"
	".error { color: var(--red) } .card { color: var(--green); font-weight: bold }\n";

/* Text without control characters: only what HTML itself obeys is left. */
static void put_markup_escaped(FILE *out, const char *text, size_t length)
{
	size_t from = 0;

	for (size_t i = 0; i < length; i++) {
		const char *instead = xml_entity((unsigned char)text[i]);

		if (instead == NULL)
			continue;
		fwrite_unlocked(text + from, 1, i - from, out);
		fputs(instead, out);
		from = i + 1;
	}
	fwrite_unlocked(text + from, 1, length - from, out);
}

void html_text(FILE *out, struct span text)
{
	char piece[1024];

	while (text.length > 0) {
		size_t take =
			text.length < sizeof piece / 4 - 1 ? text.length : sizeof piece / 4 - 1;

		/* Not within a character. */
		while (take < text.length && take > sizeof piece / 4 - 5 &&
		       ((unsigned char)text.text[take] & 0xC0) == 0x80)
			take--;
		size_t length = escape_terminal(piece, sizeof piece, text.text, take);
		put_markup_escaped(out, piece, length);
		text.text += take;
		text.length -= take;
	}
}

void html_string(FILE *out, const char *text)
{
	html_text(out, (struct span){text, strlen(text)});
}

void html_begin(FILE *out, const char *title)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
	      out);
	html_string(out, title);
	fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
}

void html_end(FILE *out)
{
	fputs("</body>\n</html>\n", out);
}

const char *html_class(enum role role)
{
	return classes[role];
}

void html_coloured(FILE *out, const char *element, enum role role, const char *text)
{
	if (*classes[role] != '\0')
		fprintf(out, "<%s class=\"%s\">", element, classes[role]);
	else
		fprintf(out, "<%s>", element);
	html_string(out, text);
	fprintf(out, "</%s>", element);
}
