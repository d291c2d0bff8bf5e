/* Long work: what is being done, on a terminal, until it is done. */
#ifndef SYS_TERMINAL_PROGRESS_H
#define SYS_TERMINAL_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

/* From one second on, if standard error is a terminal, a line there shows "WHAT SUBJECT: 2 s",
 * which a thread keeps up to date. Nothing otherwise, nor for subject "-" where standard input is a
 * terminal. One at a time; subject is copied. unit: of progress_at; NULL if that is never called.
 */
void progress_start(const char *what, const char *subject, const char *unit);
/* How much is done, shown in place of the seconds: in percent of total, or in units where total is
 * 0. */
void progress_at(uint64_t done, uint64_t total);
/* The line is cleared for good; does nothing where there is none. */
void progress_end(void);
/* The same, but only if standard output, which is about to be written to, is a terminal as well. */
void progress_end_for_output(void);

/* Clears the line, and keeps it away until progress_resume: for who writes to standard error. */
void progress_pause(void);
void progress_resume(void);

#endif
