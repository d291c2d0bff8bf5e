#include "base/wipe.h"

#include <string.h>

/* explicit_bzero is not everywhere. What a pointer that may change calls is not left out. */
void wipe(void *memory, size_t size)
{
	static void *(*const volatile set)(void *, int, size_t) = memset;

	if (memory != NULL)
		set(memory, 0, size);
}
