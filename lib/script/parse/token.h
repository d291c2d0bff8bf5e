/* Script text to logical lines and their tokens. */
#ifndef SCRIPT_TOKEN_H
#define SCRIPT_TOKEN_H

#include "base/span.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* A position: line and column (in bytes) from 1. */
struct position {
	size_t line, column;
};

/* From here on the text of a logical line came from that position. */
struct line_piece {
	size_t at;
	struct position position;
};

/* A logical line: physical lines joined by "\". All zero is the start. */
struct line {
	const char *text; /* without the newline and a CR before it; lives as long as what it came
	                     from */
	size_t length;
	size_t first, last; /* numbers of its physical lines */
	size_t tail;        /* where the text of its last physical line starts */

	bool open;                 /* the next physical line belongs to it */
	bool quoted;               /* a quote is open, across the joint */
	struct text joined;        /* owned */
	struct line_piece *pieces; /* owned */
	size_t piece_count, piece_size;
};

void line_free(struct line *line);

enum line_result { LINE_READY, LINE_MORE, LINE_NO_MEMORY };

/* Adds physical line number, whose text must live until the line was used up. LINE_MORE: the
 * logical line goes on with the next one. */
enum line_result line_add(struct line *line, const char *text, size_t length, size_t number);

/* Returns where the character at comes from in the source. */
struct position line_position(const struct line *line, size_t at);

/* Takes tokens off a logical line, from left to right. A comment is the end of the line. */
struct tokens {
	const char *text;
	size_t length; /* up to the comment */
	size_t at;
};

struct tokens tokens_start(const struct line *line);
/* Returns the next character that is no blank, which stays; '\0' at the end (a NUL in the text is
 * not one: parse.c refuses it first). */
char tokens_peek(struct tokens *tokens);
/* Takes the character where it is the next one. */
bool tokens_char(struct tokens *tokens, char c);
/* Returns the longest run of letters, digits and _; may be empty. */
struct span tokens_word(struct tokens *tokens);
/* Returns the longest run of anything but blanks; may be empty. */
struct span tokens_run(struct tokens *tokens);

bool is_letter(char c);
/* What a word without quotes may hold: no control character, no quote, no backslash. */
bool is_plain(char c);
/* Letters, digits and _. */
bool is_word(char c);

/* Returns true if the text is name in any case. */
bool token_is(struct span span, const char *name);

#endif
