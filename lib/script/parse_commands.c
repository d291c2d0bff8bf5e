/* What follows each keyword: one function an id. */
#include "script/parser.h"

#include "base/card.h"

#include <string.h>

int parse_choice(struct scan *scan, const char *const *words)
{
	struct scan ahead = *scan;
	struct token word = scan_run(&ahead);

	for (int i = 0; words[i] != NULL; i++) {
		if (token_is(word, words[i])) {
			*scan = ahead;
			return i;
		}
	}
	return -1;
}

struct statement *parse_statement_at(struct parser *parser, uint32_t index)
{
	return &parser->script->statements[index];
}

bool parse_at_end(struct scan *scan)
{
	scan_peek(scan);
	return scan->at == scan->length;
}

static bool take_nothing(struct parser *parser, struct scan *scan, uint32_t index)
{
	(void)parser;
	(void)scan;
	(void)index;
	return true;
}

static bool take_switch(struct parser *parser, struct scan *scan, uint32_t index)
{
	static const char *const words[] = {"off", "on", NULL};
	int choice = parse_choice(scan, words);

	parse_statement_at(parser, index)->choice = choice;
	return choice >= 0 ? true : parse_expected(parser, scan, "on or off");
}

static bool take_connect(struct parser *parser, struct scan *scan, uint32_t index)
{
	static const char *const protocols[] = {"T=0", "T=1", "raw", "direct", NULL};
	static const unsigned bits[] = {CARD_T0, CARD_T1, CARD_RAW, CARD_NONE};
	static const char *const shares[] = {"shared", "exclusive", NULL};
	struct statement *statement = parse_statement_at(parser, index);

	int protocol = parse_choice(scan, protocols);
	if (protocol >= 0)
		statement->choice = (int)bits[protocol];
	size_t at = scan->at;
	int share = parse_choice(scan, shares);
	statement->share = share == 1 ? CARD_EXCLUSIVE : CARD_SHARED;
	if (protocol == 3 && share >= 0)
		return parse_fail(parser, at, "direct is neither shared nor exclusive");
	if (protocol == 3)
		statement->share = CARD_DIRECT;
	return true;
}

static bool take_disconnect(struct parser *parser, struct scan *scan, uint32_t index)
{
	/* in the order of enum card_disposition */
	static const char *const words[] = {"leave", "reset", "unpower", "eject", NULL};
	int choice = parse_choice(scan, words);

	parse_statement_at(parser, index)->choice = choice > 0 ? choice : CARD_LEAVE;
	return true;
}

static bool take_echo_text(struct parser *parser, struct scan *scan)
{
	struct script *script = parser->script;
	struct range text;
	bool quoted = scan->text[scan->at] == '"';

	if (quoted) {
		if (!parse_quoted(parser, scan, &text))
			return false;
	} else {
		size_t from = scan->at;

		while (scan->at < scan->length && !is_blank(scan->text[scan->at]) &&
		       scan->text[scan->at] != '"' && scan->text[scan->at] != '$')
			scan->at++;
		text = script_keep(script, scan->text + from, scan->at - from);
	}
	struct item *item = script_add_item(script, ITEM_TEXT);
	if (item == NULL)
		return false;
	item->range = text;
	item->quoted = quoted;
	return true;
}

static bool take_echo(struct parser *parser, struct scan *scan, uint32_t index)
{
	struct script *script = parser->script;
	struct range items = {(uint32_t)script->item_count, 0};

	for (bool first = true; !parse_at_end(scan); first = false) {
		if (!first && is_blank(scan->text[scan->at - 1]) &&
		    script_add_item(script, ITEM_BLANK) == NULL)
			return false;
		if (scan->text[scan->at] == '$' ? !parse_variable(parser, scan) :
		                                  !take_echo_text(parser, scan))
			return false;
	}
	items.count = (uint32_t)script->item_count - items.at;
	parse_statement_at(parser, index)->items = items;
	return true;
}

static bool take_exit(struct parser *parser, struct scan *scan, uint32_t index)
{
	struct statement *statement = parse_statement_at(parser, index);

	if (parse_at_end(scan))
		return true;
	statement->number_given = true;
	return parse_number(parser, scan, "a status", 255, &statement->number);
}

bool parse_argument(struct parser *parser, struct scan *scan, const char *what,
                    struct range *argument)
{
	if (parse_at_end(scan))
		return parse_expected(parser, scan, what);
	if (scan->text[scan->at] == '"') {
		if (!parse_quoted(parser, scan, argument))
			return false;
	} else {
		struct token word = scan_run(scan);

		for (size_t i = 0; i < word.length; i++)
			if (!is_plain(word.text[i]))
				return parse_fail(parser, (size_t)(word.text - scan->text) + i,
				                  "expected this name in quotes, as \"text\"");
		*argument = script_keep(parser->script, word.text, word.length);
	}
	if (argument->count == 0)
		return parse_fail(parser, scan->at, "expected %s", what);
	return !parser->script->failed;
}

static bool take_file(struct parser *parser, struct scan *scan, uint32_t index)
{
	struct range name;

	if (!parse_argument(parser, scan, "the name of a file", &name))
		return false;
	parse_statement_at(parser, index)->name = name;
	return true;
}

