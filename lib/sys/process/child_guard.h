/* A small process that sleeps until the program ends, even by SIGKILL, and then kills the process
 * groups that it guards. */
#ifndef SYS_PROCESS_CHILD_GUARD_H
#define SYS_PROCESS_CHILD_GUARD_H

#include <stdbool.h>
#include <sys/types.h>

/* Starts it and returns the descriptor to it; -1 on failure. It sleeps while any copy of the
 * descriptor is open. Call this before starting threads. */
int child_guard_start(void);

/* Adds the group to those that it guards, or removes it. May be called between fork and exec. */
void child_guard_set(int guard, pid_t group, bool lives);

#endif
