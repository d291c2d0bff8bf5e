/* Text in another language, line by line. */
#ifndef SCRIPT_DIALECT_SOURCE_H
#define SCRIPT_DIALECT_SOURCE_H

#include "base/text.h"
#include "script/parse/token.h"

#include <stdbool.h>
#include <stddef.h>

/* The source's lines; with joins, a line that ends with "\" is joined with the next one. */
struct source {
	struct span rest;
	size_t number; /* of lines taken so far */
	bool joins;
	struct text joined; /* owned */
};

/* Takes the next line without its newline, valid until the next call; *number is where it starts.
 * Returns false at the end. */
bool source_line(struct source *source, struct span *line, size_t *number);

/* Takes the first word, up to a blank. */
struct span source_word(struct span *token);
/* Adds bytes as spaced hex; returns false if the token is not hex (pairs, blanks or colons
 * between). */
bool source_hex(struct span token, struct text *out);

#endif
