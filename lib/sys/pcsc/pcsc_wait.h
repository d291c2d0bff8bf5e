/* Watches the readers in a thread of its own, because PC/SC's calls block. The caller polls a
 * descriptor, together with others, and takes messages. */
#ifndef SYS_PCSC_PCSC_WAIT_H
#define SYS_PCSC_PCSC_WAIT_H

#include "sys/pcsc/pcsc_news.h"

#include <stdbool.h>

struct pcsc_wait;

/* Starts the thread, to be ended with pcsc_wait_end. assume_pnp: expect the service to report new
 * readers even if it says that it does not. Returns NULL with errno set if out of memory,
 * descriptors or threads. */
struct pcsc_wait *pcsc_wait_new(bool assume_pnp);

/* Returns a descriptor that is readable while there are messages. */
int pcsc_wait_fd(const struct pcsc_wait *wait);

/* Takes the oldest message, whose states the caller frees. Returns false if there is none. The
 * queue is short: while it is full the thread waits, and the counters of the states show how many
 * events were missed. */
bool pcsc_wait_take(struct pcsc_wait *wait, struct pcsc_news *news);

/* Ends the thread and sets *wait to NULL. A thread in a PC/SC call that does not return within
 * limit_ms is left behind (sys/process/timed_call.h). Does nothing for NULL. */
void pcsc_wait_end(struct pcsc_wait **wait, int limit_ms);

#endif
