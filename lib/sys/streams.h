/* Descriptors 0 to 2, and complete writes. */
#ifndef SYS_STREAMS_H
#define SYS_STREAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/stat.h>

/* Opens those that are closed, in such a way that reading and writing them fails, so that no file
 * of ours gets their number. Makes output blocking. Returns false if standard output was closed. */
bool streams_start(void);

/* Writes all bytes, however long that takes, unless a signal ends the program. Returns 0 or an
 * errno. */
int streams_write(int fd, const char *bytes, size_t length);

/* Flushes standard output. Returns 0 or the errno of its first failure, now or before. */
int streams_flush(void);
/* Returns the errno of standard output's first failure; 0 for none. */
int streams_failure(void);
/* Records a failure of standard output, if it is the first. */
void streams_failed(int error);

/* Closes a file that was flushed. Returns 0 or an errno: what a signal interrupts is closed all the
 * same, here and on the systems that we know. */
int streams_close(FILE *file);

/* A new descriptor for the file if it is the one that standard output or error refers to, without
 * truncating it; else -1. */
int streams_duplicate(const struct stat *file);

#endif
