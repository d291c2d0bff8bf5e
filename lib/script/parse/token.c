#include "script/parse/token.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

bool is_plain(char c)
{
	return (unsigned char)c >= ' ' && c != 0x7F && c != '"' && c != '\\';
}

bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_word(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

bool token_is(struct span span, const char *name)
{
	for (size_t i = 0; i < span.length; i++) {
		char a = span.text[i], b = name[i];

		a = a >= 'A' && a <= 'Z' ? (char)(a + 32) : a;
		b = b >= 'A' && b <= 'Z' ? (char)(b + 32) : b;
		if (b == '\0' || a != b)
			return false;
	}
	return name[span.length] == '\0';
}

/* Returns the offset of the "#" that starts a comment; length if there is none. *quoted is the
 * state before the text and is updated to that after it. */
static size_t comment_start(const char *text, size_t length, bool *quoted)
{
	bool inside = *quoted;

	if (!inside && memchr(text, '"', length) == NULL) {
		const char *hash = memchr(text, '#', length);
		return hash == NULL ? length : (size_t)(hash - text);
	}
	for (size_t i = 0; i < length; i++) {
		if (inside && text[i] == '\\' && i + 1 < length)
			i++;
		else if (text[i] == '"')
			inside = !inside;
		else if (text[i] == '#' && !inside) {
			*quoted = inside;
			return i;
		}
	}
	*quoted = inside;
	return length;
}

static bool all_blank(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!is_space(text[i]))
			return false;
	return true;
}

void line_free(struct line *line)
{
	text_free(&line->joined);
	free(line->pieces);
	*line = (struct line){0};
}

static bool add_piece(struct line *line, size_t at, size_t number)
{
	struct line_piece *pieces =
		array_room(line->pieces, line->piece_count, &line->piece_size, sizeof *pieces);

	if (pieces == NULL)
		return false;
	line->pieces = pieces;
	line->pieces[line->piece_count++] = (struct line_piece){at, {number, 1}};
	return true;
}

static void start(struct line *line, size_t number)
{
	line->first = number;
	line->quoted = false;
	line->tail = 0;
	line->piece_count = 0;
	text_clear(&line->joined);
}

/* Adds text that ends with "\" to the joined line; the "\" and the blanks before it become one
 * blank. */
static enum line_result open_line(struct line *line, const char *text, size_t length)
{
	length--;
	while (length > 0 && is_space(text[length - 1]))
		length--;
	text_add(&line->joined, text, length);
	text_puts(&line->joined, " ");
	line->open = true;
	return line->joined.failed ? LINE_NO_MEMORY : LINE_MORE;
}

enum line_result line_add(struct line *line, const char *text, size_t length, size_t number)
{
	bool joining = line->open;

	if (length > 0 && text[length - 1] == '\r')
		length--;
	if (!joining)
		start(line, number);
	line->last = number;
	bool quoted = line->quoted;
	size_t code = comment_start(text, length, &quoted);
	if (joining && !line->quoted && all_blank(text, code))
		return LINE_MORE;
	line->quoted = quoted;

	if (!add_piece(line, line->joined.length, number))
		return LINE_NO_MEMORY;
	if (code == length && length > 0 && text[length - 1] == '\\')
		return open_line(line, text, length);
	line->open = false;
	if (!joining) {
		line->text = text;
		line->length = length;
		return LINE_READY;
	}
	line->tail = line->joined.length;
	text_add(&line->joined, text, length);
	if (line->joined.failed)
		return LINE_NO_MEMORY;
	line->text = line->joined.data;
	line->length = line->joined.length;
	return LINE_READY;
}

struct position line_position(const struct line *line, size_t at)
{
	size_t i = line->piece_count;

	while (i > 1 && line->pieces[i - 1].at > at)
		i--;
	if (i == 0)
		return (struct position){line->first, at + 1};
	const struct line_piece *piece = &line->pieces[i - 1];
	return (struct position){piece->position.line, piece->position.column + at - piece->at};
}

struct tokens tokens_start(const struct line *line)
{
	bool quoted = false;

	return (struct tokens){.text = line->text,
	                       .length = comment_start(line->text, line->length, &quoted)};
}

char tokens_peek(struct tokens *tokens)
{
	while (tokens->at < tokens->length && is_space(tokens->text[tokens->at]))
		tokens->at++;
	return tokens->at < tokens->length ? tokens->text[tokens->at] : '\0';
}

bool tokens_char(struct tokens *tokens, char c)
{
	if (tokens_peek(tokens) != c || tokens->at == tokens->length)
		return false;
	tokens->at++;
	return true;
}

struct span tokens_word(struct tokens *tokens)
{
	tokens_peek(tokens);
	size_t from = tokens->at;
	while (tokens->at < tokens->length && is_word(tokens->text[tokens->at]))
		tokens->at++;
	return (struct span){tokens->text + from, tokens->at - from};
}

struct span tokens_run(struct tokens *tokens)
{
	tokens_peek(tokens);
	size_t from = tokens->at;
	while (tokens->at < tokens->length && !is_space(tokens->text[tokens->at]))
		tokens->at++;
	return (struct span){tokens->text + from, tokens->at - from};
}
