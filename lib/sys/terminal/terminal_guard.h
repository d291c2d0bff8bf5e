/* Restores the settings of the terminal before a signal stops or ends the program, and sets the
 * program's own again when it continues (as OpenBSD's readpassphrase does). */
#ifndef SYS_TERMINAL_TERMINAL_GUARD_H
#define SYS_TERMINAL_TERMINAL_GUARD_H

#include <stdbool.h>

/* Callbacks; each receives self. */
struct terminal_guard {
	void *self;
	void (*give_back)(void *self); /* restores the original settings */
	void (*take)(void *self);      /* sets those of the program, and shows the prompt again */
};

/* Catches the signals that stop, continue or end a program, except INT, TERM and HUP
 * (sys/process/signals.h) and those ignored. guard is copied; only one can be in use. Returns a
 * descriptor for poll() that is readable after a signal, when terminal_guard_deliver is to be
 * called; -1 if out of descriptors: no signal is caught then. */
int terminal_guard_start(const struct terminal_guard *guard);
/* Calls give_back, lets the caught signals have their usual effect, and, if the program survives or
 * is continued, calls take. */
void terminal_guard_deliver(void);
/* Ends this, after the settings were restored: signals caught meanwhile take effect now, and later
 * ones as they did before. */
void terminal_guard_end(void);

#endif
