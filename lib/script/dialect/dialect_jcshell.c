/* JCShell, including NXP's: /send, in which "#(" and ")" insert the length of what they enclose,
 * and commands without an equivalent. */
#include "script/dialect/dialect_formats.h"

#include "script/dialect/dialect_words.h"
#include "script/dialect/source.h"

static void add_part(struct conversion *conversion, size_t number, struct span part)
{
	if (part.length > 0 && !source_hex(part, &conversion->text))
		conversion_problem(conversion, number, SEVERITY_ERROR,
		                   "expected the hex digits of an APDU after /send");
}

static void send_apdu(struct conversion *conversion, size_t number, struct span rest)
{
	bool open = false, first = true;

	while (rest.length > 0 && !conversion->wrong) {
		size_t end = span_find(rest, open ? ")" : "#(");
		struct span part =
			span_trim((struct span){rest.text, end < rest.length ? end : rest.length});

		if (open && end == SIZE_MAX)
			break;
		text_puts(&conversion->text, first ? "" : " ");
		add_part(conversion, number, part);
		if (end != SIZE_MAX)
			text_puts(&conversion->text, open ? " }" : " {");
		rest = span_trim(span_from(rest,
		                           part.length < rest.length && end != SIZE_MAX ?
		                                   end + (open ? 1 : 2) :
		                                   rest.length));
		open = end != SIZE_MAX && !open;
		first = false;
	}
	if (first || open)
		conversion_problem(conversion, number, SEVERITY_ERROR,
		                   "expected the hex digits of an APDU after /send");
	conversion_end_line(conversion, number);
}

static const struct dialect_word words[] = {
	{"/send", NULL, send_apdu},
	{"send", NULL, send_apdu},
	{"/select", NULL, dialect_words_select},
	{"/card", "connect", NULL},
	{"/atr", "atr", NULL},
	{"/close", "disconnect", NULL},
	{"/reset", "reset cold", NULL},
	{"/terminal", NULL, NULL},
	{"/term", NULL, NULL},
	{"/mode", NULL, NULL},
	{"/cap-info", NULL, NULL},
	{NULL, NULL, NULL},
};

void dialect_jcshell(struct conversion *conversion, struct span text)
{
	dialect_words(conversion, text, words);
}

bool dialect_jcshell_marks(struct span line)
{
	return token_is(source_word(&line), "/send") && line.length > 0;
}
