/* What follows the keywords that steer a script, its output and its connection. */
#ifndef SCRIPT_PARSE_COMMANDS_H
#define SCRIPT_PARSE_COMMANDS_H

#include "script/parse/parser.h"

/* Parsers for rows of keywords.c. */

/* One of the row's choices, which are two; or, where the syntax is in brackets, one or none of any
 * number, none being the first. */
bool choice_parse(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_connect(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_echo(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_else(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_end(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_exit(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_file(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_if(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_repeat(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_sleep(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_test(struct parser *parser, struct tokens *tokens, struct statement *statement);

#endif
