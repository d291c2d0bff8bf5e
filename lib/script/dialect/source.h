/* Splits a script of another program into lines and words. */
#ifndef SCRIPT_DIALECT_SOURCE_H
#define SCRIPT_DIALECT_SOURCE_H

#include "base/text.h"
#include "script/parse/token.h"

#include <stdbool.h>
#include <stddef.h>

/* To be started with rest and joins set, all else zero. */
struct source {
	struct span rest;
	size_t number;      /* of lines taken so far */
	bool joins;         /* a line that ends with "\" is joined with the next one */
	struct text joined; /* owned */
	bool failed;        /* out of memory: a joined line is not complete */
};

/* Gets the next line without its newline, valid until the next call, and its number from 1. Returns
 * false at the end. */
bool source_line(struct source *source, struct span *line, size_t *number);

/* Removes the first word, up to a blank, from *token and returns it. */
struct span source_word(struct span *token);
/* Adds the bytes of hex digits (pairs, with blanks or colons between) as spaced hex. Returns false
 * if the token is something else. */
bool source_hex(struct span token, struct text *out);

#endif
