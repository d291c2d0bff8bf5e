#include "script/parse/parse_apdu.h"

#include "base/bytes.h"
#include "script/parse/parse_items.h"

/* Returns whether text consists of pairs of digits separated by one blank each, followed by any
 * number of blanks. */
static bool is_spaced(const char *text, size_t length, bool blank_at_end)
{
	size_t at = 0;

	while (at + 1 < length && hex_digit(text[at]) >= 0 && hex_digit(text[at + 1]) >= 0) {
		at += 2;
		if (at == length)
			return !blank_at_end;
		if (text[at] != ' ')
			return false;
		at++;
	}
	if (at == 0)
		return length == 0;
	while (!blank_at_end && at < length && text[at] == ' ')
		at++;
	return at == length;
}

static bool is_packed(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (hex_digit(text[i]) < 0)
			return false;
	return length > 0 && length % 2 == 0;
}

/* Returns the APDU as it is shown: unchanged if scriptor 1.6.2 would accept it; if its last line is
 * packed, with a blank after each pair of that line. */
static struct range shown_text(struct script *script, const struct line *line)
{
	const char *tail = line->text + line->tail;
	size_t length = line->length - line->tail;
	struct range shown = {0};

	if (!is_packed(tail, length)) {
		if (is_spaced(line->text, line->length, false))
			shown = script_store(script, line->text, line->length);
		return shown;
	}
	if (!is_spaced(line->text, line->tail, true))
		return shown;
	shown = script_store(script, line->text, line->tail);
	for (size_t i = 0; i < length; i += 2) {
		char pair[3] = {tail[i], tail[i + 1], ' '};
		script_store(script, pair, sizeof pair);
	}
	shown.count += (uint32_t)(length / 2 * 3);
	return shown;
}

static bool end_of_line(struct parser *parser, struct tokens *tokens, const char *what)
{
	tokens_peek(tokens);
	return tokens->at == tokens->length ? true : parse_expected(parser, tokens, what);
}

static bool no_bytes(const struct script *script, struct range items)
{
	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &script->items[items.at + i];

		if (item->kind != ITEM_BYTES || item->range.count > 0)
			return false;
	}
	return true;
}

bool parse_raw(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	static const char what[] =
		"hex digits, \"text\", $name, { }, an expectation or the end of the line";
	struct script *script = parser->script;
	struct range items;
	uint32_t expect;

	if (!parse_items(parser, tokens, &items))
		return false;
	if (no_bytes(script, items))
		return parse_fail(parser, 0, "expected at least one byte");
	if (!parse_expect(parser, tokens, &expect) || !end_of_line(parser, tokens, what))
		return false;
	statement->kind = STATEMENT_RAW;
	statement->items = items;
	statement->expect = expect;
	if (items.count == 1 && tokens->length == parser->line.length && expect == 0)
		statement->shown = shown_text(script, &parser->line);
	return true;
}

/* Counts the bytes of the items; returns false unless all are literal. */
static bool literal_count(const struct script *script, struct range items, size_t *count)
{
	*count = 0;
	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &script->items[items.at + i];

		if (item->kind != ITEM_BYTES)
			return false;
		*count += item->range.count;
	}
	return true;
}

static bool parse_header(struct parser *parser, struct tokens *tokens, struct range *header)
{
	struct script *script = parser->script;
	size_t start = tokens->at, count;

	/* The first ":" ends the header; it is not a separator between digits here. */
	struct tokens part = *tokens;
	for (size_t i = tokens->at; i < tokens->length; i++) {
		if (tokens->text[i] == ':') {
			part.length = i;
			break;
		}
	}
	if (!parse_items(parser, &part, header))
		return false;
	tokens->at = part.at;
	for (uint32_t i = 0; i < header->count; i++) {
		const struct item *item = &script->items[header->at + i];

		if ((item->kind != ITEM_BYTES && item->kind != ITEM_VARIABLE) || item->quoted)
			return parse_fail(parser, start,
			                  "expected hex digits or $name in the header");
	}
	if (literal_count(script, *header, &count) && count != 3 && count != 4)
		return parse_fail(parser, start,
		                  "header of %zu byte%s, expected INS P1 P2 or CLA INS P1 P2",
		                  count, count == 1 ? "" : "s");
	return true;
}

static bool parse_le(struct parser *parser, struct tokens *tokens, struct range *le)
{
	const struct script *script = parser->script;
	size_t start = tokens->at, count;

	if (!parse_items(parser, tokens, le))
		return false;
	if (le->count > 1)
		return parse_fail(parser, start, "expected 1 or 2 bytes of Le");
	if (le->count == 1) {
		enum item_kind kind = script->items[le->at].kind;

		if ((kind != ITEM_BYTES && kind != ITEM_VARIABLE) || script->items[le->at].quoted)
			return parse_fail(parser, start, "expected hex digits or $name for Le");
	}
	if (le->count == 1 && literal_count(script, *le, &count) && count != 1 && count != 2)
		return parse_fail(parser, start, "expected 1 or 2 bytes of Le, got %zu", count);
	return true;
}

bool parse_built(struct parser *parser, struct tokens *tokens, struct statement *statement)
{
	static const char after_header[] =
		"\":\" and data, \"/\" and Le, an expectation or the end of the line";
	static const char after_data[] = "data (hex digits, \"text\", $name or { }), \"/\" and Le, "
					 "an expectation or the end of the line";
	static const char after_le[] = "Le, an expectation or the end of the line";
	struct range header, items = {0}, le = {0};
	uint32_t expect;

	tokens_char(tokens, '!');
	if (!parse_header(parser, tokens, &header))
		return false;
	bool data_given = tokens_char(tokens, ':');
	if (data_given && !parse_items(parser, tokens, &items))
		return false;
	bool le_given = tokens_char(tokens, '/');
	if (le_given && !parse_le(parser, tokens, &le))
		return false;
	if (!parse_expect(parser, tokens, &expect) ||
	    !end_of_line(parser, tokens,
	                 le_given           ? after_le :
	                         data_given ? after_data :
	                                      after_header))
		return false;
	statement->kind = STATEMENT_BUILT;
	statement->header = header;
	statement->data_given = data_given;
	statement->items = items;
	statement->le_given = le_given;
	statement->le = le;
	statement->expect = expect;
	return true;
}
