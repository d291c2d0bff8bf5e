/* Parses lines that are APDUs: raw ones, in hex, and those built from "! HEADER : DATA / LE". */
#ifndef SCRIPT_PARSE_APDU_H
#define SCRIPT_PARSE_APDU_H

#include "script/parse/parser.h"

/* Parse a whole line into the statement. Return false after adding an error. */
bool parse_raw(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool parse_built(struct parser *parser, struct tokens *tokens, struct statement *statement);

#endif
