/* Standard output, and what becomes of it. */
#ifndef SYS_OUTPUT_H
#define SYS_OUTPUT_H

#include "base/status.h"

#include <stdbool.h>

/* To be called first in main: a closed pipe becomes a write error instead of a signal, and
 * descriptors 0 to 2 that are closed are opened on /dev/null. */
void output_start(void);

/* Flushes standard output. False where that failed: the reader has gone or the disk is full. Nothing
 * more is worth computing then; output_end tells which. */
bool output_flush(void);

/* The last thing a program does: flushes and closes standard output and gives the status to return. A closed
 * pipe ends silently with 0; any other failure is told and ends with STATUS_TROUBLE. */
int output_end(int status);

/* Ends the program at once, with what standard output can take without waiting: for one that was told
 * to end while nobody reads its output, or that has a thread in a call that does not come back. */
_Noreturn void output_leave(int status);

#endif
