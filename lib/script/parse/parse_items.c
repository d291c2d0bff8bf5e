#include "script/parse/parse_items.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "base/num.h"

#include <string.h>

static char at_next(const struct tokens *tokens, size_t ahead)
{
	return tokens->at + ahead < tokens->length ? tokens->text[tokens->at + ahead] : '\0';
}

static bool is_prefix(const struct tokens *tokens)
{
	char next = at_next(tokens, 1);

	return at_next(tokens, 0) == '0' && (next == 'x' || next == 'X') &&
		(tokens->at == 0 || !is_word(tokens->text[tokens->at - 1]));
}

/* Reads pairs of digits up to any other character; sets *odd if the last digit is single. */
static size_t take_pairs(struct tokens *tokens, uint8_t *out, size_t max, bool *odd)
{
	size_t n = 0;

	*odd = false;
	while (n < max) {
		if (is_prefix(tokens)) {
			tokens->at += 2;
			*odd = hex_digit(at_next(tokens, 0)) < 0;
			if (*odd)
				return n;
		}
		int high = hex_digit(at_next(tokens, 0));
		if (high < 0)
			return n;
		int low = hex_digit(at_next(tokens, 1));
		*odd = low < 0;
		if (*odd)
			return n;
		out[n++] = (uint8_t)(high << 4 | low);
		tokens->at += 2;
		if (at_next(tokens, 0) == ':' && hex_digit(at_next(tokens, 1)) >= 0)
			tokens->at++;
		tokens_peek(tokens);
	}
	return n;
}

static bool parse_hex(struct parser *parser, struct tokens *tokens)
{
	struct script *script = parser->script;
	struct item *item = script_add_item(script, ITEM_BYTES);
	struct range range = {(uint32_t)script->pool.length, 0};
	uint8_t bytes[256];
	size_t n;
	bool odd;

	do {
		n = take_pairs(tokens, bytes, sizeof bytes, &odd);
		range.count += script_store(script, bytes, n).count;
	} while (n == sizeof bytes && !odd);
	if (odd)
		return parse_fail(parser, tokens->at, "expected two hex digits per byte");
	if (item == NULL || script->failed)
		return false;
	item->range = range;
	return true;
}

bool parse_quoted(struct parser *parser, struct tokens *tokens, struct range *text)
{
	struct script *script = parser->script;
	size_t start = tokens->at++;

	*text = (struct range){(uint32_t)script->pool.length, 0};
	while (tokens->at < tokens->length && tokens->text[tokens->at] != '"') {
		uint32_t point;
		size_t n =
			utf8_next(tokens->text + tokens->at, tokens->length - tokens->at, &point);

		if (n == 0)
			return parse_fail(parser, tokens->at, "expected UTF-8 in quotes");
		if (tokens->text[tokens->at] == '\\') {
			tokens->at++;
			if (at_next(tokens, 0) != '"' && at_next(tokens, 0) != '\\')
				return parse_fail(parser, tokens->at,
				                  "expected \\\" or \\\\ after \\");
		}
		text->count += script_store(script, tokens->text + tokens->at, n).count;
		tokens->at += n;
	}
	if (tokens->at == tokens->length)
		return parse_fail(parser, start, "missing closing quote");
	tokens->at++;
	return !script->failed;
}

bool parse_name(struct parser *parser, struct tokens *tokens, const char *what, struct range *name)
{
	if (!is_letter(tokens_peek(tokens)))
		return parse_expected(parser, tokens, what);
	struct span word = tokens_word(tokens);
	*name = script_store(parser->script, word.text, word.length);
	return !parser->script->failed;
}

bool parse_number(struct parser *parser, struct tokens *tokens, const char *what, uint32_t max,
                  uint32_t *number)
{
	uint64_t value;

	tokens_peek(tokens);
	size_t start = tokens->at;
	if (!num_any(tokens_word(tokens), max, &value))
		return parse_fail(parser, start, "expected %s from 0 to %u", what, (unsigned)max);
	*number = (uint32_t)value;
	return true;
}

