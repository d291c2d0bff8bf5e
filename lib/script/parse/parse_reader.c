#include "script/parse/parse_reader.h"

#include "base/bytes.h"
#include "base/num.h"
#include "reader/attribute.h"
#include "script/parse/parse_commands.h"
#include "script/parse/parse_items.h"

/* Reads a whole word as a number: decimal up to max, or 0x and hex digits up to 32 bits. */
static bool word_number(struct span word, uint32_t max, uint32_t *number)
{
	uint64_t value;
	bool hex = word.length > 1 && (word.text[1] == 'x' || word.text[1] == 'X');

	if (!num_any(word, hex ? UINT32_MAX : max, &value))
		return false;
	*number = (uint32_t)value;
	return true;
}

bool take_attrib(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	tokens_peek(tokens);
	size_t start = tokens->at;
	struct span word = tokens_word(tokens);
	const struct attribute_row *row = attribute_named(word);
	const char *near = attribute_nearest(word);
	if (row != NULL)
		statement->number = row->tag;
	else if (near != NULL)
		return parse_fail(parser, start,
		                  "unknown attribute \"%.*s\" (did you mean \"%s\"?)",
		                  hex_quotable(word.text, word.length), word.text, near);
	else if (word.length < 3 || word.text[0] != '0' ||
	         !word_number(word, 0, &statement->number))
		return parse_fail(parser, start,
		                  "expected an attribute name such as VENDOR_NAME, or 0xTAG");
	return true;
}

bool take_control(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	tokens_peek(tokens);
	size_t start = tokens->at;
	struct span word = tokens_word(tokens);
	if (!word_number(word, UINT16_MAX, &statement->number))
		return parse_fail(parser, start,
		                  "expected a code from 0 to 65535, or 0x and hex digits");
	statement->share = word.length > 1 && (word.text[1] == 'x' || word.text[1] == 'X');
	return parse_items(parser, tokens, &statement->items);
}

bool take_reader(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	return parse_argument(parser, tokens, "a reader: its number, name or part of it",
	                      &statement->name);
}

bool take_wait(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	uint64_t ms;

	if (!choice_parse(parser, tokens, statement))
		return false;
	if (parse_at_end(tokens))
		return true;
	size_t start = tokens->at;
	if (!num_seconds(tokens_run(tokens), INT32_MAX, &ms))
		return parse_fail(parser, start, "expected seconds, such as 10 or 0.5");
	statement->number_given = true;
	statement->number = (uint32_t)ms;
	return true;
}
