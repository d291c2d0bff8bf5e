/* Splits script text into logical lines and tokens. */
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

/* A part of a logical line, from offset at on, and its position in the source. */
struct line_piece {
	size_t at;
	struct position position;
};

/* A logical line: physical lines joined by "\". All zero is the start. */
struct line {
	const char *text; /* without the newline and a CR before it; part of the source, or of
	                     joined */
	size_t length;
	size_t first, last; /* numbers of its physical lines */
	size_t tail;        /* offset of the last physical line */

	bool open;                 /* the next physical line belongs to it */
	bool quoted;               /* a quote is open */
	struct text joined;        /* owned */
	struct line_piece *pieces; /* owned */
	size_t piece_count, piece_size;
};

void line_free(struct line *line);

enum line_result { LINE_READY, LINE_MORE, LINE_NO_MEMORY };

/* Adds a physical line with its number; text must be valid as long as the logical line is used.
 * Returns LINE_MORE if the logical line continues in the next one. */
enum line_result line_add(struct line *line, const char *text, size_t length, size_t number);

/* Returns the position in the source of the character at offset at. */
struct position line_position(const struct line *line, size_t at);

/* The rest of a logical line, of which tokens are taken from left to right, up to a comment. */
struct tokens {
	const char *text;
	size_t length; /* up to the comment */
	size_t at;
};

/* Starts at the beginning of the line, which must outlive the tokens. */
struct tokens tokens_start(const struct line *line);
/* Skips blanks and returns the next character without taking it; '\0' at the end (parse.c rejects
 * lines that contain a NUL). */
char tokens_peek(struct tokens *tokens);
/* Skips blanks and takes the next character if it is c. Returns false if it is another. */
bool tokens_char(struct tokens *tokens, char c);
/* Skips blanks and takes the longest run of letters, digits and _, which may be empty. */
struct span tokens_word(struct tokens *tokens);
/* Skips blanks and takes the longest run of anything but blanks, which may be empty. */
struct span tokens_run(struct tokens *tokens);

/* Returns true for a letter of ASCII. */
bool is_letter(char c);
/* Returns true for what a word without quotes may contain: no control character, blank, quote or
 * backslash. */
bool is_plain(char c);
/* Returns true for letters, digits and _. */
bool is_word(char c);

/* Returns true if the text is name, in any case. */
bool token_is(struct span span, const char *name);

#endif
