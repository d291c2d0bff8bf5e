/* Parts of statements as text that parses to the same. */
#ifndef SCRIPT_PRINT_ITEMS_H
#define SCRIPT_PRINT_ITEMS_H

#include "script/script.h"

/* Where a statement is printed, and how. */
struct printer {
	struct text *out;
	const struct script *script;
	bool masks;  /* literal bytes as ** but for the first ones */
	size_t open; /* how many of these are shown */
};

/* Prints a part of the pool as it stands. */
void print_range(struct printer *printer, struct range range);
void print_quoted(struct printer *printer, const char *text, size_t length);
/* Prints a name as one word, in quotes if it needs them. */
void print_argument(struct printer *printer, struct range name);
/* Prints items with a blank between two. */
void print_items(struct printer *printer, struct range items);
/* Prints items as echo has them: blanks are items of their own. */
void print_echo_items(struct printer *printer, struct range items);
void print_status_words(struct printer *printer, struct range sw);
/* Prints a blank and the expectation; nothing for NULL. */
void print_expect(struct printer *printer, const struct expect *expect);

#endif
