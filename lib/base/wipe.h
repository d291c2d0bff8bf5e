/* Secrets, forgotten in memory too. */
#ifndef BASE_WIPE_H
#define BASE_WIPE_H

#include <stddef.h>

/* Overwrites size bytes, also where nothing reads them any more. NULL is nothing. */
void wipe(void *memory, size_t size);

#endif
