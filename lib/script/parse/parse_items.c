#include "script/parse/parse_items.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "base/num.h"

#include <string.h>

static char at_next(const struct scan *scan, size_t ahead)
{
	return scan->at + ahead < scan->length ? scan->text[scan->at + ahead] : '\0';
}

static bool is_prefix(const struct scan *scan)
{
	char next = at_next(scan, 1);

	return at_next(scan, 0) == '0' && (next == 'x' || next == 'X') &&
		(scan->at == 0 || !is_word(scan->text[scan->at - 1]));
}

/* Takes pairs of digits up to anything else; sets *odd to a digit without its second. */
static size_t take_pairs(struct scan *scan, uint8_t *out, size_t max, bool *odd)
{
	size_t n = 0;

	*odd = false;
	while (n < max) {
		if (is_prefix(scan)) {
			scan->at += 2;
			*odd = hex_digit(at_next(scan, 0)) < 0;
			if (*odd)
				return n;
		}
		int high = hex_digit(at_next(scan, 0));
		if (high < 0)
			return n;
		int low = hex_digit(at_next(scan, 1));
		*odd = low < 0;
		if (*odd)
			return n;
		out[n++] = (uint8_t)(high << 4 | low);
		scan->at += 2;
		if (at_next(scan, 0) == ':' && hex_digit(at_next(scan, 1)) >= 0)
			scan->at++;
		scan_peek(scan);
	}
	return n;
}

static bool parse_hex(struct parser *parser, struct scan *scan)
{
	struct script *script = parser->script;
	struct item *item = script_add_item(script, ITEM_BYTES);
	struct range range = {(uint32_t)script->pool.length, 0};
	uint8_t bytes[256];
	size_t n;
	bool odd;

	do {
		n = take_pairs(scan, bytes, sizeof bytes, &odd);
		range.count += script_keep(script, bytes, n).count;
	} while (n == sizeof bytes && !odd);
	if (odd)
		return parse_fail(parser, scan->at, "expected two hex digits per byte");
	if (item == NULL || script->failed)
		return false;
	item->range = range;
	return true;
}

bool parse_quoted(struct parser *parser, struct scan *scan, struct range *text)
{
	struct script *script = parser->script;
	size_t start = scan->at++;

	*text = (struct range){(uint32_t)script->pool.length, 0};
	while (scan->at < scan->length && scan->text[scan->at] != '"') {
		uint32_t point;
		size_t n = utf8_next(scan->text + scan->at, scan->length - scan->at, &point);

		if (n == 0)
			return parse_fail(parser, scan->at, "expected UTF-8 in quotes");
		if (scan->text[scan->at] == '\\') {
			scan->at++;
			if (at_next(scan, 0) != '"' && at_next(scan, 0) != '\\')
				return parse_fail(parser, scan->at,
				                  "expected \\\" or \\\\ after \\");
		}
		text->count += script_keep(script, scan->text + scan->at, n).count;
		scan->at += n;
	}
	if (scan->at == scan->length)
		return parse_fail(parser, start, "missing closing quote");
	scan->at++;
	return !script->failed;
}

bool parse_name(struct parser *parser, struct scan *scan, const char *what, struct range *name)
{
	if (!is_letter(scan_peek(scan)))
		return parse_expected(parser, scan, what);
	struct span word = scan_word(scan);
	*name = script_keep(parser->script, word.text, word.length);
	return !parser->script->failed;
}

bool parse_number(struct parser *parser, struct scan *scan, const char *what, uint32_t max,
                  uint32_t *number)
{
	uint64_t value;

	scan_peek(scan);
	size_t start = scan->at;
	if (!num_any(scan_word(scan), max, &value))
		return parse_fail(parser, start, "expected %s from 0 to %u", what, (unsigned)max);
	*number = (uint32_t)value;
	return true;
}

/* Decimal digits up to a separator, which is taken too. */
static bool slice_number(struct parser *parser, struct scan *scan, char separator, uint32_t *number)
{
	uint64_t value;

	scan_peek(scan);
	size_t start = scan->at;
	if (!num_decimal(scan_word(scan), UINT32_MAX, &value))
		return parse_fail(parser, start, "expected a decimal number");
	*number = (uint32_t)value;
	if (!scan_char(scan, separator))
		return parse_expected(parser, scan, separator == ',' ? "\",\"" : "\"]\"");
	return true;
}

bool parse_variable(struct parser *parser, struct scan *scan)
{
	struct script *script = parser->script;
	struct item item = {.kind = ITEM_VARIABLE};

	scan->at++;
	if (!is_letter(at_next(scan, 0)))
		return parse_fail(parser, scan->at, "expected a name after $");
	if (!parse_name(parser, scan, "a name", &item.range))
		return false;
	if (at_next(scan, 0) == '[') {
		scan->at++;
		item.sliced = true;
		if (!slice_number(parser, scan, ',', &item.offset) ||
		    !slice_number(parser, scan, ']', &item.length))
			return false;
	}
	struct item *added = script_add_item(script, ITEM_VARIABLE);
	if (added == NULL)
		return false;
	*added = item;
	return true;
}

static bool parse_text_item(struct parser *parser, struct scan *scan)
{
	struct range text;

	if (!parse_quoted(parser, scan, &text))
		return false;
	struct item *item = script_add_item(parser->script, ITEM_BYTES);
	if (item == NULL)
		return false;
	item->range = text;
	item->quoted = true;
	return true;
}

