#include "render/html/html.h"

#include "base/escape.h"
#include "base/stream.h"
#include "render/xml_escaped.h"

#include <string.h>
#include <strings.h>

static const char *const classes[ROLE_COUNT] = {
	[ROLE_PLAIN] = "",          [ROLE_HEADING] = "",
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

void html_markup(FILE *out, const char *text, size_t length)
{
	size_t from = 0;

	for (size_t i = 0; i < length; i++) {
		const char *instead = xml_entity((unsigned char)text[i]);

		if (instead == NULL)
			continue;
		stream_write(out, text + from, i - from);
		fputs(instead, out);
		from = i + 1;
	}
	stream_write(out, text + from, length - from);
}

void html_text(FILE *out, struct span text)
{
	char piece[1024];

	while (text.length > 0) {
		size_t take = escape_piece(text.text, text.length, sizeof piece / 4 - 1);

		html_markup(out, piece, escape_terminal(piece, sizeof piece, text.text, take));
		text.text += take;
		text.length -= take;
	}
}

void html_string(FILE *out, const char *text)
{
	html_text(out, (struct span){text, strlen(text)});
}

static const struct {
	const char *start, *before; /* what its link has before it */
} addresses[] = {{"http://", ""}, {"https://", ""}, {"www.", "http://"}};

/* Which row text begins with; -1: none. */
static int address_of(struct span text)
{
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		size_t length = strlen(addresses[i].start);

		if (text.length > length && strncasecmp(text.text, addresses[i].start, length) == 0)
			return (int)i;
	}
	return -1;
}

bool html_is_address(struct span text)
{
	return address_of(text) >= 0;
}

/* Where it ends: before a blank or a quote, without what ends a sentence. */
static size_t address_length(struct span text)
{
	size_t length = 0;

	while (length < text.length && (unsigned char)text.text[length] > ' ' &&
	       strchr("<>\"", text.text[length]) == NULL)
		length++;
	while (length > 0 && strchr(".,;:!?)'", text.text[length - 1]) != NULL)
		length--;
	return length;
}

/* RFC 3986, 2: what has no place in an address is percent-encoded. */
static void put_address(FILE *out, struct span text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.text[i];
		bool kept = c > ' ' && c < 0x7F && strchr("\"<>\\^`{|}[]", c) == NULL;

		if (kept)
			html_markup(out, text.text + i, 1);
		else
			fprintf(out, "%%%02X", c);
	}
}

static void put_link(FILE *out, struct span text, int address)
{
	fprintf(out, "<a rel=\"noopener nofollow external\" href=\"%s", addresses[address].before);
	put_address(out, text);
	fputs("\">", out);
	html_text(out, text);
	fputs("</a>", out);
}

void html_linked(FILE *out, struct span text)
{
	size_t at = 0;

	while (at < text.length) {
		struct span rest = {text.text + at, text.length - at};
		bool starts = at == 0 || is_blank(rest.text[-1]) || rest.text[-1] == '(';
		int address = starts ? address_of(rest) : -1;

		if (address < 0) {
			at++;
			continue;
		}
		html_text(out, (struct span){text.text, at});
		rest.length = address_length(rest);
		put_link(out, rest, address);
		text.length -= at + rest.length;
		text.text += at + rest.length;
		at = 0;
	}
	html_text(out, text);
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
