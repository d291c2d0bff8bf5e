/* A small process that waits until the program ends, even by SIGKILL, and then kills the process
 * groups that it was given. */
#ifndef SYS_PROCESS_CHILD_GUARD_H
#define SYS_PROCESS_CHILD_GUARD_H

#include <stdbool.h>
#include <sys/types.h>

/* Starts the process. To be called before other threads are started. Returns a descriptor connected
 * to it; -1 on failure. The process waits while any copy of the descriptor is open. */
int child_guard_start(void);

/* Adds a process group (lives) to those to be killed, 256 at most, or removes it. Does nothing if
 * guard, the descriptor, is -1. May be called between fork and exec. */
void child_guard_set(int guard, pid_t group, bool lives);

#endif
