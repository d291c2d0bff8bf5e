/* Running out of memory: reported once, and the program exits with STATUS_TROUBLE whatever else it
 * found (sys/output.h). */
#ifndef SYS_MEMORY_H
#define SYS_MEMORY_H

#include <stdbool.h>

/* Reports that memory ran out. */
void memory_ran_out(void);
/* The same if done is false. Returns done. */
bool memory_sufficed(bool done);
bool memory_has_run_out(void);

#endif
