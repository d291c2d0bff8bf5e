/* Growing arrays. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

/* Makes room for one more item of width bytes after count items. *size is the number of items that
 * the array has room for (0 if items is NULL). Returns the array, which may have moved; NULL, with
 * nothing changed, if out of memory or if a position would exceed 32 bits. */
void *array_room(void *items, size_t count, size_t *size, size_t width);

#endif
