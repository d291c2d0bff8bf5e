#ifndef SYS_PROCESS_NO_CORE_H
#define SYS_PROCESS_NO_CORE_H

/* To be called before a secret is held: from now on the program leaves no core dump. */
void no_core(void);

#endif
