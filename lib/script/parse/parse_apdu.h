/* Lines that are APDUs: sent as they are written, or built. */
#ifndef SCRIPT_PARSE_APDU_H
#define SCRIPT_PARSE_APDU_H

#include "script/parse/parser.h"

/* Both parse a whole line into the statement and return false after adding an error. */
bool parse_raw(struct parser *parser, struct tokens *tokens, struct statement *statement);
bool parse_built(struct parser *parser, struct tokens *tokens, struct statement *statement);

#endif
