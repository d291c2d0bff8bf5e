/* Files mapped into memory that somebody else may cut off meanwhile. */
#ifndef SYS_MAPPING_H
#define SYS_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

/* Maps the first length bytes of the file at fd, for reading. What can no longer be read of it
 * later reads as 00, from there to its end, where the kernel would end the program with SIGBUS.
 * NULL where it cannot be mapped, or there are too many. */
void *mapping_new(int fd, size_t length);
void mapping_free(void *memory, size_t length);

/* True where a part could no longer be read. */
bool mapping_is_cut(const void *memory);

#endif
