/* What --lint --dry-run shows. */
#ifndef ATR_PARSER_LISTS_DIFFERENCE_H
#define ATR_PARSER_LISTS_DIFFERENCE_H

#include "base/span.h"
#include "base/status.h"
#include "base/style.h"

/* Writes what differs between two texts as `diff -u` does, which it runs, to standard output, with
 * name as the name of both. On a terminal control characters are escaped. STATUS_TROUBLE after a
 * message. */
enum status difference_show(const char *name, struct span before, struct span after,
                            const struct palette *palette);

#endif
