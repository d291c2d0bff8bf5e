/* Counts over the card lists in use. */
#ifndef ATR_PARSER_PAGE_STATISTICS_H
#define ATR_PARSER_PAGE_STATISTICS_H

#include "stats/atr_stats.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns statistics of all valid entries in the lists that lists_open (app/lists.h) finds for
 * count files; to be freed with atr_stats_free. NULL after a message. */
struct atr_stats *statistics_of_lists(const char *const *files, size_t count);

#endif
