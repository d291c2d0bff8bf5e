/* Signals that end a program, as a descriptor for poll(). */
#ifndef SYS_PROCESS_SIGNALS_H
#define SYS_PROCESS_SIGNALS_H

#include <stdbool.h>

/* Catches INT, TERM and HUP (HUP not where it is ignored, as under nohup). Returns a descriptor
 * that is readable once one arrived; -1 on failure. A second signal of the same kind ends the
 * program at once.
 */
int signals_start(void);

/* Sets a limit that starts with a signal: a program still running ms later, in a call that does not
 * return, writes the line last_words (which must stay valid) to standard error and exits with
 * 128 + signal. 0 is no limit. To be called after signals_start. */
void signals_limit(unsigned ms, const char *last_words);

/* Makes another thread call act(self) if that limit expires while the calling thread is away; NULL
 * for nothing. Returns false if no thread can be started. */
bool signals_last_act(void (*act)(void *self), void *self);
/* Marks that thread as away, in a call that may never return and uses nothing that act uses, or as
 * back again. Does nothing when called from other threads. */
void signals_away(bool away);

/* Allows repeated INT, for programs that then stop what they are doing and continue, after
 * signals_forget(). It interrupts no write then, only poll(). To be called after signals_start. */
void signals_interactive(void);
/* Forgets an INT that arrived; any other signal stays. */
void signals_forget(void);

/* Returns the first signal that arrived; 0 for none. */
int signals_got(void);

#endif
