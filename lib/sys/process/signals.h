/* Signals that end a program, as a descriptor for poll(). */
#ifndef SYS_PROCESS_SIGNALS_H
#define SYS_PROCESS_SIGNALS_H

#include <stdbool.h>

/* Catches INT, TERM and HUP (HUP not where it is ignored, as under nohup). Returns a descriptor
 * that is readable once one came, or -1. A second signal of the same kind ends the program at once.
 */
int signals_start(void);

/* From now on a signal also sets a limit: a program that is still there ms later, in a call that
 * does not come back, writes last_words (a line that stays good) to standard error and ends with
 * 128 + signal. 0: no limit. To be called after signals_start. */
void signals_limit(unsigned ms, const char *last_words);

/* Sets what is done if that limit expires while the calling thread is away: act(self), in another
 * thread. NULL: nothing. Returns false if no thread can be started. */
bool signals_last_act(void (*act)(void *self), void *self);
/* Marks that thread as away, in a call that may never return and uses nothing that act uses, or as
 * back again. Does nothing when called from other threads. */
void signals_away(bool away);

/* From now on INT may come again and again: for programs that stop what they do and go on, after
 * signals_forget(). It breaks no write then, only waits (poll). To be called after signals_start.
 */
void signals_interactive(void);
/* Forgets an INT that came; any other signal stays. */
void signals_forget(void);

/* The first signal that came; 0 for none. */
int signals_got(void);

#endif
