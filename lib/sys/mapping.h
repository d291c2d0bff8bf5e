/* Files mapped into memory that may be truncated meanwhile. */
#ifndef SYS_MAPPING_H
#define SYS_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

/* Maps the first length bytes of the file at fd for reading. If the file is truncated later, the
 * missing part reads as 00 instead of ending the program with SIGBUS. Returns NULL if it cannot be
 * mapped or there are too many mappings. */
void *mapping_new(int fd, size_t length);
void mapping_free(void *memory, size_t length);

/* Returns true if part of the file could not be read. */
bool mapping_is_cut(const void *memory);

#endif
