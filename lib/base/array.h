/* The one way in which an array grows. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

/* Makes room for one item of width bytes behind count items, of which *size fit so far (0 if
 * items is NULL). Returns the array, perhaps at another place; NULL, and nothing changed, where
 * memory ran out or a position would not fit 32 bits. */
void *array_room(void *items, size_t count, size_t *size, size_t width);

#endif
