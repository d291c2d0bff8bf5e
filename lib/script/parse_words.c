/* What follows each keyword: one function an id. */
#include "script/parser.h"

#include "base/card.h"

#include <string.h>

/* Takes one of the words of a list that ends with NULL; its position, or -1 with nothing taken. */
static int take_choice(struct scan *scan, const char *const *words)
{
	struct scan ahead = *scan;
	struct span word = scan_run(&ahead);

	for (int i = 0; words[i] != NULL; i++) {
		if (span_is(word, words[i])) {
			*scan = ahead;
			return i;
		}
	}
	return -1;
}

static struct statement *statement_at(struct parser *parser, uint32_t index)
{
	return &parser->script->statements[index];
}

static bool at_end(struct scan *scan)
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

static bool take_auto(struct parser *parser, struct scan *scan, uint32_t index)
{
	static const char *const words[] = {"off", "on", NULL};
	int choice = take_choice(scan, words);

	statement_at(parser, index)->choice = choice;
	return choice >= 0 ? true : parse_expected(parser, scan, "on or off");
}

static bool take_connect(struct parser *parser, struct scan *scan, uint32_t index)
{
	static const char *const protocols[] = {"T=0", "T=1", "raw", "direct", NULL};
	static const unsigned bits[] = {CARD_T0, CARD_T1, CARD_RAW, CARD_NONE};
	static const char *const shares[] = {"shared", "exclusive", NULL};
	struct statement *statement = statement_at(parser, index);

	int protocol = take_choice(scan, protocols);
	if (protocol >= 0)
		statement->choice = (int)bits[protocol];
	size_t at = scan->at;
	int share = take_choice(scan, shares);
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
	int choice = take_choice(scan, words);

	statement_at(parser, index)->choice = choice > 0 ? choice : CARD_LEAVE;
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

	for (bool first = true; !at_end(scan); first = false) {
		if (!first && is_blank(scan->text[scan->at - 1]) &&
		    script_add_item(script, ITEM_BLANK) == NULL)
			return false;
		if (scan->text[scan->at] == '$' ? !parse_variable(parser, scan)
		                                : !take_echo_text(parser, scan))
			return false;
	}
	items.count = (uint32_t)script->item_count - items.at;
	statement_at(parser, index)->items = items;
	return true;
}

static bool take_exit(struct parser *parser, struct scan *scan, uint32_t index)
{
	struct statement *statement = statement_at(parser, index);

	if (at_end(scan))
		return true;
	statement->number_given = true;
	return parse_number(parser, scan, "a status", 255, &statement->number);
}

static bool take_file(struct parser *parser, struct scan *scan, uint32_t index)
{
	struct range name;

	if (at_end(scan))
		return parse_expected(parser, scan, "the name of a file");
	if (scan->text[scan->at] == '"') {
		if (!parse_quoted(parser, scan, &name))
			return false;
	} else {
		struct span word = scan_run(scan);

		for (size_t i = 0; i < word.length; i++)
			if (!is_plain(word.text[i]))
				return parse_fail(parser, (size_t)(word.text - scan->text) + i,
				                  "expected this name in quotes, as \"text\"");
		name = script_keep(parser->script, word.text, word.length);
	}
	statement_at(parser, index)->name = name;
	if (name.count == 0)
		return parse_fail(parser, scan->at, "expected the name of a file");
	return !parser->script->failed;
}

static bool take_reset(struct parser *parser, struct scan *scan, uint32_t index)
{
	/* in the order of enum card_reset */
	static const char *const words[] = {"warm", "cold", NULL};

	statement_at(parser, index)->choice = take_choice(scan, words) == 1 ? CARD_COLD : CARD_WARM;
	return true;
}

static bool is_read_only(const struct script *script, struct range name)
{
	static const char *const names[] = {"sw", "sw1", "sw2", "data", "atr"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == name.count &&
		    memcmp(names[i], script_pool(script, name), name.count) == 0)
			return true;
	return false;
}

static bool take_variable_name(struct parser *parser, struct scan *scan, struct range *name)
{
	scan_peek(scan);
	size_t start = scan->at;
	if (!parse_name(parser, scan, "a name", name))
		return false;
	if (is_read_only(parser->script, *name))
		return parse_fail(parser, start, "this variable is set by the card's answers");
	return true;
}

static bool take_set(struct parser *parser, struct scan *scan, uint32_t index)
{
	struct range name, items;

	if (!take_variable_name(parser, scan, &name))
		return false;
	if (!scan_char(scan, '='))
		return parse_expected(parser, scan, "\"=\"");
	if (!parse_items(parser, scan, &items))
		return false;
	if (items.count == 0)
		return parse_expected(parser, scan, "hex digits, \"text\", $name or { }");
	statement_at(parser, index)->name = name;
	statement_at(parser, index)->items = items;
	return true;
}

static bool take_sleep(struct parser *parser, struct scan *scan, uint32_t index)
{
	return parse_number(parser, scan, "milliseconds", INT32_MAX,
	                    &statement_at(parser, index)->number);
}

/* A block is opened even where what follows is wrong: its end is not another error then. */
static bool open_block(struct parser *parser, struct scan *scan, uint32_t index)
{
	if (parser->outer_blocks + parser->block_count >= SCRIPT_DEPTH_MAX)
		return parse_fail(parser, scan->at, "blocks nest more than %d deep", SCRIPT_DEPTH_MAX);
	parser->blocks[parser->block_count++] = index;
	return true;
}

static bool take_if(struct parser *parser, struct scan *scan, uint32_t index)
{
	return open_block(parser, scan, index) &&
	       parse_status_words(parser, scan, &statement_at(parser, index)->sw);
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
	struct statement *statement = statement_at(parser, index);

	if (!open_block(parser, scan, index))
		return false;
	scan_peek(scan);
	size_t start = scan->at;
	if (!parse_number(parser, scan, "a number of times", INT32_MAX, &statement->number))
		return false;
	if (at_end(scan))
		return true;
	if (statement->number > 255)
		return parse_fail(parser, start, "a name counts in one byte: up to 255 times");
	return take_variable_name(parser, scan, &statement->name);
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

typedef bool (*take_function)(struct parser *, struct scan *, uint32_t index);

static const take_function takes[WORD_COUNT] = {
	[WORD_NONE] = take_nothing,
	[WORD_AUTO] = take_auto,
	[WORD_CONNECT] = take_connect,
	[WORD_DISCONNECT] = take_disconnect,
	[WORD_ECHO] = take_echo,
	[WORD_ELSE] = take_else,
	[WORD_END] = take_end,
	[WORD_EXIT] = take_exit,
	[WORD_IF] = take_if,
	[WORD_INCLUDE] = take_file,
	[WORD_REPEAT] = take_repeat,
	[WORD_RESET] = take_reset,
	[WORD_SET] = take_set,
	[WORD_SLEEP] = take_sleep,
};

bool parse_command(struct parser *parser, struct scan *scan, uint32_t index)
{
	return takes[statement_at(parser, index)->word](parser, scan, index);
}
