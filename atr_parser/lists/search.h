/* --search: finds cards by name. */
#ifndef ATR_PARSER_LISTS_SEARCH_H
#define ATR_PARSER_LISTS_SEARCH_H

#include "atr_parser/answer.h"

/* Writes the entries whose names contain all words of the command line. Returns the exit status:
 * STATUS_NO if there is none. */
enum status search_words(struct answer *answer);

#endif
