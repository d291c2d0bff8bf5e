/* Running out of memory: reported once, and the program exits with STATUS_TROUBLE whatever else it
 * found (sys/output.h). */
#ifndef SYS_MEMORY_H
#define SYS_MEMORY_H

#include <stdbool.h>

/* Reports that memory ran out. */
void memory_ran_out(void);
/* The same of a thread, which needs memory too. error: what thread_start said. */
void memory_no_thread(int error);
bool memory_has_run_out(void);

/* Does so if done is false. Returns done. Inline, so that static analyzers can follow it. */
static inline bool memory_sufficed(bool done)
{
	if (!done)
		memory_ran_out();
	return done;
}

#endif
