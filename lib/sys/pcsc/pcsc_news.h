/* Messages from the thread that waits for readers, and their queue. */
#ifndef SYS_PCSC_PCSC_NEWS_H
#define SYS_PCSC_PCSC_NEWS_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pcsc_news_kind {
	PCSC_NEWS_READERS, /* all readers as they are now */
	PCSC_NEWS_LOST,    /* no service, or it stopped; the thread keeps trying */
};

struct pcsc_news {
	enum pcsc_news_kind kind;
	bool first;   /* READERS: the first since the service was found; nothing is older */
	bool polling; /* READERS: the list is read once a second, as the service does not report
	               * new readers */
	struct reader_state
		*states; /* READERS: in the service's order; whoever takes the news frees */
	size_t count;
	uint32_t code; /* LOST: why, as sys/pcsc/pcsc_error.h words it */
};

/* Between two threads: one posts, the other takes and says when to stop. */
struct pcsc_news_queue;

/* Returns NULL if out of memory or descriptors. */
struct pcsc_news_queue *pcsc_news_new(void);
void pcsc_news_free(struct pcsc_news_queue **queue);

/* Adds news, whose states become the queue's. Waits while the queue is full. */
void pcsc_news_post(struct pcsc_news_queue *queue, struct pcsc_news news);
/* Takes the oldest news; returns false if there are none. */
bool pcsc_news_take(struct pcsc_news_queue *queue, struct pcsc_news *news);
/* Returns a descriptor that is readable while there are news. */
int pcsc_news_fd(const struct pcsc_news_queue *queue);

/* Ends the posting of news. */
void pcsc_news_stop(struct pcsc_news_queue *queue);
bool pcsc_news_stopped(struct pcsc_news_queue *queue);
/* Returns a descriptor that is readable after pcsc_news_stop. */
int pcsc_news_stop_fd(const struct pcsc_news_queue *queue);

#endif