/* Reads a decimal number and the separator after it. */
static bool slice_number(struct parser *parser, struct tokens *tokens, char separator,
                         uint32_t *number)
{
	uint64_t value;

	tokens_peek(tokens);
	size_t start = tokens->at;
	if (!num_decimal(tokens_word(tokens), UINT32_MAX, &value))
		return parse_fail(parser, start, "expected a decimal number");
	*number = (uint32_t)value;
	if (!tokens_char(tokens, separator))
		return parse_expected(parser, tokens, separator == ',' ? "\",\"" : "\"]\"");
	return true;
}

bool parse_variable(struct parser *parser, struct tokens *tokens)
{
	struct script *script = parser->script;
	struct item item = {.kind = ITEM_VARIABLE};

	tokens->at++;
	if (!is_letter(at_next(tokens, 0)))
		return parse_fail(parser, tokens->at, "expected a name after $");
	if (!parse_name(parser, tokens, "a name", &item.range))
		return false;
	if (at_next(tokens, 0) == '[') {
		tokens->at++;
		item.sliced = true;
		if (!slice_number(parser, tokens, ',', &item.offset) ||
		    !slice_number(parser, tokens, ']', &item.length))
			return false;
	}
	struct item *added = script_add_item(script, ITEM_VARIABLE);
	if (added == NULL)
		return false;
	*added = item;
	return true;
}

static bool parse_text_item(struct parser *parser, struct tokens *tokens)
{
	struct range text;

	if (!parse_quoted(parser, tokens, &text))
		return false;
	struct item *item = script_add_item(parser->script, ITEM_BYTES);
	if (item == NULL)
		return false;
	item->range = text;
	item->quoted = true;
	return true;
}

/* Opens or closes { }. */
static bool parse_brace(struct parser *parser, struct tokens *tokens, size_t *open, size_t *depth)
{
	bool opens = tokens->text[tokens->at] == '{';

	if (opens && *depth == SCRIPT_DEPTH_MAX)
		return parse_fail(parser, tokens->at, "{ } nested more than %d deep",
		                  SCRIPT_DEPTH_MAX);
	if (!opens && *depth == 0)
		return parse_fail(parser, tokens->at, "} without {");
	if (opens)
		open[(*depth)++] = tokens->at;
	else
		(*depth)--;
	tokens->at++;
	return script_add_item(parser->script, opens ? ITEM_OPEN : ITEM_CLOSE) != NULL;
}

bool parse_items(struct parser *parser, struct tokens *tokens, struct range *items)
{
	struct script *script = parser->script;
	size_t open[SCRIPT_DEPTH_MAX], depth = 0;
	bool ok = true;

	items->at = (uint32_t)script->item_count;
	while (ok) {
		char c = tokens_peek(tokens);

		if (hex_digit(c) >= 0)
			ok = parse_hex(parser, tokens);
		else if (c == '"')
			ok = parse_text_item(parser, tokens);
		else if (c == '$')
			ok = parse_variable(parser, tokens);
		else if (c == '{' || c == '}')
			ok = parse_brace(parser, tokens, open, &depth);
		else
			break;
	}
	if (ok && depth > 0 && tokens->at < tokens->length)
		return parse_expected(parser, tokens, "hex digits, \"text\", $name or }");
	if (ok && depth > 0)
		return parse_fail(parser, open[depth - 1], "missing } for this {");
	items->count = (uint32_t)script->item_count - items->at;
	return ok;
}

static char nibble(char c)
{
	if (c == 'x' || c == 'X')
		return 'X';
	if (hex_digit(c) < 0)
		return '\0';
	return c >= 'a' ? (char)(c - 'a' + 'A') : c;
}

