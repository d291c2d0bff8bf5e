/* Watches the readers as long as the service is available: the work of the thread of
 * sys/pcsc/pcsc_wait.h. */
#ifndef SYS_PCSC_PCSC_WATCH_H
#define SYS_PCSC_PCSC_WATCH_H

#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_news.h"

struct pcsc_watch;

/* Returns a watch that posts to news, which must outlive it; to be freed with pcsc_watch_free.
 * assume_pnp is that of pcsc_wait_new. NULL if out of memory. */
struct pcsc_watch *pcsc_watch_new(struct pcsc_news_queue *news, bool assume_pnp);
/* Frees the watch and sets *watch to NULL. */
void pcsc_watch_free(struct pcsc_watch **watch);

/* Posts messages until the queue is stopped or the service fails. Returns the code of the failure,
 * else usually PCSC_OK. Sets *posted to whether a message was posted. */
uint32_t pcsc_watch_run(struct pcsc_watch *watch, struct pcsc *pcsc, bool *posted);

#endif