/* Opens or closes { }. */
static bool parse_brace(struct parser *parser, struct scan *scan, size_t *open, size_t *depth)
{
	bool opens = scan->text[scan->at] == '{';

	if (opens && *depth == SCRIPT_DEPTH_MAX)
		return parse_fail(parser, scan->at, "{ } nested more than %d deep",
		                  SCRIPT_DEPTH_MAX);
	if (!opens && *depth == 0)
		return parse_fail(parser, scan->at, "} without {");
	if (opens)
		open[(*depth)++] = scan->at;
	else
		(*depth)--;
	scan->at++;
	return script_add_item(parser->script, opens ? ITEM_OPEN : ITEM_CLOSE) != NULL;
}

bool parse_items(struct parser *parser, struct scan *scan, struct range *items)
{
	struct script *script = parser->script;
	size_t open[SCRIPT_DEPTH_MAX], depth = 0;
	bool ok = true;

	items->at = (uint32_t)script->item_count;
	while (ok) {
		char c = scan_peek(scan);

		if (hex_digit(c) >= 0)
			ok = parse_hex(parser, scan);
		else if (c == '"')
			ok = parse_text_item(parser, scan);
		else if (c == '$')
			ok = parse_variable(parser, scan);
		else if (c == '{' || c == '}')
			ok = parse_brace(parser, scan, open, &depth);
		else
			break;
	}
	if (ok && depth > 0 && scan->at < scan->length)
		return parse_expected(parser, scan, "hex digits, \"text\", $name or }");
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

static bool parse_pattern(struct parser *parser, struct scan *scan, struct range *pattern)
{
	struct script *script = parser->script;
	size_t start = scan->at++;
	char c;

	*pattern = (struct range){(uint32_t)script->pool.length, 0};
	while ((c = nibble(scan_peek(scan))) != '\0') {
		pattern->count += script_keep(script, &c, 1).count;
		scan->at++;
	}
	bool any_rest = scan_char(scan, '*');
	if (!any_rest && pattern->count % 2 != 0 && scan_peek(scan) == ']')
		return parse_fail(parser, start, "odd number of nibbles: no data can match");
	if (any_rest)
		pattern->count += script_keep(script, "*", 1).count;
	if (!scan_char(scan, ']'))
		return parse_expected(parser, scan,
		                      any_rest ? "\"]\" after *" : "hex digits, X, * or \"]\"");
	return !script->failed;
}

bool parse_status_words(struct parser *parser, struct scan *scan, struct range *sw)
{
	struct script *script = parser->script;

	*sw = (struct range){(uint32_t)script->pool.length, 0};
	do {
		for (int i = 0; i < 4; i++) {
			char c = nibble(scan_peek(scan));

			if (c == '\0')
				return parse_expected(parser, scan,
				                      "four nibbles (hex digits or X)");
			sw->count += script_keep(script, &c, 1).count;
			scan->at++;
		}
	} while (scan_char(scan, ','));
	return !script->failed;
}

static bool parse_time(struct parser *parser, struct scan *scan, uint32_t *ms)
{
	uint64_t value;

	scan->at++;
	scan_peek(scan);
	size_t start = scan->at;
	struct span word = scan_word(scan);
	/* "50ms" is one word, "50 ms" are two */
	bool joined = word.length > 2 && token_is(span_from(word, word.length - 2), "ms");
	word.length -= joined ? 2 : 0;
	if (!num_any(word, UINT32_MAX, &value))
		return parse_fail(parser, start, "expected a number and \"ms\" after <");
	if (!joined && !token_is(scan_word(scan), "ms"))
		return parse_expected(parser, scan, "\"ms\"");
	*ms = (uint32_t)value;
	return true;
}

bool parse_expect(struct parser *parser, struct scan *scan, uint32_t *index)
{
	struct expect expect = {0};
	char c = scan_peek(scan);

	*index = 0;
	if (c != '[' && c != '(' && c != '<')
		return true;
	if (c == '[') {
		expect.data_given = true;
		if (!parse_pattern(parser, scan, &expect.data))
			return false;
	}
	if (scan_char(scan, '(')) {
		if (!parse_status_words(parser, scan, &expect.sw))
			return false;
		if (!scan_char(scan, ')'))
			return parse_expected(parser, scan, "\",\" or \")\"");
	}
	if (scan_peek(scan) == '<') {
		expect.time_given = true;
		if (!parse_time(parser, scan, &expect.ms))
			return false;
	}
	struct expect *added = script_add_expect(parser->script);
	if (added == NULL)
		return false;
	*added = expect;
	*index = (uint32_t)parser->script->expect_count;
	return true;
}

int parse_choice(struct scan *scan, const char *const *words)
{
	struct scan ahead = *scan;
	struct span word = scan_run(&ahead);

	for (int i = 0; words[i] != NULL; i++) {
		if (token_is(word, words[i])) {
			*scan = ahead;
			return i;
		}
	}
	return -1;
}

bool parse_at_end(struct scan *scan)
{
	scan_peek(scan);
	return scan->at == scan->length;
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
		struct span word = scan_run(scan);

		for (size_t i = 0; i < word.length; i++)
			if (!is_plain(word.text[i]))
				return parse_fail(parser, (size_t)(word.text - scan->text) + i,
				                  "this name must be in quotes");
		*argument = script_keep(parser->script, word.text, word.length);
	}
	if (argument->count == 0)
		return parse_fail(parser, scan->at, "expected %s", what);
	return !parser->script->failed;
}
