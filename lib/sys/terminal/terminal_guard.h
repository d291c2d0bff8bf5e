/* The terminal while it is not as it was found: a signal that stops or ends the program gives it
 * back first, and takes it again where the program goes on (as OpenBSD's readpassphrase does). */
#ifndef SYS_TERMINAL_TERMINAL_GUARD_H
#define SYS_TERMINAL_TERMINAL_GUARD_H

#include <stdbool.h>

/* The owner's part. */
struct terminal_guard {
	void *self;
	void (*give_back)(void *self); /* the terminal becomes what it was */
	void (*take)(void *self);      /* and what is needed, again; what was asked is shown */
};

/* From now on. Returns a descriptor for poll() that is readable once a signal came:
 * terminal_guard_deliver is to be called then; -1 without descriptors. One at a time. */
int terminal_guard_start(const struct terminal_guard *guard);
/* Gives the terminal back, does what the signals do, and takes it again. */
void terminal_guard_deliver(void);
/* Signals do again what they did before; one that came meanwhile does it now. The terminal is to be
 * given back before. */
void terminal_guard_end(void);

#endif
