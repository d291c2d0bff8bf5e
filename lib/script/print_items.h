/* Prints parts of statements, in a form that parses to the same. */
#ifndef SCRIPT_PRINT_ITEMS_H
#define SCRIPT_PRINT_ITEMS_H

#include "script/script.h"

/* All zero but out and script at the start. */
struct printer {
	struct text *out;
	const struct script *script;
	bool masks;  /* prints literal bytes as ** */
	size_t open; /* how many literal bytes are still printed before that */
};

/* Prints a part of the pool unchanged. */
void print_range(struct printer *printer, struct range range);
/* Prints text in quotes, with escapes. */
void print_quoted(struct printer *printer, const char *text, size_t length);
/* Prints a name as one word, in quotes if it needs them. */
void print_argument(struct printer *printer, struct range name);
/* Prints items with blanks between. */
void print_items(struct printer *printer, struct range items);
/* Prints items of echo, among which blanks are items of their own. */
void print_echo_items(struct printer *printer, struct range items);
/* Prints patterns of status words, as in struct expect, with commas between. */
void print_status_words(struct printer *printer, struct range sw);
/* Prints a blank and the expectation; nothing for NULL. */
void print_expect(struct printer *printer, const struct expect *expect);

#endif
