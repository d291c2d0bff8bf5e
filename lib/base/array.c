#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>

enum { FIRST = 16 };

void *array_room(void *items, size_t count, size_t *size, size_t width)
{
	size_t more = *size == 0 ? FIRST : *size * 2;

	if (count < *size)
		return items;
	if (*size > UINT32_MAX / 2 || more > SIZE_MAX / width)
		return NULL;
	items = realloc(items, more * width);
	if (items != NULL)
		*size = more;
	return items;
}
