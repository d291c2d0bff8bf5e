/* Drops privileges of helpers that read untrusted input, with seccomp and Landlock. What the kernel
 * does not support is not restricted, without an error; on systems other than Linux nothing is. A
 * build with UNCONFINED, for tools that write a report when the program ends, restricts nothing. */
#ifndef SYS_PROCESS_CONFINE_H
#define SYS_PROCESS_CONFINE_H

#include <stddef.h>

/* Restricts the process to reading and writing open descriptors, allocating memory, and exiting.
 * Any other system call fails with EPERM. */
void confine_to_streams(void);

/* Forbids the process to execute programs, accept connections, inspect or signal other processes,
 * and create, change or remove files outside this directory (NULL: anywhere). It can still read
 * files and connect. */
void confine_to_directory(const char *directory);

/* Writes the name and version of the library used: "libseccomp 2.5.4". */
void confine_library(char *out, size_t size);

#endif
