/* The queue of messages from the thread that watches the readers (sys/pcsc/pcsc_wait.h). */
#ifndef SYS_PCSC_PCSC_NEWS_H
#define SYS_PCSC_PCSC_NEWS_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pcsc_news_kind {
	PCSC_NEWS_READERS, /* the present states of all readers */
	PCSC_NEWS_LOST,    /* there is no service, or it stopped; the thread keeps trying */
};

struct pcsc_news {
	enum pcsc_news_kind kind;
	bool first;   /* READERS: the first message since the service was found */
	bool polling; /* READERS: the list of readers is read once a second, because the service
	               * does not report new readers */
	/* READERS: in the service's order; freed by the receiver of the message. */
	struct reader_state *states;
	size_t count;
	uint32_t code; /* LOST: the PC/SC code of the failure */
};

/* Connects two threads: one posts messages, the other takes them and tells the first to stop. */
struct pcsc_news_queue;

/* Returns an empty queue, to be freed with pcsc_news_free; NULL with errno set if out of memory or
 * descriptors. */
struct pcsc_news_queue *pcsc_news_new(void);
/* Frees the queue and its messages, and sets *queue to NULL. */
void pcsc_news_free(struct pcsc_news_queue **queue);

/* Appends a message, whose states become the queue's. Waits while the queue is full. Once the queue
 * is stopped the message is discarded. */
void pcsc_news_post(struct pcsc_news_queue *queue, struct pcsc_news news);
/* Takes the oldest message. Returns false if there is none. */
bool pcsc_news_take(struct pcsc_news_queue *queue, struct pcsc_news *news);
/* Returns a descriptor that is readable while there are messages. */
int pcsc_news_fd(const struct pcsc_news_queue *queue);

/* Tells the posting thread to stop. */
void pcsc_news_stop(struct pcsc_news_queue *queue);
/* Returns true after pcsc_news_stop. */
bool pcsc_news_stopped(struct pcsc_news_queue *queue);
/* Returns a descriptor that is readable after pcsc_news_stop. */
int pcsc_news_stop_fd(const struct pcsc_news_queue *queue);

#endif
