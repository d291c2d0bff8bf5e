/* Threads that receive no signals, which are the main thread's to handle. */
#ifndef SYS_PROCESS_THREAD_H
#define SYS_PROCESS_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/* Starts a thread that runs body(data). Returns false with errno set on failure. */
bool thread_start(pthread_t *thread, void *(*body)(void *data), void *data);

#endif
