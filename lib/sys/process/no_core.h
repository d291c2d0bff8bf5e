/* Core dumps, which would contain secrets. */
#ifndef SYS_PROCESS_NO_CORE_H
#define SYS_PROCESS_NO_CORE_H

/* Prevents core dumps of this process. To be called before it reads a secret. */
void no_core(void);

#endif
