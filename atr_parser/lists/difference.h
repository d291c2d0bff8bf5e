/* Shows the changes of --lint --dry-run. */
#ifndef ATR_PARSER_LISTS_DIFFERENCE_H
#define ATR_PARSER_LISTS_DIFFERENCE_H

#include "base/span.h"
#include "base/status.h"
#include "base/style.h"

/* Writes the differences of two texts to standard output as "diff -u" prints them, which it
 * runs, with name as the name of both. On a terminal control characters are escaped. Returns
 * STATUS_YES, or STATUS_TROUBLE after a message. */
enum status difference_show(const char *name, struct span before, struct span after,
                            const struct palette *palette);

#endif
