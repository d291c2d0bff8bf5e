/* Parses the arguments of the keywords that set or write a variable, or prompt the user. */
#ifndef SCRIPT_PARSE_VARIABLES_H
#define SCRIPT_PARSE_VARIABLES_H

#include "script/parse/parser.h"

/* Parses the name of a variable that a script may set; returns false after adding an error. */
bool parse_new_name(struct parser *parser, struct tokens *tokens, struct range *name);

/* The parse functions of keywords.c. */
bool take_ask(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_env(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_pause(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_write(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_pin(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_set(struct parser *parser, struct tokens *tokens, struct statement *statement);

#endif
