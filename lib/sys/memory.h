/* Memory that ran out: said once, and the end of the program makes it STATUS_TROUBLE, whatever else
 * was found (sys/output.h). */
#ifndef SYS_MEMORY_H
#define SYS_MEMORY_H

#include <stdbool.h>

/* To be called by whoever notices. */
void memory_ran_out(void);
/* The same where done is false; returns done. */
bool memory_sufficed(bool done);
bool memory_has_run_out(void);

#endif
