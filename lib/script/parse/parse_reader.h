/* Parses the arguments of the keywords that concern the reader. */
#ifndef SCRIPT_PARSE_READER_H
#define SCRIPT_PARSE_READER_H

#include "script/parse/parser.h"

/* The parse functions of keywords.c. */
bool take_attrib(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_control(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_reader(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool take_wait(struct parser *parser, struct tokens *tokens, struct statement *statement);

#endif
