/* Running out of memory. It is reported once; the program may continue, but output_end
 * (sys/output.h) then makes it exit with STATUS_TROUBLE. */
#ifndef SYS_MEMORY_H
#define SYS_MEMORY_H

#include "base/status.h"

#include <stdbool.h>

/* Records that an allocation failed, and writes "out of memory" to standard error. Only the first
 * call of this and of memory_no_thread writes anything. */
void memory_ran_out(void);
/* Does the same for a thread that could not be started. error is the errno of thread_start. */
void memory_no_thread(int error);
/* Returns true if either was called. */
bool memory_has_run_out(void);

/* Calls memory_ran_out if done is false. Returns done, for use as a condition:
 * "if (!memory_sufficed(copy != NULL))". Inline, so that static analyzers can follow it. */
static inline bool memory_sufficed(bool done)
{
	if (!done)
		memory_ran_out();
	return done;
}

/* Calls memory_ran_out. Returns STATUS_TROUBLE, to be returned in turn. */
static inline enum status memory_trouble(void)
{
	memory_ran_out();
	return STATUS_TROUBLE;
}

#endif
