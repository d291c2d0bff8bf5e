#ifndef BASE_COLUMNS_H
#define BASE_COLUMNS_H

#include <stddef.h>

/* Columns that UTF-8 without control characters takes on a terminal: two for a wide character
 * (Unicode Standard Annex 11), none for one that is put onto the one before it. */
size_t utf8_columns(const char *text, size_t length);

#endif