static bool take_test(struct parser *parser, struct scan *scan, uint32_t index)
{
	struct range name;

	if (!parse_argument(parser, scan, "the name of a test", &name))
		return false;
	parse_statement_at(parser, index)->name = name;
	return true;
}

static bool take_help(struct parser *parser, struct scan *scan, uint32_t index)
{
	if (parse_at_end(scan))
		return true;
	size_t start = scan->at;
	struct token word = scan_run(scan);
	const struct word_row *row = word_find(word.text, word.length);
	if (row == NULL)
		row = word_nearest(word.text, word.length);
	if (row == NULL || !token_is(word, row->name))
		return parse_fail(parser, start,
		                  row == NULL ? "expected a command" :
		                                "expected a command: did you mean \"%s\"?",
		                  row == NULL ? "" : row->name);
	parse_statement_at(parser, index)->choice = (int)row->id;
	return true;
}

static bool take_reset(struct parser *parser, struct scan *scan, uint32_t index)
{
	/* in the order of enum card_reset */
	static const char *const words[] = {"warm", "cold", NULL};

	parse_statement_at(parser, index)->choice =
		parse_choice(scan, words) == 1 ? CARD_COLD : CARD_WARM;
	return true;
}

static bool take_sleep(struct parser *parser, struct scan *scan, uint32_t index)
{
	return parse_number(parser, scan, "milliseconds", INT32_MAX,
	                    &parse_statement_at(parser, index)->number);
}

/* A block is opened even where what follows is wrong: its end is not another error then. */
static bool open_block(struct parser *parser, struct scan *scan, uint32_t index)
{
	if (parser->outer_blocks + parser->block_count >= SCRIPT_DEPTH_MAX)
		return parse_fail(parser, scan->at, "blocks nest more than %d deep",
		                  SCRIPT_DEPTH_MAX);
	parser->blocks[parser->block_count++] = index;
	return true;
}

static bool take_if(struct parser *parser, struct scan *scan, uint32_t index)
{
	return open_block(parser, scan, index) &&
		parse_status_words(parser, scan, &parse_statement_at(parser, index)->sw);
}

static bool take_else(struct parser *parser, struct scan *scan, uint32_t index)
{
	struct script *script = parser->script;
	uint32_t *open = parser->block_count > 0 ? &parser->blocks[parser->block_count - 1] : NULL;

	if (open == NULL || script->statements[*open].word != WORD_IF)
		return parse_fail(parser, scan->at, "there is no if for this else");
	script->statements[*open].partner = index;
	*open = index; /* end is the partner of else now */
	return true;
}

static bool take_repeat(struct parser *parser, struct scan *scan, uint32_t index)
{
	struct statement *statement = parse_statement_at(parser, index);

	if (!open_block(parser, scan, index))
		return false;
	scan_peek(scan);
	size_t start = scan->at;
	if (!parse_number(parser, scan, "a number of times", INT32_MAX, &statement->number))
		return false;
	if (parse_at_end(scan))
		return true;
	if (statement->number > 255)
		return parse_fail(parser, start, "a name counts in one byte: up to 255 times");
	return parse_new_name(parser, scan, &statement->name);
}

static bool take_end(struct parser *parser, struct scan *scan, uint32_t index)
{
	struct script *script = parser->script;

	if (parser->block_count == 0)
		return parse_fail(parser, scan->at, "there is no repeat or if for this end");
	uint32_t open = parser->blocks[--parser->block_count];
	script->statements[open].partner = index;
	script->statements[index].partner = open;
	return true;
}

static const parse_function takes[WORD_COUNT] = {
	[WORD_NONE] = take_nothing,
	[WORD_ASK] = take_ask,
	[WORD_ATR] = take_nothing,
	[WORD_ATTRIB] = take_attrib,
	[WORD_AUTO] = take_switch,
	[WORD_CHAIN] = take_switch,
	[WORD_CONNECT] = take_connect,
	[WORD_CONTROL] = take_control,
	[WORD_DISCONNECT] = take_disconnect,
	[WORD_ECHO] = take_echo,
	[WORD_ELSE] = take_else,
	[WORD_END] = take_end,
	[WORD_ENV] = take_env,
	[WORD_EXIT] = take_exit,
	[WORD_EXPLAIN] = take_switch,
	[WORD_HELP] = take_help,
	[WORD_IF] = take_if,
	[WORD_INCLUDE] = take_file,
	[WORD_PAUSE] = take_pause,
	[WORD_PIN] = take_pin,
	[WORD_READER] = take_reader,
	[WORD_READERS] = take_nothing,
	[WORD_REPEAT] = take_repeat,
	[WORD_RESET] = take_reset,
	[WORD_SET] = take_set,
	[WORD_SLEEP] = take_sleep,
	[WORD_TEST] = take_test,
	[WORD_TIME] = take_switch,
	[WORD_TLV] = take_switch,
	[WORD_TRANSACTION] = take_transaction,
	[WORD_WAIT] = take_wait,
};

bool parse_command(struct parser *parser, struct scan *scan, uint32_t index)
{
	return takes[parse_statement_at(parser, index)->word](parser, scan, index);
}
