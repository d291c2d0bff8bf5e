/* Parses parts of statements: items, names, numbers, expectations. */
#ifndef SCRIPT_PARSE_ITEMS_H
#define SCRIPT_PARSE_ITEMS_H

#include "script/parse/parser.h"

/* All return false after adding an error. what is how an error calls the part. */

/* Parses items up to a character that begins none; the range may be empty. */
bool parse_items(struct parser *parser, struct tokens *tokens, struct range *items);
/* Parses text in quotes, whose first quote is the next character, into the pool. */
bool parse_quoted(struct parser *parser, struct tokens *tokens, struct range *text);
/* Parses $name or $name[offset,length], whose $ is the next character, and adds the item. */
bool parse_variable(struct parser *parser, struct tokens *tokens);
/* Parses a name; in these functions what is its description in errors. */
bool parse_name(struct parser *parser, struct tokens *tokens, const char *what, struct range *name);
/* Parses a number from 0 to max, decimal or hex with 0x. */
bool parse_number(struct parser *parser, struct tokens *tokens, const char *what, uint32_t max,
                  uint32_t *number);
/* Parses one word or "text", not empty. */
bool parse_argument(struct parser *parser, struct tokens *tokens, const char *what,
                    struct range *argument);
/* Parses SW{,SW}. */
bool parse_status_words(struct parser *parser, struct tokens *tokens, struct range *sw);
/* Parses [..] (..) <..ms; *index is that of the script's expects, from 1, or 0 for none. */
bool parse_expect(struct parser *parser, struct tokens *tokens, uint32_t *index);
/* Takes one of the words of a list ended by NULL and returns its position, from 0; -1, with nothing
 * taken, if the next word is none of them. */
int parse_choice(struct tokens *tokens, const char *const *words);
/* Returns true at the end of the line. */
bool parse_at_end(struct tokens *tokens);

#endif
