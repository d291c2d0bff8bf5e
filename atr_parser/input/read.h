/* Reads the text of an ATR, or finds out what is wrong with it. */
#ifndef ATR_PARSER_INPUT_READ_H
#define ATR_PARSER_INPUT_READ_H

#include "cards/card_matches.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a text comes from, for messages. */
struct text_source {
	char **words; /* the arguments that were joined with blanks, ended by NULL; NULL: a line of
	                 standard input */
	unsigned long line; /* the number of that line */
};

struct not_atr {
	const char *code; /* a stable code, for programs */
	size_t at;        /* the position in the text, from 0 */
	char text[80];    /* the message */
};

/* Reads pairs of hex digits, or a list of numbers with commas, with or without "ATR:" before and
 * a comment after it. bytes has room for ATR_KEPT bytes. Returns false and fills *why if text is
 * no such thing; the bytes may still be no valid ATR. */
bool read_atr(struct span text, uint8_t *bytes, size_t *length, struct not_atr *why);

/* Returns true if text is blank or only a comment. */
bool read_is_blank(struct span text);

/* Writes where the character at position at is: "argument 2, character 3" or "-:1:3". */
void read_place(char *out, size_t size, const struct text_source *source, size_t at);

#endif
