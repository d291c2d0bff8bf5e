#include "script/parse/parse_commands.h"

#include "base/bytes.h"
#include "base/card.h"
#include "script/parse/parse_items.h"
#include "script/parse/parse_variables.h"

#include <stdio.h>

bool choice_parse(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	const char *const *choices = statement->keyword->choices;
	struct tokens ahead;
	struct span word;
	char both[40];

	statement->choice = parse_choice(tokens, choices);
	if (statement->choice >= 0)
		return true;
	statement->choice = 0;
	if (statement->keyword->syntax[0] == '[')
		return true;
	(void)snprintf(both, sizeof both, "%s or %s", choices[1], choices[0]);
	if (parse_at_end(tokens))
		return parse_expected(parser, tokens, both);
	ahead = *tokens;
	word = tokens_run(&ahead);
	return parse_fail(parser, tokens->at, "expected %s, got \"%.*s\"", both,
	                  hex_quotable(word.text, word.length), word.text);
}

bool take_connect(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	static const char *const protocols[] = {"T=0", "T=1", "raw", "direct", NULL};
	static const unsigned bits[] = {CARD_T0, CARD_T1, CARD_RAW, CARD_NONE};
	static const char *const shares[] = {"shared", "exclusive", NULL};

	int protocol = parse_choice(tokens, protocols);
	if (protocol >= 0)
		statement->choice = (int)bits[protocol];
	size_t at = tokens->at;
	int share = parse_choice(tokens, shares);
	statement->share = share == 1 ? CARD_EXCLUSIVE : CARD_SHARED;
	if (protocol == 3 && share >= 0)
		return parse_fail(parser, at, "direct cannot be combined with shared or exclusive");
	if (protocol == 3)
		statement->share = CARD_DIRECT;
	return true;
}

static bool take_echo_text(struct parser *parser, struct tokens *tokens)
{
	struct script *script = parser->script;
	struct range text;

	if (tokens->text[tokens->at] == '"') {
		if (!parse_quoted(parser, tokens, &text))
			return false;
	} else {
		size_t from = tokens->at;

		while (tokens->at < tokens->length && !is_space(tokens->text[tokens->at]) &&
		       tokens->text[tokens->at] != '"' && tokens->text[tokens->at] != '$')
			tokens->at++;
		text = script_store(script, tokens->text + from, tokens->at - from);
	}
	struct item *item = script_add_item(script, ITEM_TEXT);
	if (item == NULL)
		return false;
	item->range = text;
	return true;
}

bool take_echo(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	struct script *script = parser->script;
	struct range items = {(uint32_t)script->item_count, 0};

	for (bool first = true; !parse_at_end(tokens); first = false) {
		if (!first && is_space(tokens->text[tokens->at - 1]) &&
		    script_add_item(script, ITEM_BLANK) == NULL)
			return false;
		if (tokens->text[tokens->at] == '$' ? !parse_variable(parser, tokens) :
		                                      !take_echo_text(parser, tokens))
			return false;
	}
	items.count = (uint32_t)script->item_count - items.at;
	statement->items = items;
	return true;
}

bool take_exit(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	if (parse_at_end(tokens))
		return true;
	statement->number_given = true;
	return parse_number(parser, tokens, "a status", 255, &statement->number);
}

bool take_file(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	return parse_argument(parser, tokens, "a file name", &statement->name);
}

bool take_test(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	return parse_argument(parser, tokens, "a test name", &statement->name);
}

bool take_sleep(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	return parse_number(parser, tokens, "milliseconds", INT32_MAX, &statement->number);
}

/* An error of the keyword itself, not of what follows it. Returns false. */
static bool misplaced(struct parser *parser, const struct statement *statement, const char *message)
{
	return parse_fail_at(parser, (struct position){statement->line, statement->column}, "%s",
	                     message);
}

/* Opens the block even if the rest of the line is invalid, so that its end is not reported as a
 * second error. */
static bool open_block(struct parser *parser, struct tokens *tokens,
                       const struct statement *statement, bool divides)
{
	if (parser->outer_blocks + parser->block_count >= SCRIPT_DEPTH_MAX)
		return parse_fail(parser, tokens->at, "blocks nested more than %d deep",
		                  SCRIPT_DEPTH_MAX);
	parser->blocks[parser->block_count++] =
		(struct block){script_index(parser->script, statement), divides};
	return true;
}

bool take_if(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	return open_block(parser, tokens, statement, true) &&
		parse_status_words(parser, tokens, &statement->sw);
}

bool take_else(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	struct block *open =
		parser->block_count > 0 ? &parser->blocks[parser->block_count - 1] : NULL;
	uint32_t index = script_index(parser->script, statement);

	(void)tokens;
	if (open == NULL || !open->divides)
		return misplaced(parser, statement, "else without if");
	parser->script->statements[open->statement].partner = index;
	*open = (struct block){.statement = index}; /* to be linked with its end */
	return true;
}

bool take_repeat(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	if (!open_block(parser, tokens, statement, false))
		return false;
	tokens_peek(tokens);
	size_t start = tokens->at;
	if (!parse_number(parser, tokens, "a number of times", INT32_MAX, &statement->number))
		return false;
	if (parse_at_end(tokens))
		return true;
	if (statement->number > 255)
		return parse_fail(parser, start, "with NAME the count must be at most 255");
	return parse_new_name(parser, tokens, &statement->name);
}

bool take_end(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	struct script *script = parser->script;

	(void)tokens;
	if (parser->block_count == 0)
		return misplaced(parser, statement, "end without repeat or if");
	uint32_t open = parser->blocks[--parser->block_count].statement;
	script->statements[open].partner = script_index(script, statement);
	statement->partner = open;
	return true;
}
