#ifndef BASE_COLUMNS_H
#define BASE_COLUMNS_H

#include <stddef.h>

/* Returns the number of columns that UTF-8 text without control characters takes on a terminal: two
 * for a wide character (Unicode Standard Annex 11), none for a combining one. */
size_t utf8_columns(const char *text, size_t length);

#endif
