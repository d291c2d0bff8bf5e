/* Standard output, and what becomes of it. */
#ifndef SYS_OUTPUT_H
#define SYS_OUTPUT_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* To be called first in main: a closed pipe and a limit on the size of files become write errors
 * instead of signals, and descriptors 0 to 2 are made fit for use (sys/streams.h). */
void output_start(void);

/* From now on standard output is not a listing of which any part is good: where its reader has gone
 * the program ends by SIGPIPE, as others do, and not with a status that would be an answer. */
void output_is_answer(void);

/* Flushes standard output. False where that failed: the reader has gone or the disk is full.
 * Nothing more is worth computing then; output_end tells which. */
bool output_flush(void);

/* The last thing a program does: flushes and closes standard output and gives the status to return.
 * A closed pipe ends a listing silently with 0; after a signal it is 128 + its number; any other
 * failure, of standard error too, is STATUS_TROUBLE, and so is memory that ran out. */
int output_end(int status);

/* Writes to standard output, past its buffer, without being stuck there for ever: where nobody
 * reads it stops once descriptor unless is readable. False where not all was written. For programs
 * that must end when they are told to. */
bool output_write(const char *bytes, size_t length, int unless);

/* Writes what standard output takes without waiting: how many bytes, 0 where nobody reads, -1 where
 * it failed. */
long output_try(const char *bytes, size_t length);

#endif
