/* Converts scripts with one command in each line, named by its first word. */
#ifndef SCRIPT_DIALECT_DIALECT_WORDS_H
#define SCRIPT_DIALECT_DIALECT_WORDS_H

#include "base/span.h"
#include "script/dialect/conversion.h"

#include <stddef.h>

struct dialect_word {
	const char *name;    /* NULL ends a list; in any case */
	const char *becomes; /* the line in scriptor's language; NULL: see take */
	/* Adds one or more lines for the arguments, rest, of this line number of the source. NULL:
	 * the line becomes a comment. */
	void (*take)(struct conversion *conversion, size_t number, struct span rest);
};

/* Converts the text. Comments begin with # or //; a line that begins with no word of the list is an
 * error. */
void dialect_words(struct conversion *conversion, struct span text,
                   const struct dialect_word *words);
/* Adds an APDU from hex digits, or an error if they are invalid. */
void dialect_words_apdu(struct conversion *conversion, size_t number, struct span bytes);
/* Adds a SELECT by an AID from hex digits, or an error if they are invalid. */
void dialect_words_select(struct conversion *conversion, size_t number, struct span aid);

#endif
