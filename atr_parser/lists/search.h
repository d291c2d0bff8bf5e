/* Cards by name. */
#ifndef ATR_PARSER_LISTS_SEARCH_H
#define ATR_PARSER_LISTS_SEARCH_H

#include "atr_parser/answer.h"

/* Writes the entries whose names have all words of the command line. STATUS_NO where there is none.
 */
enum status search_words(struct answer *answer);

#endif