static bool parse_pattern(struct parser *parser, struct tokens *tokens, struct range *pattern)
{
	struct script *script = parser->script;
	size_t start = tokens->at++;
	char c;

	*pattern = (struct range){(uint32_t)script->pool.length, 0};
	while ((c = nibble(tokens_peek(tokens))) != '\0') {
		pattern->count += script_store(script, &c, 1).count;
		tokens->at++;
	}
	bool any_rest = tokens_char(tokens, '*');
	if (!any_rest && pattern->count % 2 != 0 && tokens_peek(tokens) == ']')
		return parse_fail(parser, start, "odd number of nibbles: no data can match");
	if (any_rest)
		pattern->count += script_store(script, "*", 1).count;
	if (!tokens_char(tokens, ']'))
		return parse_expected(parser, tokens,
		                      any_rest ? "\"]\" after *" : "hex digits, X, * or \"]\"");
	return !script->failed;
}

bool parse_status_words(struct parser *parser, struct tokens *tokens, struct range *sw)
{
	struct script *script = parser->script;

	*sw = (struct range){(uint32_t)script->pool.length, 0};
	do {
		for (int i = 0; i < 4; i++) {
			char c = nibble(tokens_peek(tokens));

			if (c == '\0')
				return parse_expected(parser, tokens,
				                      "four nibbles (hex digits or X)");
			sw->count += script_store(script, &c, 1).count;
			tokens->at++;
		}
	} while (tokens_char(tokens, ','));
	return !script->failed;
}

static bool parse_time(struct parser *parser, struct tokens *tokens, uint32_t *ms)
{
	uint64_t value;

	tokens->at++;
	tokens_peek(tokens);
	size_t start = tokens->at;
	struct span word = tokens_word(tokens);
	/* "50ms" is one word, "50 ms" are two */
	bool joined = word.length > 2 && token_is(span_from(word, word.length - 2), "ms");
	word.length -= joined ? 2 : 0;
	if (!num_any(word, UINT32_MAX, &value))
		return parse_fail(parser, start, "expected a number and \"ms\" after <");
	if (!joined && !token_is(tokens_word(tokens), "ms"))
		return parse_expected(parser, tokens, "\"ms\"");
	*ms = (uint32_t)value;
	return true;
}

bool parse_expect(struct parser *parser, struct tokens *tokens, uint32_t *index)
{
	struct expect expect = {0};
	char c = tokens_peek(tokens);

	*index = 0;
	if (c != '[' && c != '(' && c != '<')
		return true;
	if (c == '[') {
		expect.data_given = true;
		if (!parse_pattern(parser, tokens, &expect.data))
			return false;
	}
	if (tokens_char(tokens, '(')) {
		if (!parse_status_words(parser, tokens, &expect.sw))
			return false;
		if (!tokens_char(tokens, ')'))
			return parse_expected(parser, tokens, "\",\" or \")\"");
	}
	if (tokens_peek(tokens) == '<') {
		expect.time_given = true;
		if (!parse_time(parser, tokens, &expect.ms))
			return false;
	}
	struct expect *added = script_add_expect(parser->script);
	if (added == NULL)
		return false;
	*added = expect;
	*index = (uint32_t)parser->script->expect_count;
	return true;
}

int parse_choice(struct tokens *tokens, const char *const *words)
{
	struct tokens ahead = *tokens;
	struct span word = tokens_run(&ahead);

	for (int i = 0; words[i] != NULL; i++) {
		if (token_is(word, words[i])) {
			*tokens = ahead;
			return i;
		}
	}
	return -1;
}

bool parse_at_end(struct tokens *tokens)
{
	tokens_peek(tokens);
	return tokens->at == tokens->length;
}

bool parse_argument(struct parser *parser, struct tokens *tokens, const char *what,
                    struct range *argument)
{
	if (parse_at_end(tokens))
		return parse_expected(parser, tokens, what);
	if (tokens->text[tokens->at] == '"') {
		if (!parse_quoted(parser, tokens, argument))
			return false;
	} else {
		struct span word = tokens_run(tokens);

		for (size_t i = 0; i < word.length; i++)
			if (!is_plain(word.text[i]))
				return parse_fail(parser, (size_t)(word.text - tokens->text) + i,
				                  "this name must be in quotes");
		*argument = script_store(parser->script, word.text, word.length);
	}
	if (argument->count == 0)
		return parse_fail(parser, tokens->at, "expected %s", what);
	return !parser->script->failed;
}
