/* Standard output and the exit status. */
#ifndef SYS_OUTPUT_H
#define SYS_OUTPUT_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* To be called first in main. A closed pipe and a limit on the size of files become write errors
 * instead of signals, and descriptors 0 to 2 are opened if closed (sys/streams.h). */
void output_start(void);

/* Declares that the exit status is an answer: if the reader of standard output has gone, the
 * program is terminated by SIGPIPE instead of exiting with 0. */
void output_is_answer(void);

/* Flushes standard output. Returns false if that failed, since the reader has gone or the disk is
 * full; the program should then stop, and output_end reports the failure. */
bool output_flush(void);

/* To be called last in main. Flushes and closes standard output and gives the status to return.
 * A closed pipe ends a listing silently with 0; after a signal it is 128 + its number; any other
 * failure, of standard error too, is STATUS_TROUBLE, and so is memory that ran out. */
int output_end(int status);

/* Writes to standard output, bypassing its buffer, until all is written or descriptor unless is
 * readable. Returns false if not all was written. For programs that must react to signals even if
 * nobody reads their output. */
bool output_write(const char *bytes, size_t length, int unless);

/* Writes what standard output accepts without blocking. Returns the number of bytes written, 0 if
 * it would block, -1 on failure. */
long output_try(const char *bytes, size_t length);

#endif
