/* Finds comments that describe the card: "# ATR: 3B 00", "# protocol: T=0". */
#ifndef SCRIPT_REMARK_H
#define SCRIPT_REMARK_H

#include "base/span.h"

#include <stdbool.h>

/* Gets the rest of a line that begins with "# " and name ("ATR:"), without blanks around it.
 * Returns false for any other line. */
bool remark_line(struct span line, const char *name, struct span *value);
/* Does the same for the first line of a text that begins so. */
bool remark_find(struct span text, const char *name, struct span *value);

#endif
