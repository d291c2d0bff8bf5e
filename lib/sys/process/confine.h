/* Least privilege for helpers that read what others send. What the kernel does not know stays
 * allowed; nothing fails for that. UNCONFINED, for builds that write reports of their own at the
 * end, leaves it out. */
#ifndef SYS_PROCESS_CONFINE_H
#define SYS_PROCESS_CONFINE_H

#include <stddef.h>

/* From here on the process reads and writes what is open, allocates and ends: any other system call
 * gives EPERM. */
void confine_to_streams(void);

/* From here on the process starts no program, accepts no connection, looks into no other process,
 * and makes, changes and removes files in this directory only; NULL: in none. It still reads and
 * connects. */
void confine_to_directory(const char *directory);

/* The library that does it, and its version. */
void confine_library(char *out, size_t size);

#endif
