/* Signals that end a program, as a descriptor for poll(). */
#ifndef SYS_PROCESS_SIGNALS_H
#define SYS_PROCESS_SIGNALS_H

#include <stdbool.h>

/* Catches INT, TERM and HUP (HUP unless it is ignored, as under nohup). Returns a descriptor that
 * is readable after a signal; -1 on failure. A second signal of the same kind ends the program at
 * once. */
int signals_start(void);

/* Limits how long the program may run after a signal: if it has not ended ms later, because a call
 * does not return, it writes the line last_words (which must stay valid; NULL: nothing) to standard
 * error and exits with 128 + the signal's number. 0: no limit. To be called after signals_start.
 */
void signals_limit(unsigned ms, const char *last_words);

/* Starts a thread that calls act(self) before that exit, unless the calling thread, which may be
 * using the same data, is busy: see signals_away. act NULL: nothing is called any more. Returns
 * false with errno set if no thread can be started. */
bool signals_last_act(void (*act)(void *self), void *self);
/* Called by that thread around a call that may never return and uses nothing that act uses: true
 * before it, false after it. Does nothing in other threads. */
void signals_away(bool away);

/* Lets INT arrive repeatedly, for programs that stop what they are doing and continue after
 * signals_forget. INT then interrupts poll(), but no write. To be called after signals_start. */
void signals_interactive(void);
/* Forgets an INT that arrived, and stops the limit that began with it. Other signals are not
 * forgotten. */
void signals_forget(void);

/* Returns the number of the first signal that arrived; 0 if none did. */
int signals_got(void);

#endif
