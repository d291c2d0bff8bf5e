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

/* Readable while news wait. */
int pcsc_wait_fd(const struct pcsc_wait *wait);

/* The oldest news; false if there are none. A few wait in a queue; when it is full, so does the
 * thread: the counters then tell what was not seen. */
bool pcsc_wait_take(struct pcsc_wait *wait, struct pcsc_news *news);

/* Ends the thread. Where it is in a PC/SC call that does not come back within limit_ms, it is left
 * behind (sys/process/timed_call.h). */
void pcsc_wait_end(struct pcsc_wait **wait, int limit_ms);

#endif
