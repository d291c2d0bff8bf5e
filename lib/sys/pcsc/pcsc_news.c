#include "sys/pcsc/pcsc_news.h"

#include "sys/process/wake_pipe.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

enum { QUEUE = 8 };

struct pcsc_news_queue {
	pthread_mutex_t lock; /* protects the members up to the next blank line */
	pthread_cond_t room;
	struct pcsc_news news[QUEUE];
	size_t head, waiting;
	bool stop;

	struct wake_pipe posted; /* written once for each message */
	struct wake_pipe stopped;
};

struct pcsc_news_queue *pcsc_news_new(void)
{
	struct pcsc_news_queue *queue = calloc(1, sizeof *queue);

	if (queue == NULL)
		return NULL;
	pthread_mutex_init(&queue->lock, NULL);
	pthread_cond_init(&queue->room, NULL);
	bool posted = wake_pipe_open(&queue->posted), stopped = wake_pipe_open(&queue->stopped);
	if (!posted || !stopped) {
		int error = errno;
		pcsc_news_free(&queue);
		errno = error;
	}
	return queue;
}

void pcsc_news_free(struct pcsc_news_queue **queue)
{
	struct pcsc_news news;

	if (*queue == NULL)
		return;
	while (pcsc_news_take(*queue, &news))
		free(news.states);
	wake_pipe_close(&(*queue)->posted);
	wake_pipe_close(&(*queue)->stopped);
	pthread_cond_destroy(&(*queue)->room);
	pthread_mutex_destroy(&(*queue)->lock);
	free(*queue);
	*queue = NULL;
}

void pcsc_news_post(struct pcsc_news_queue *queue, struct pcsc_news news)
{
	pthread_mutex_lock(&queue->lock);
	while (queue->waiting == QUEUE && !queue->stop)
		pthread_cond_wait(&queue->room, &queue->lock);
	bool taken = !queue->stop;
	if (taken)
		queue->news[(queue->head + queue->waiting++) % QUEUE] = news;
	pthread_mutex_unlock(&queue->lock);
	if (taken)
		wake_pipe_write(&queue->posted);
	else
		free(news.states);
}

bool pcsc_news_take(struct pcsc_news_queue *queue, struct pcsc_news *news)
{
	if (!wake_pipe_read(&queue->posted))
		return false;
	pthread_mutex_lock(&queue->lock);
	*news = queue->news[queue->head];
	queue->head = (queue->head + 1) % QUEUE;
	queue->waiting--;
	pthread_cond_signal(&queue->room);
	pthread_mutex_unlock(&queue->lock);
	return true;
}

int pcsc_news_fd(const struct pcsc_news_queue *queue)
{
	return wake_pipe_fd(&queue->posted);
}

void pcsc_news_stop(struct pcsc_news_queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->stop = true;
	pthread_cond_signal(&queue->room);
	pthread_mutex_unlock(&queue->lock);
	wake_pipe_write(&queue->stopped);
}

bool pcsc_news_stopped(struct pcsc_news_queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	bool stop = queue->stop;
	pthread_mutex_unlock(&queue->lock);
	return stop;
}

int pcsc_news_stop_fd(const struct pcsc_news_queue *queue)
{
	return wake_pipe_fd(&queue->stopped);
}
