/* Statistics of the card lists in use. */
#ifndef ATR_PARSER_PAGE_STATISTICS_H
#define ATR_PARSER_PAGE_STATISTICS_H

#include "stats/atr_stats.h"

#include <stdbool.h>
#include <stddef.h>

/* Counts all entries that can be read in the lists of files, of which there may be none, as
 * lists_open (app/lists.h) takes them. Returns NULL after a message. */
struct atr_stats *statistics_of_lists(const char *const *files, size_t count);

#endif
