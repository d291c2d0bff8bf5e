/* The look at the readers, again and again, as long as the service is there: what the thread of
 * sys/pcsc/pcsc_wait.c does. */
#ifndef SYS_PCSC_PCSC_LOOK_H
#define SYS_PCSC_PCSC_LOOK_H

#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_news.h"

struct pcsc_look;

/* assume_pnp as of pcsc_wait_new. NULL: out of memory. */
struct pcsc_look *pcsc_look_new(struct pcsc_news_queue *news, bool assume_pnp);
void pcsc_look_free(struct pcsc_look **look);

/* Posts what is seen until nobody wants it any more (PCSC_OK, mostly) or the service fails (its
 * code). *posted tells whether there was anything. */
uint32_t pcsc_look_run(struct pcsc_look *look, struct pcsc *pcsc, bool *posted);

#endif
