#include "base/wipe.h"

#include <string.h>

/* explicit_bzero does not exist everywhere. A call through a volatile pointer is not optimized
 * away. */
void wipe(void *memory, size_t size)
{
	static void *(*const volatile set)(void *, int, size_t) = memset;

	if (memory != NULL)
		set(memory, 0, size);
}
