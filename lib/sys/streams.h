/* Standard input, output and error as descriptors, and complete writes. */
#ifndef SYS_STREAMS_H
#define SYS_STREAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/stat.h>

/* Opens those of descriptors 0 to 2 that are closed, so that no file opened later gets their
 * number; using them still fails with EBADF. Makes 1 and 2 blocking. Returns false if standard
 * output was closed. */
bool streams_start(void);

/* Writes all bytes, however long that takes; after a signal that ends the program
 * (sys/process/signals.h) only as long as fd takes them at once. Returns 0 or an errno: EINTR if
 * such a signal kept it from writing all. */
int streams_write(int fd, const char *bytes, size_t length);

/* Flushes standard output. Returns 0, or the errno of its first failure, now or before. */
int streams_flush(void);
/* Returns the errno of the first failure of standard output; 0 if there was none. */
int streams_failure(void);
/* Records error, an errno, as a failure of standard output, if it is the first; 0: no error. */
void streams_record_failure(int error);

/* Closes a file that was flushed before. Returns 0 or an errno; EINTR counts as success, because
 * the file is closed then too. */
int streams_close(FILE *file);

/* Returns true if file is what standard output or error refers to. */
bool streams_are(const struct stat *file);
/* If file is what standard output or error refers to, returns a new descriptor for it, which the
 * caller closes: opening it by name could truncate it. Else returns -1. */
int streams_duplicate(const struct stat *file);

#endif
