/* Watches the readers while the service is available: the work of the thread of
 * sys/pcsc/pcsc_wait.c. */
#ifndef SYS_PCSC_PCSC_WATCH_H
#define SYS_PCSC_PCSC_WATCH_H

#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_news.h"

struct pcsc_watch;

/* assume_pnp is that of pcsc_wait_new. Returns NULL if out of memory. */
struct pcsc_watch *pcsc_watch_new(struct pcsc_news_queue *news, bool assume_pnp);
void pcsc_watch_free(struct pcsc_watch **watch);

/* Posts news until the queue is stopped (usually PCSC_OK) or the service fails (its code). *posted
 * is set if any were posted. */
uint32_t pcsc_watch_run(struct pcsc_watch *watch, struct pcsc *pcsc, bool *posted);

#endif
