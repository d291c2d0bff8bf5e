/* Fetching a newer card list, which another program does. */
#ifndef ATR_PARSER_UPDATE_H
#define ATR_PARSER_UPDATE_H

#include "options.h"

#include "base/status.h"

/* Becomes list-update. Comes back only where that cannot be started. */
enum status update_list(const struct options *options);

#endif
