/* Comments that describe the card: "# ATR: 3B 00", "# protocol: T=0". */
#ifndef SCRIPT_REMARK_H
#define SCRIPT_REMARK_H

#include <stdbool.h>
#include <stddef.h>

/* What stands after "# NAME" on a line, without blanks around it; false if it is another line.
 */
bool remark_line(const char *line, size_t length, const char *name, const char **value,
                 size_t *value_length);
/* The first such line of a text. */
bool remark_find(const char *text, size_t length, const char *name, const char **value,
                 size_t *value_length);

#endif
