#include "sys/pcsc/pcsc_wait.h"

#include "sys/process/thread.h"
#include "sys/process/wake_pipe.h"
#include "sys/clock.h"
#include "sys/process/timed_call.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_watch.h"
#include "sys/pcsc/socket_watch.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>

enum {
	RETRY_FIRST_MS = 250,
	RETRY_MOST_MS = 10000,
	CANCEL_MS = 10,
};

struct pcsc_wait {
	pthread_t thread;
	struct pcsc_news_queue *news; /* owned */
	struct pcsc_watch *watch;     /* the thread's; owned */
	struct wake_pipe ended;       /* written by the thread just before it ends */

	pthread_mutex_t lock; /* for the members below; pcsc is for pcsc_cancel */
	struct pcsc *pcsc;
	bool done;
};

static void set_context(struct pcsc_wait *w, struct pcsc *pcsc)
{
	pthread_mutex_lock(&w->lock);
	w->pcsc = pcsc;
	pthread_mutex_unlock(&w->lock);
}

static uint32_t connect_and_watch(struct pcsc_wait *w, bool *posted)
{
	struct pcsc *pcsc;
	uint32_t code = pcsc_open(&pcsc, (struct pcsc_limit){0});

	*posted = false;
	if (code != PCSC_OK)
		return code;
	set_context(w, pcsc);
	code = pcsc_watch_run(w->watch, pcsc, posted);
	set_context(w, NULL);
	pcsc_close(&pcsc);
	return code;
}

/* Waits before the next attempt to reach the service. Returns true if its socket may have
 * appeared. */
static bool pause_without_service(struct pcsc_wait *w, int watch, int ms)
{
	struct pollfd fds[] = {{.fd = pcsc_news_stop_fd(w->news), .events = POLLIN},
	                       {.fd = watch, .events = POLLIN}};
	uint64_t end = clock_ms() + (uint64_t)ms, now;
	bool seen = false;

	while (!seen && (now = clock_ms()) < end) {
		if (poll(fds, 2, (int)(end - now)) <= 0 || fds[0].revents != 0)
			break;
		seen = socket_watch_seen(watch);
	}
	return seen;
}

/* The socket may appear between an attempt to connect and the start of the watch, so the watch is
 * started first, and a second attempt is made before the wait. */
static void *run(void *self)
{
	struct pcsc_wait *w = self;
	int pause = RETRY_FIRST_MS, watch = -1;
	uint32_t reported = PCSC_OK;

	while (!pcsc_news_stopped(w->news)) {
		bool posted;
		uint32_t code = connect_and_watch(w, &posted);

		if (posted) {
			socket_watch_close(&watch);
			pause = RETRY_FIRST_MS;
			reported = PCSC_OK;
		}
		if (code != reported)
			pcsc_news_post(w->news,
			               (struct pcsc_news){.kind = PCSC_NEWS_LOST, .code = code});
		reported = code;
		if (watch < 0 && !posted && socket_watch_open(&watch))
			continue;
		if (pause_without_service(w, watch, pause)) {
			/* Perhaps only a directory on the path to the socket appeared: choose again
			 * what to watch. */
			socket_watch_close(&watch);
			pause = RETRY_FIRST_MS;
		} else {
			pause = pause * 2 < RETRY_MOST_MS ? pause * 2 : RETRY_MOST_MS;
		}
	}
	socket_watch_close(&watch);
	pthread_mutex_lock(&w->lock);
	w->done = true;
	pthread_mutex_unlock(&w->lock);
	wake_pipe_write(&w->ended);
	return NULL;
}

static void discard(struct pcsc_wait *w)
{
	pcsc_watch_free(&w->watch);
	pcsc_news_free(&w->news);
	wake_pipe_close(&w->ended);
	pthread_mutex_destroy(&w->lock);
	free(w);
}

struct pcsc_wait *pcsc_wait_new(bool assume_pnp)
{
	struct pcsc_wait *w = calloc(1, sizeof *w);

	if (w == NULL)
		return NULL;
	pthread_mutex_init(&w->lock, NULL);
	if (wake_pipe_open(&w->ended) && (w->news = pcsc_news_new()) != NULL &&
	    (w->watch = pcsc_watch_new(w->news, assume_pnp)) != NULL &&
	    thread_start(&w->thread, run, w))
		return w;
	int error = errno;
	discard(w);
	errno = error;
	return NULL;
}

int pcsc_wait_fd(const struct pcsc_wait *wait)
{
	return pcsc_news_fd(wait->news);
}

bool pcsc_wait_take(struct pcsc_wait *wait, struct pcsc_news *news)
{
	return pcsc_news_take(wait->news, news);
}

/* SCardCancel has no effect while the thread is not yet in its wait, so it is repeated. It may
 * block itself, so it has a thread of its own. */
static void *cancel(void *self)
{
	struct pcsc_wait *w = self;
	bool done = false;

	while (!done) {
		pthread_mutex_lock(&w->lock);
		if (w->pcsc != NULL)
			pcsc_cancel(w->pcsc);
		pthread_mutex_unlock(&w->lock);
		poll(NULL, 0, CANCEL_MS);
		pthread_mutex_lock(&w->lock);
		done = w->done;
		pthread_mutex_unlock(&w->lock);
	}
	return NULL;
}

void pcsc_wait_end(struct pcsc_wait **wait, int limit_ms)
{
	struct pcsc_wait *w = *wait;
	pthread_t canceller;

	if (w == NULL)
		return;
	*wait = NULL;
	pcsc_news_stop(w->news);
	bool cancels = thread_start(&canceller, cancel, w);
	if (!clock_wait(wake_pipe_fd(&w->ended), limit_ms)) {
		timed_call_abandon();
		return;
	}
	pthread_join(w->thread, NULL);
	if (cancels)
		pthread_join(canceller, NULL);
	discard(w);
}
