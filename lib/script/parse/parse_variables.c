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

bool parse_new_name(struct parser *parser, struct tokens *tokens, struct range *name)
{
	tokens_peek(tokens);
	size_t start = tokens->at;
	if (!parse_name(parser, tokens, "a name", name))
		return false;
	if (is_read_only(parser->script, *name))
		return parse_fail(parser, start, "this variable is read-only");
	return true;
}

bool take_set(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	if (!parse_new_name(parser, tokens, &statement->name))
		return false;
	if (!tokens_char(tokens, '='))
		return parse_expected(parser, tokens, "\"=\"");
	if (!parse_items(parser, tokens, &statement->items))
		return false;
	return statement->items.count > 0 ||
		parse_expected(parser, tokens, "hex digits, \"text\", $name or { }");
}

/* Reads an optional prompt in quotes. */
static bool take_prompt(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	return tokens_peek(tokens) != '"' || parse_quoted(parser, tokens, &statement->prompt);
}

/* NAME [text|hex] */
static bool take_text_or_hex(struct parser *parser, struct tokens *tokens,
                             struct statement *statement)
{
	if (!parse_new_name(parser, tokens, &statement->name))
		return false;
	statement->choice =
		parse_choice(tokens, statement->keyword->choices) == 1 ? FORM_HEX : FORM_TEXT;
	return true;
}

bool take_ask(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	return take_text_or_hex(parser, tokens, statement) &&
		take_prompt(parser, tokens, statement);
}

bool take_env(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	static const char *const secret[] = {"secret", NULL};

	if (!take_text_or_hex(parser, tokens, statement))
		return false;
	statement->secret = parse_choice(tokens, secret) == 0;
	return true;
}

bool take_write(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	statement->items = (struct range){(uint32_t)parser->script->item_count, 1};
	if (tokens_peek(tokens) != '$')
		return parse_expected(parser, tokens, "$name");
	return parse_variable(parser, tokens) &&
		parse_argument(parser, tokens, "a file name", &statement->name);
}

bool take_pause(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	return take_prompt(parser, tokens, statement);
}

bool take_pin(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	static const char *const pad[] = {"pad", NULL};

	if (!parse_new_name(parser, tokens, &statement->name))
		return false;
	int form = parse_choice(tokens, statement->keyword->choices);
	statement->choice = form < 0 ? FORM_TEXT : form;
	size_t at = tokens->at;
	if (parse_choice(tokens, pad) == 0) {
		statement->number_given = true;
		if (statement->choice == FORM_ISO2)
			return parse_fail(parser, at, "iso2 always has 8 bytes");
		if (!parse_number(parser, tokens, "a number of bytes", 255, &statement->number))
			return false;
	}
	return take_prompt(parser, tokens, statement);
}
