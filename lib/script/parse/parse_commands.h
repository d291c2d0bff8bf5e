/* Parses the arguments of the keywords that control a script, its output and its connection. */
#ifndef SCRIPT_PARSE_COMMANDS_H
#define SCRIPT_PARSE_COMMANDS_H

#include "script/parse/parser.h"

/* The parse functions of keywords.c. */

/* Parses one of the row's two choices; or, if its syntax is in brackets, one of any number or none,
 * which means the first. */
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
