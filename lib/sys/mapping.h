/* Maps files into memory, safely even if another program truncates them meanwhile. */
#ifndef SYS_MAPPING_H
#define SYS_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

/* Maps the first length bytes of a file for reading, until mapping_free. If the file is truncated
 * later, the missing bytes read as 00 instead of ending the program with SIGBUS. Returns NULL if
 * the file cannot be mapped or 16 files are mapped already. */
void *mapping_new(int fd, size_t length);
void mapping_free(void *memory, size_t length);

/* Returns true if the file was truncated since, so that some of its bytes may have been read as 00.
 * memory must not be empty. */
bool mapping_is_truncated(const void *memory);

#endif
