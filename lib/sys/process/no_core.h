#ifndef SYS_PROCESS_NO_CORE_H
#define SYS_PROCESS_NO_CORE_H

/* Prevents core dumps. To be called before the program reads a secret. */
void no_core(void);

#endif
