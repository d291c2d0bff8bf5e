/* Standard output and the exit status. */
#ifndef SYS_OUTPUT_H
#define SYS_OUTPUT_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* To be called first in main. Writing to a closed pipe, or beyond the limit on the size of files,
 * becomes an error (EPIPE, EFBIG) instead of a signal, and descriptors 0 to 2 are opened if they
 * are closed (sys/streams.h). */
void output_start(void);

/* Declares that the exit status answers a question, as with grep -q: if nobody reads standard
 * output any more, output_end terminates the program by SIGPIPE instead of returning 0. */
void output_is_answer(void);

/* Flushes standard output. Returns false if that failed, now or before, because its reader has
 * ended or the disk is full. The program should then stop; output_end reports the failure. */
bool output_flush(void);

/* To be called last in main. Flushes and closes standard output. Returns the exit status: 0 if
 * nobody reads standard output any more; 128 + the number of the signal that interrupted a write;
 * STATUS_TROUBLE, unless status is greater, if a write to standard output (which is reported) or
 * standard error failed or memory ran out; else status. */
int output_end(int status);

/* Writes length bytes to standard output, bypassing stdio's buffer. Stops when the descriptor
 * unless becomes readable: for programs that must react to signals even if nobody reads their
 * output. Returns true if all was written. */
bool output_write(const char *bytes, size_t length, int unless);

/* Writes as many of the bytes as standard output accepts without blocking. Returns their number; 0
 * if it would block; -1 on failure, now or before. */
long output_try(const char *bytes, size_t length);

#endif
