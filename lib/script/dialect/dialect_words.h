/* Scripts of a command a line, whose first word says what it is. */
#ifndef SCRIPT_DIALECT_DIALECT_WORDS_H
#define SCRIPT_DIALECT_DIALECT_WORDS_H

#include "base/span.h"
#include "script/dialect/conversion.h"

#include <stddef.h>

struct dialect_word {
	const char *name; /* NULL ends a list; in any case */
	const char
		*becomes; /* this line; NULL: what take adds, or without it the line as a comment */
	/* Adds a line, or more, for what follows the word on this line of the source. */
	void (*take)(struct conversion *conversion, size_t number, struct span rest);
};

/* Converts the text; a line that begins with no word of the list, with # or with // is an error. */
void dialect_words(struct conversion *conversion, struct span text,
                   const struct dialect_word *words);
/* Adds the bytes as an APDU, or an error. */
void dialect_words_apdu(struct conversion *conversion, size_t number, struct span bytes);
/* Adds a SELECT by the AID. */
void dialect_words_select(struct conversion *conversion, size_t number, struct span aid);

#endif
