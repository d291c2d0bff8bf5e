/* Watches readers from its own thread, which makes the blocking calls; the owner polls its
 * descriptor together with others. */
#ifndef SYS_PCSC_PCSC_WAIT_H
#define SYS_PCSC_PCSC_WAIT_H

#include "sys/pcsc/pcsc_news.h"

#include <stdbool.h>

struct pcsc_wait;

/* Starts the thread; SIGINT and the like stay with the caller's. assume_pnp: the service tells of
 * new readers even if it says that it cannot. NULL: out of memory, descriptors or threads,
 * with errno set. */
struct pcsc_wait *pcsc_wait_new(bool assume_pnp);

/* Returns a descriptor that is readable while there are news. */
int pcsc_wait_fd(const struct pcsc_wait *wait);

/* Takes the oldest news; returns false if there are none. The queue is short: while it is full, the
 * thread waits, and the counters of the states show how many events were missed. */
bool pcsc_wait_take(struct pcsc_wait *wait, struct pcsc_news *news);

/* Ends the thread. If it is in a PC/SC call that does not return within limit_ms, it is left behind
 * (sys/process/timed_call.h). */
void pcsc_wait_end(struct pcsc_wait **wait, int limit_ms);

#endif
