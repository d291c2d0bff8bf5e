#include "script/parse/parse.h"

#include "apdu/ins.h"
#include "base/bytes.h"
#include "script/keywords.h"
#include "script/parse/parse_apdu.h"
#include "script/parse/parser.h"

#include <stdlib.h>
#include <string.h>

struct parser *parse_new(struct script *script, const char *name, const struct loader *loader)
{
	struct parser *parser = calloc(1, sizeof *parser);

	if (parser == NULL)
		return NULL;
	if (!script_add_file(script, name)) {
		free(parser);
		return NULL;
	}
	parser->script = script;
	parser->loader = loader;
	parser->file = (uint16_t)(script->file_count - 1);
	return parser;
}

void parse_free(struct parser **parser)
{
	if (*parser == NULL)
		return;
	line_free(&(*parser)->line);
	free(*parser);
	*parser = NULL;
}

static bool is_hex_word(struct span word)
{
	if (word.length >= 2 && word.text[0] == '0' && (word.text[1] == 'x' || word.text[1] == 'X'))
		return true;
	for (size_t i = 0; i < word.length; i++)
		if (hex_digit(word.text[i]) < 0)
			return false;
	return word.length > 0;
}

static bool unknown_word(struct parser *parser, struct tokens *tokens, struct span word)
{
	size_t at = (size_t)(word.text - tokens->text);
	int length = hex_quotable(word.text, word.length);

	if (word.length == 0)
		return parse_expected(parser, tokens, "an APDU (hex digits) or a command");
	const struct ins_row *ins = ins_by_name((struct span){word.text, tokens->length - at});
	if (ins != NULL)
		return parse_fail(parser, at,
		                  "unknown command \"%.*s\" (as an APDU: 00 %02X P1 P2 ...)",
		                  (int)strlen(ins->name), word.text, ins->ins);
	const char *near = keyword_nearest(word);
	if (near != NULL)
		return parse_fail(parser, at, "unknown command \"%.*s\" (did you mean \"%s\"?)",
		                  length, word.text, near);
	return parse_fail(parser, at, "expected an APDU (hex digits) or a command, got \"%.*s\"",
	                  length, word.text);
}

static bool parse_include(struct parser *parser, size_t at, struct range range);

/* Parses the arguments of the keyword, which starts at offset start of the line. */
static bool parse_command(struct parser *parser, struct tokens *tokens, size_t start,
                          struct statement *statement)
{
	const struct keyword *keyword = statement->keyword;

	if (keyword->prompt_only)
		return parse_fail(parser, start, "%s works only at the prompt", keyword->name);
	if (keyword->parse != NULL && !keyword->parse(parser, tokens, statement))
		return false;
	size_t end = tokens->at;
	tokens_peek(tokens);
	if (tokens->at == tokens->length)
		return !keyword->includes || parse_include(parser, start, statement->name);
	if (keyword->syntax[0] == '\0')
		return parse_fail(parser, end + 1, "expected the end of the line after %s",
		                  keyword->name);
	return parse_fail(parser, tokens->at, "usage: %s %s", keyword->name, keyword->syntax);
}

/* Adds a statement that starts at this offset of the line; NULL if out of memory. */
static struct statement *add_statement(struct parser *parser, size_t start)
{
	struct statement *statement = script_add(parser->script);
	struct position position = line_position(&parser->line, start);

	if (statement == NULL)
		return NULL;
	statement->file = parser->file;
	statement->line = (uint32_t)position.line;
	statement->column = (uint32_t)position.column;
	statement->last = (uint32_t)parser->line.last;
	return statement;
}

static bool parse_statement(struct parser *parser)
{
	struct tokens tokens = tokens_start(&parser->line);
	char c = tokens_peek(&tokens);

	if (tokens.at == tokens.length)
		return true;
	size_t start = tokens.at;
	struct statement *statement = add_statement(parser, start);
	if (statement == NULL)
		return false;
	if (c == '!')
		return parse_built(parser, &tokens, statement);
	struct span word = tokens_word(&tokens);
	if (is_hex_word(word) || c == '{' || c == '"' || c == '$') {
		tokens.at = start;
		return parse_raw(parser, &tokens, statement);
	}
	statement->keyword = keyword_find(word);
	if (statement->keyword == NULL)
		return unknown_word(parser, &tokens, word);
	statement->kind = STATEMENT_COMMAND;
	return parse_command(parser, &tokens, start, statement);
}

