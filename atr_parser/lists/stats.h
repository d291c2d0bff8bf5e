/* atr_parser --stats: how often the values of a field occur. */
#ifndef ATR_PARSER_LISTS_STATS_H
#define ATR_PARSER_LISTS_STATS_H

#include "atr_parser/options.h"

#include "base/status.h"

/* Counts over the files of the command line, else over the card lists in use. Gives the status of
 * the program: STATUS_INPUT where a line could not be read, or there is none. */
enum status stats(const struct options *options);

#endif
