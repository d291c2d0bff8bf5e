/* Fetching a newer card list, which another program does. */
#ifndef ATR_PARSER_LISTS_UPDATE_LIST_H
#define ATR_PARSER_LISTS_UPDATE_LIST_H

#include "atr_parser/options.h"

#include "base/status.h"

/* Becomes list-update. Comes back only where that cannot be started. */
enum status update_list(const struct options *options);

#endif
