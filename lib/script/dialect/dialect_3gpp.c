#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"
#include "script/dialect/source.h"
#include "script/parse/token.h"

#include <string.h>

struct maker {
	struct conversion *conversion;
	size_t number;
	bool off; /* the card is powered down */
};

/* Adds the text between the brackets, without blanks. Returns false if there is no closing bracket,
 * or if the text contains anything but nibbles, X and the characters in more. */
static bool add_enclosed(struct text *out, struct span *rest, char close, const char *more)
{
	size_t at = 1;

	for (; at < rest->length && rest->text[at] != close; at++) {
		char c = rest->text[at];

		if (is_blank(c))
			continue;
		if (hex_digit(c) < 0 && c != 'x' && c != 'X' && strchr(more, c) == NULL)
			return false;
		text_add(out, &c, 1);
	}
	if (at == rest->length)
		return false;
	*rest = span_trim((struct span){rest->text + at + 1, rest->length - at - 1});
	return true;
}

/* B.2: data in brackets are expected; empty brackets stand for any data. */
static bool add_data(struct text *out, struct span *rest)
{
	if (rest->length == 0 || rest->text[0] != '[')
		return true;
	text_puts(out, " [");
	size_t start = out->length;
	if (!add_enclosed(out, rest, ']', ""))
		return false;
	text_puts(out, out->length == start ? "*]" : "]");
	return true;
}

static bool add_status(struct text *out, struct span *rest)
{
	if (rest->length == 0 || rest->text[0] != '(')
		return true;
	text_puts(out, " (");
	if (!add_enclosed(out, rest, ')', ","))
		return false;
	text_puts(out, ")");
	return true;
}

static void command(struct maker *maker, struct span rest)
{
	struct text *out = &maker->conversion->text;
	struct span bytes = {rest.text, 0};

	while (bytes.length < rest.length && rest.text[bytes.length] != '[' &&
	       rest.text[bytes.length] != '(')
		bytes.length++;
	rest.text += bytes.length;
	rest.length -= bytes.length;
	bytes = span_trim(bytes);
	if (!source_hex(bytes, out) || !add_data(out, &rest) || !add_status(out, &rest) ||
	    rest.length > 0)
		conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
		                   "expected CMD, hex digits, [data] and (status)");
	conversion_end_line(maker->conversion, maker->number);
}

static void reset(struct maker *maker, struct span rest)
{
	(void)rest;
	conversion_line(maker->conversion, maker->number, maker->off ? "connect" : "reset cold");
	maker->off = false;
}

static void power_off(struct maker *maker, struct span rest)
{
	(void)rest;
	if (!maker->off)
		conversion_line(maker->conversion, maker->number, "disconnect unpower");
	maker->off = true;
}

/* After TERMINAL PROFILE, fetches each proactive command announced by 91xx and responds to it with
 * "performed successfully" (ETSI TS 102 223, 6.8 and 8.12). The command details are the first
 * object of the data fetched. SW2 is the length of the whole command, 00 for 256. From 83 on, the
 * length field in it has two bytes, 81 and one more (ETSI TS 101 220, 7.1.2: 00 to 7F in one byte,
 * 80 to FF in two). */
static const char *const session[] = {
	"repeat 20",
	("if 9100,9183,9184,9185,9186,9187,9188,9189,918A,918B,918C,918D,918E,918F,"
         "919X,91AX,91BX,91CX,91DX,91EX,91FX"),
	"!A0 12 00 00 / $sw2",
	"!A0 14 00 00 : $data[3,5] 82 02 82 81 83 01 00",
	"else",
	"if 91XX",
	"!A0 12 00 00 / $sw2",
	"!A0 14 00 00 : $data[2,5] 82 02 82 81 83 01 00",
	"end",
	"end",
	"end",
};

/* TERMINAL PROFILE (ETSI TS 102 221, 11.2.1), in class A0 like the rest of these scripts (3GPP TS
 * 51.011). */
static void profile(struct maker *maker, struct span rest)
{
	text_puts(&maker->conversion->text, "!A0 10 00 00 : ");
	if (!source_hex(rest, &maker->conversion->text))
		conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
		                   "expected the bytes of a terminal profile after INI");
	conversion_end_line(maker->conversion, maker->number);
	for (size_t i = 0; i < sizeof session / sizeof session[0]; i++)
		conversion_line(maker->conversion, maker->number, session[i]);
}

static void remark(struct maker *maker, struct span rest)
{
	conversion_comment(maker->conversion, maker->number, rest);
}

static const struct {
	const char *name;
	void (*make)(struct maker *maker, struct span rest);
	bool alone; /* takes no arguments */
} words[] = {
	{"CMD", command, false}, {"RST", reset, true},   {"OFF", power_off, true},
	{"INI", profile, false}, {"REM", remark, false},
};

static void statement(struct maker *maker, struct span line)
{
	struct span rest = line;
	struct span word = source_word(&rest);

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (!token_is(word, words[i].name))
			continue;
		if (words[i].alone && rest.length > 0)
			conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
			                   "%s takes no argument", words[i].name);
		words[i].make(maker, rest);
		return;
	}
	conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
	                   "%.*s is not supported (try CMD, RST, OFF, INI or REM)",
	                   word.length > 20 ? 20 : (int)word.length, word.text);
}

void dialect_3gpp(struct conversion *conversion, struct span text)
{
	struct source source = {.rest = text, .joins = true};
	struct maker maker = {.conversion = conversion};
	struct span line;

	while (source_line(&source, &line, &maker.number)) {
		line = span_trim(line);
		if (line.length == 0)
			conversion_line(conversion, maker.number, "");
		else
			statement(&maker, line);
	}
	conversion->failed = conversion->failed || source.failed;
}

bool dialect_3gpp_marks(struct span line)
{
	struct span word = source_word(&line);

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (span_is(word, words[i].name))
			return !words[i].alone || line.length == 0;
	return false;
}
