/* --update: fetches a newer card list, with the program list-update. */
#ifndef ATR_PARSER_LISTS_UPDATE_LIST_H
#define ATR_PARSER_LISTS_UPDATE_LIST_H

#include "atr_parser/options.h"

#include "base/status.h"

/* Replaces this process by list-update. Returns, after a message, only if that cannot be
 * started. */
enum status update_list(const struct options *options);

#endif
