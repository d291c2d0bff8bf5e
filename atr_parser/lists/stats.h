/* --stats: counts the values of a field. */
#ifndef ATR_PARSER_LISTS_STATS_H
#define ATR_PARSER_LISTS_STATS_H

#include "atr_parser/options.h"

#include "base/status.h"

/* Counts over the files of the command line, or over the card lists in use, and writes the
 * result. Returns the exit status: STATUS_INPUT if a line is invalid or there is none. */
enum status stats(const struct options *options);

#endif
