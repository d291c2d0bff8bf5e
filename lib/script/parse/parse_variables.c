#include "script/parse/parse_variables.h"

#include "script/parse/parse_items.h"

#include <string.h>

static bool is_read_only(const struct script *script, struct range name)
{
	static const char *const names[] = {"sw", "sw1", "sw2", "data", "atr"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == name.count &&
		    memcmp(names[i], script_text(script, name).text, name.count) == 0)
			return true;
	return false;
}

bool parse_new_name(struct parser *parser, struct scan *scan, struct range *name)
{
	scan_peek(scan);
	size_t start = scan->at;
	if (!parse_name(parser, scan, "a name", name))
		return false;
	if (is_read_only(parser->script, *name))
		return parse_fail(parser, start, "this variable is read-only");
	return true;
}

bool take_set(struct parser *parser, struct scan *scan, struct statement *statement)
{
	struct range name, items;

	if (!parse_new_name(parser, scan, &name))
		return false;
	if (!scan_char(scan, '='))
		return parse_expected(parser, scan, "\"=\"");
	if (!parse_items(parser, scan, &items))
		return false;
	if (items.count == 0)
		return parse_expected(parser, scan, "hex digits, \"text\", $name or { }");
	statement->name = name;
	statement->items = items;
	return true;
}

/* Takes an optional prompt in quotes. */
static bool take_prompt(struct parser *parser, struct scan *scan, struct statement *statement)
{
	struct range prompt;

	if (scan_peek(scan) != '"')
		return true;
	if (!parse_quoted(parser, scan, &prompt))
		return false;
	statement->prompt = prompt;
	return true;
}

/* NAME [text|hex] */
static bool take_text_or_hex(struct parser *parser, struct scan *scan, struct statement *statement)
{
	struct range name;

	if (!parse_new_name(parser, scan, &name))
		return false;
	statement->name = name;
	statement->choice =
		parse_choice(scan, statement->keyword->choices) == 1 ? FORM_HEX : FORM_TEXT;
	return true;
}

bool take_ask(struct parser *parser, struct scan *scan, struct statement *statement)
{
	return take_text_or_hex(parser, scan, statement) && take_prompt(parser, scan, statement);
}

bool take_env(struct parser *parser, struct scan *scan, struct statement *statement)
{
	static const char *const secret[] = {"secret", NULL};

	if (!take_text_or_hex(parser, scan, statement))
		return false;
	statement->secret = parse_choice(scan, secret) == 0;
	return true;
}

bool take_write(struct parser *parser, struct scan *scan, struct statement *statement)
{
	struct range items = {(uint32_t)parser->script->item_count, 1}, name;

	if (scan_peek(scan) != '$')
		return parse_expected(parser, scan, "$name");
	if (!parse_variable(parser, scan) || !parse_argument(parser, scan, "a file name", &name))
		return false;
	statement->items = items;
	statement->name = name;
	return true;
}

bool take_pause(struct parser *parser, struct scan *scan, struct statement *statement)
{
	return take_prompt(parser, scan, statement);
}

bool take_pin(struct parser *parser, struct scan *scan, struct statement *statement)
{
	static const char *const pad[] = {"pad", NULL};
	struct range name;

	if (!parse_new_name(parser, scan, &name))
		return false;
	statement->name = name;
	int form = parse_choice(scan, statement->keyword->choices);
	statement->choice = form < 0 ? FORM_TEXT : form;
	size_t at = scan->at;
	if (parse_choice(scan, pad) == 0) {
		statement->number_given = true;
		if (statement->choice == FORM_ISO2)
			return parse_fail(parser, at, "iso2 always has 8 bytes");
		if (!parse_number(parser, scan, "a number of bytes", 255, &statement->number))
			return false;
	}
	return take_prompt(parser, scan, statement);
}
