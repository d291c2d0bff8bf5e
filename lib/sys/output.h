/* Standard output, and what becomes of it. */
#ifndef SYS_OUTPUT_H
#define SYS_OUTPUT_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* To be called first in main: a closed pipe becomes a write error instead of a signal, and
 * descriptors 0 to 2 that are closed are opened on /dev/null. */
void output_start(void);

/* Flushes standard output. False where that failed: the reader has gone or the disk is full.
 * Nothing more is worth computing then; output_end tells which. */
bool output_flush(void);

/* The last thing a program does: flushes and closes standard output and gives the status to return.
 * A closed pipe ends silently with 0; any other failure is told and ends with STATUS_TROUBLE. */
int output_end(int status);

/* Writes to standard output, past its buffer, without being stuck there for ever: where nobody
 * reads it stops once descriptor unless is readable. False where not all was written. For programs
 * that must end when they are told to. */
bool output_write(const char *bytes, size_t length, int unless);

/* Writes what standard output takes without waiting: how many bytes, 0 where nobody reads, -1 where
 * it failed. */
long output_try(const char *bytes, size_t length);

#endif
