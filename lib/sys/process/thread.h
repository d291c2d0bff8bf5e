/* Threads that get no signals: those are for the thread that has something to do with them. */
#ifndef SYS_PROCESS_THREAD_H
#define SYS_PROCESS_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* Starts a thread that runs body(data). Returns false, with errno set, if there is none. */
bool thread_start(pthread_t *thread, void *(*body)(void *data), void *data);

#endif