enum parse_result parse_line(struct parser *parser, const char *text, size_t length)
{
	static const char bom[] = "\xEF\xBB\xBF";
	size_t number = ++parser->number;

	if (number == 1 && length >= 3 && memcmp(text, bom, 3) == 0) {
		text += 3;
		length -= 3;
	}
	const char *nul = memchr(text, '\0', length);
	if (nul != NULL || number > UINT32_MAX) {
		parse_fail_at(parser,
		              (struct position){number, nul == NULL ? 1 : (size_t)(nul - text) + 1},
		              "NUL byte: not text (or UTF-16)");
		return PARSE_ERROR;
	}
	switch (line_add(&parser->line, text, length, number)) {
	case LINE_MORE:
		return PARSE_MORE;
	case LINE_NO_MEMORY:
		parser->script->failed = true;
		return PARSE_ERROR;
	case LINE_READY:
		break;
	}
	if (!parse_statement(parser))
		return PARSE_ERROR;
	return parser->block_count > 0 ? PARSE_MORE : PARSE_READY;
}

enum parse_result parse_end(struct parser *parser)
{
	const struct script *script = parser->script;
	bool ok = true;

	if (parser->line.open)
		ok = parse_fail_at(parser, (struct position){parser->line.last, 1},
		                   "expected another line after \"\\\", got end of script");
	for (size_t i = 0; i < parser->block_count; i++) {
		const struct statement *open = &script->statements[parser->blocks[i].statement];

		ok = parse_fail_at(parser, (struct position){open->line, open->column},
		                   "%s without end", open->keyword->name);
	}
	return ok ? PARSE_READY : PARSE_ERROR;
}

bool parse_text(struct parser *parser, const char *text, size_t length)
{
	struct span rest = {text, length}, line;
	bool ok = true;

	while (span_line(&rest, &line))
		ok = parse_line(parser, line.text, line.length) != PARSE_ERROR && ok;
	return parse_end(parser) != PARSE_ERROR && ok && !parser->script->failed;
}

/* Returns the number of open files, and whether name is one of them. */
static size_t open_files(const struct parser *parser, const char *name, bool *found)
{
	size_t depth = 0;

	*found = false;
	for (; parser != NULL; parser = parser->includer, depth++)
		*found = *found || strcmp(parser->script->files[parser->file], name) == 0;
	return depth;
}

static bool parse_loaded(struct parser *parser, size_t at, const char *name, const char *text,
                         size_t length)
{
	bool cycle;

	size_t depth = open_files(parser, name, &cycle);
	if (cycle)
		return parse_fail(parser, at, "%.100s includes itself", name);
	if (depth > SCRIPT_DEPTH_MAX)
		return parse_fail(parser, at, "includes nested more than %d deep",
		                  SCRIPT_DEPTH_MAX);
	if (script_is_full(parser->script))
		return parse_fail(parser, at, "too many files are included");
	struct parser *inner = parse_new(parser->script, name, parser->loader);
	if (inner == NULL) {
		parser->script->failed = true;
		return false;
	}
	inner->includer = parser;
	inner->outer_blocks = parser->outer_blocks + parser->block_count;
	bool ok = parse_text(inner, text, length);
	parse_free(&inner);
	return ok;
}

static bool parse_include(struct parser *parser, size_t at, struct range range)
{
	struct script *script = parser->script;
	char *name = NULL, *text = NULL;
	const char *why = "files cannot be included here";
	size_t length = 0;
	bool ok = false;

	char *wanted = strndup(script_text(script, range).text, range.count);
	bool loaded = wanted != NULL && parser->loader != NULL &&
		parser->loader->load(parser->loader->self, script->files[parser->file], wanted,
	                             &name, &text, &length, &why);
	if (loaded)
		ok = parse_loaded(parser, at, name, text, length);
	else if (wanted != NULL && why != NULL)
		parse_fail(parser, at, "include %.100s: %s", wanted, why);
	else
		script->failed = true;
	free(wanted);
	free(name);
	free(text);
	return ok;
}
