/* A small process of our own that sleeps as long as we live, and when we are gone, by SIGKILL too,
 * kills the process groups that were put into its care. */
#ifndef SYS_PROCESS_KEEPER_H
#define SYS_PROCESS_KEEPER_H

#include <stdbool.h>
#include <sys/types.h>

/* The descriptor that speaks to it, -1 where there is none. Whoever holds a copy of it open keeps
 * it asleep. To be called before there are other threads. */
int keeper_start(void);

/* From now on it cares for the group, or does no more. May be called between fork and exec. */
void keeper_tell(int keeper, pid_t group, bool lives);

#endif
