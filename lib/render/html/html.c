#include "render/html/html.h"

#include "base/escape.h"
#include "base/stream.h"
#include "render/address.h"
#include "render/xml_escaped.h"

#include <string.h>

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

/* Quotes need escaping in attributes only. */
static bool is_markup(char c, bool quotes)
{
	return c == '&' || c == '<' || c == '>' || (quotes && (c == '"' || c == '\''));
}

static void put_entities(FILE *out, const char *text, size_t length, bool quotes)
{
	size_t from = 0;

	for (size_t i = 0; i < length; i++) {
		if (!is_markup(text[i], quotes))
			continue;
		stream_write(out, text + from, i - from);
		fputs(xml_entity((unsigned char)text[i]), out);
		from = i + 1;
	}
	stream_write(out, text + from, length - from);
}

void html_content(FILE *out, const char *text, size_t length)
{
	put_entities(out, text, length, false);
}

void html_text(FILE *out, struct span text)
{
	char piece[1024];

	while (text.length > 0) {
		size_t take = escape_piece(text.text, text.length, sizeof piece / 4 - 1);

		put_entities(out, piece, escape_terminal(piece, sizeof piece, text.text, take),
		             true);
		text.text += take;
		text.length -= take;
	}
}

void html_string(FILE *out, const char *text)
{
	html_text(out, (struct span){text, strlen(text)});
}

static void put_link(FILE *out, struct span words, const char *before)
{
	char byte[4];

	fprintf(out, "<a rel=\"noopener nofollow external\" href=\"%s", before);
	for (size_t i = 0; i < words.length; i++) {
		address_byte(byte, words.text[i]);
		put_entities(out, byte, strlen(byte), true);
	}
	fputs("\">", out);
	html_text(out, words);
	fputs("</a>", out);
}

void html_linked(FILE *out, struct span text)
{
	struct address address;

	while (address_find(text, &address)) {
		html_text(out, (struct span){text.text, address.at});
		put_link(out, (struct span){text.text + address.at, address.length},
		         address.before);
		text.length -= address.at + address.length;
		text.text += address.at + address.length;
	}
	html_text(out, text);
}

const char *html_class(enum role role)
{
	return classes[role];
}

void html_colored(FILE *out, const char *element, enum role role, const char *text)
{
	if (*classes[role] != '\0')
		fprintf(out, "<%s class=\"%s\">", element, classes[role]);
	else
		fprintf(out, "<%s>", element);
	html_string(out, text);
	fprintf(out, "</%s>", element);
}
