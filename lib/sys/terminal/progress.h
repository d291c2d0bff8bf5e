/* Shows on a terminal what a program is doing while it takes long. */
#ifndef SYS_TERMINAL_PROGRESS_H
#define SYS_TERMINAL_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

/* Starts to show progress on standard error, if that is a terminal: a thread writes the line "WHAT
 * SUBJECT: 2 s" after the first second and updates it each second. subject "-" is shown as
 * "standard input"; nothing is shown if that is a terminal, because the program then waits for the
 * user. unit is that of progress_at; NULL if it is never called. what and subject are copied, unit
 * must stay valid. Ignored if progress is shown already. */
void progress_start(const char *what, const char *subject, const char *unit);
/* Sets how much is done, shown instead of the seconds: as a percentage of total, or "DONE UNIT" if
 * total is 0. */
void progress_at(uint64_t done, uint64_t total);
/* Clears the line and ends the thread. Does nothing if no progress is shown. */
void progress_end(void);
/* Does the same if standard output is a terminal too: to be called before it is written to. */
void progress_end_for_output(void);

/* Clears the line and keeps it cleared until progress_resume: around writes to standard error. */
void progress_pause(void);
void progress_resume(void);

#endif
