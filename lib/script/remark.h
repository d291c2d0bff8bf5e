/* Comments that describe the card: "# ATR: 3B 00", "# protocol: T=0". */
#ifndef SCRIPT_REMARK_H
#define SCRIPT_REMARK_H

#include "base/span.h"

#include <stdbool.h>

/* Finds what follows "# NAME" on a line, without the blanks around it. Returns false for any other
 * line. */
bool remark_line(struct span line, const char *name, struct span *value);
/* Does the same for the first such line of a text. */
bool remark_find(struct span text, const char *name, struct span *value);

#endif
