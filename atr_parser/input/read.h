/* The text of an ATR, read; and what is wrong where it is none. */
#ifndef ATR_PARSER_INPUT_READ_H
#define ATR_PARSER_INPUT_READ_H

#include "cards/card_matches.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a text comes from, for messages. */
struct text_source {
	char **words; /* the arguments that the text was joined from, with one blank between */
	unsigned long line; /* of standard input, where words is NULL */
};

struct not_atr {
	const char *code; /* stable, for programs */
	size_t at;        /* the character of the text, from 0 */
	char text[80];    /* what is wrong */
};

/* Reads hex digits, "ATR:" before them or not, a comment after them or not. bytes holds ATR_KEPT.
 * False, and *why filled, where text is none. */
bool read_atr(struct span text, uint8_t *bytes, size_t *length, struct not_atr *why);

/* Returns true if there is nothing to read in it, or a comment alone. */
bool read_is_blank(struct span text);

/* "argument 2, character 3" or "-:1:3", for the character at. */
void read_place(char *out, size_t size, const struct text_source *source, size_t at);

#endif
