/* Least privilege for helpers that read untrusted input. What the kernel cannot deny stays allowed,
 * without an error. UNCONFINED, for builds that write reports of their own at the end, omits it. */
#ifndef SYS_PROCESS_CONFINE_H
#define SYS_PROCESS_CONFINE_H

#include <stddef.h>

/* From here on the process reads and writes what is open, allocates and ends: any other system call
 * gives EPERM. */
void confine_to_streams(void);

/* Denies the process to execute programs, accept connections, inspect other processes, and create,
 * change or remove files outside this directory (NULL: anywhere). Reading and connecting stay
 * allowed. */
void confine_to_directory(const char *directory);

/* The library that does it, and its version. */
void confine_library(char *out, size_t size);

#endif
