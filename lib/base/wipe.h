/* Erases secrets from memory. */
#ifndef BASE_WIPE_H
#define BASE_WIPE_H

#include <stddef.h>

/* Overwrites size bytes, even if nothing reads them again. Does nothing for NULL. */
void wipe(void *memory, size_t size);

#endif
