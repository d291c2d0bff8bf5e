/* The descriptors 0 to 2, and bytes written whole. */
#ifndef SYS_STREAMS_H
#define SYS_STREAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/* Puts something in the place of those that are closed, so that no file of ours gets their number:
 * what is read from or written to them fails. Makes output that does not block block. False where
 * standard output was closed. */
bool streams_start(void);

/* Writes all of it, however long that takes; it is left where a signal ends the program. Returns 0
 * or an errno. */
int streams_write(int fd, const char *bytes, size_t length);

/* Flushes standard output. Returns 0 or the errno of its first failure, now or before. */
int streams_flush(void);
/* 0 or the errno of standard output's first failure. */
int streams_failure(void);
/* Notes a failure of standard output; the first one stays. */
void streams_failed(int error);

/* A new descriptor for the file where it is what standard output or error is; -1 where it is not.
 * What was written there before, and is written later, stays. */
int streams_duplicate(const struct stat *file);

#endif
