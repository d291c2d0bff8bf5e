#include "sys/pcsc_wait.h"

#include "sys/pcsc.h"
#include "sys/socket_watch.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	QUEUE = 8,        /* news that may wait to be taken */
	ENTRIES_OLD = 16, /* what pcsc-lite before 2.5.0 takes in a call */
	LOOK_MS = 1000,
	WAIT_MS = 60000,
	FRUITLESS = 3, /* returns without news in a row that need no explanation */
	RETRY_FIRST_MS = 250,
	RETRY_MOST_MS = 10000,
	CANCEL_MS = 10,
};

struct pcsc_wait {
	pthread_t thread;
	pthread_mutex_t lock; /* of all up to the next blank line */
	pthread_cond_t room;
	struct pcsc_news queue[QUEUE];
	size_t head, waiting;
	bool stop, done;

	pthread_mutex_t context_lock; /* pcsc is there, or not, for pcsc_cancel */
	struct pcsc *pcsc;

	int news[2];    /* a byte for each of the queue */
	int stopped[2]; /* readable once the thread shall end */
	int ended[2];   /* readable once it did */

	/* The thread's own. */
	bool assume_pnp;
	bool pnp;             /* the service tells of new readers */
	uint16_t pnp_counter; /* its count of them; 0 where it has none */
	bool refused;         /* it takes at most ENTRIES_OLD entries */
	bool first;    /* nothing was posted yet since the service was found */
	bool posted;   /* this list of readers was */
	bool quick;    /* something happened: a reader may have come meanwhile, so look again soon */
	int fruitless; /* returns in a row that told nothing */
	struct reader_state *states; /* count of them, and room for the PnP entry; owned */
	struct reader_state *before; /* the same as they were when the wait began; owned */
	size_t count;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool must_stop(struct pcsc_wait *w)
{
	pthread_mutex_lock(&w->lock);
	bool stop = w->stop;
	pthread_mutex_unlock(&w->lock);
	return stop;
}

static void pause_for(struct pcsc_wait *w, int ms)
{
	poll(&(struct pollfd){.fd = w->stopped[0], .events = POLLIN}, 1, ms);
}

/* A pipe that is full tells as much as one more byte would. */
static void ring(int fd)
{
	if (write(fd, "", 1) < 0)
		return;
}

static void post(struct pcsc_wait *w, struct pcsc_news news)
{
	pthread_mutex_lock(&w->lock);
	while (w->waiting == QUEUE && !w->stop)
		pthread_cond_wait(&w->room, &w->lock);
	bool taken = !w->stop;
	if (taken)
		w->queue[(w->head + w->waiting++) % QUEUE] = news;
	pthread_mutex_unlock(&w->lock);
	if (taken)
		ring(w->news[1]);
	else
		free(news.states);
}

static uint32_t post_readers(struct pcsc_wait *w)
{
	struct reader_state *copy = calloc(w->count + 1, sizeof *copy);

	if (copy == NULL)
		return PCSC_E_NO_MEMORY;
	memcpy(copy, w->states, w->count * sizeof *copy);
	post(w, (struct pcsc_news){.kind = PCSC_NEWS_READERS,
	                           .first = w->first,
	                           .polling = !w->pnp,
	                           .states = copy,
	                           .count = w->count});
	w->first = false;
	w->posted = true;
	return PCSC_OK;
}

/* Asks for the states as they are, in parts that every service takes. */
static uint32_t look(struct pcsc_wait *w)
{
	for (size_t at = 0; at < w->count; at += ENTRIES_OLD) {
		size_t left = w->count - at;
		uint32_t code = pcsc_status_change(w->pcsc, w->states + at,
		                                   left < ENTRIES_OLD ? left : ENTRIES_OLD, 0);

		if (code != PCSC_OK && code != PCSC_E_TIMEOUT)
			return code;
	}
	return PCSC_OK;
}

static bool same_state(const struct reader_state *a, const struct reader_state *b)
{
	uint32_t differ = (a->bits ^ b->bits) & ~(uint32_t)READER_CHANGED;

	return strcmp(a->name, b->name) == 0 && differ == 0 && a->counter == b->counter &&
	       a->atr_length == b->atr_length && memcmp(a->atr, b->atr, a->atr_length) == 0;
}

static bool same_names(const struct pcsc_wait *w, const struct reader_names *names)
{
	if (names->count != w->count)
		return false;
	for (size_t i = 0; i < w->count; i++)
		if (strcmp(w->states[i].name, names->names[i]) != 0)
			return false;
	return true;
}

static struct reader_state known_state(const struct pcsc_wait *w, const char *name)
{
	struct reader_state unknown = {0};

	for (size_t i = 0; i < w->count; i++)
		if (strcmp(w->states[i].name, name) == 0)
			return w->states[i];
	memcpy(unknown.name, name, sizeof unknown.name);
	return unknown;
}

/* Takes over a new list; what is known of a reader stays, whatever its place. */
static bool take_names(struct pcsc_wait *w, const struct reader_names *names)
{
	struct reader_state *states = calloc(names->count + 1, sizeof *states);
	struct reader_state *before = calloc(names->count + 1, sizeof *before);

	if (states == NULL || before == NULL) {
		free(states);
		free(before);
		return false;
	}
	for (size_t i = 0; i < names->count; i++)
		states[i] = known_state(w, names->names[i]);
	free(w->states);
	free(w->before);
	w->states = states;
	w->before = before;
	w->count = names->count;
	w->posted = false;
	return true;
}

/* Compares the list of readers; posts where it is not what was posted last. */
static uint32_t compare_list(struct pcsc_wait *w)
{
	struct reader_names names = {0};
	uint32_t code = pcsc_readers(w->pcsc, &names);

	if (code == PCSC_OK && (w->first || !same_names(w, &names)) && !take_names(w, &names))
		code = PCSC_E_NO_MEMORY;
	reader_names_free(&names);
	if (code != PCSC_OK || w->posted)
		return code;
	w->quick = true;
	code = look(w);
	if (code != PCSC_OK)
		return code;
	w->fruitless = 0;
	return post_readers(w);
}

/* A reader that went while it was waited for is marked unknown. It leaves our list at once, so
 * that one which returned meanwhile under its name is seen as a new one. */
static void drop_gone(struct pcsc_wait *w)
{
	size_t kept = 0;

	for (size_t i = 0; i < w->count; i++)
		if (!(w->states[i].bits & READER_UNKNOWN))
			w->states[kept++] = w->states[i];
	w->count = kept;
}

static uint32_t take_return(struct pcsc_wait *w)
{
	size_t count = w->count;
	bool changed = false;

	for (size_t i = 0; i < count; i++)
		changed |= !same_state(&w->states[i], &w->before[i]);
	drop_gone(w);
	w->quick = true;
	if (!changed) {
		w->fruitless++;
		return PCSC_OK;
	}
	w->fruitless = 0;
	return post_readers(w);
}

/* With all of the old services' entries taken no reader can come, and one that goes wakes by its
 * own entry. */
static bool is_full(const struct pcsc_wait *w)
{
	return w->refused && w->count == ENTRIES_OLD;
}

static int wait_time(const struct pcsc_wait *w)
{
	if (!w->pnp)
		return LOOK_MS;
	/* With its count given back, the service tells of readers that came between two calls. */
	return w->quick && w->pnp_counter == 0 && !is_full(w) ? LOOK_MS : WAIT_MS;
}

static void add_pnp(struct pcsc_wait *w)
{
	w->states[w->count] = (struct reader_state){.name = PCSC_PNP, .counter = w->pnp_counter};
}

/* More readers than the service takes in a call: no wait is possible. */
static uint32_t look_at_many(struct pcsc_wait *w)
{
	pause_for(w, LOOK_MS);
	uint32_t code = look(w);
	if (code == PCSC_OK)
		code = take_return(w);
	w->fruitless = 0;
	return code;
}

static uint32_t wait_once(struct pcsc_wait *w)
{
	bool with_pnp = w->pnp && !is_full(w);
	size_t entries = w->count + with_pnp;

	memcpy(w->before, w->states, w->count * sizeof *w->before);
	if (w->refused && w->count > ENTRIES_OLD)
		return look_at_many(w);
	if (entries == 0) {
		pause_for(w, LOOK_MS);
		return PCSC_OK;
	}
	if (with_pnp)
		add_pnp(w);
	int limit = wait_time(w);
	int64_t began = now_ms();
	uint32_t code = pcsc_status_change(w->pcsc, w->states, entries, (uint32_t)limit);
	if (code == PCSC_E_TIMEOUT) {
		w->quick = false;
		w->fruitless = now_ms() - began < limit / 2 ? w->fruitless + 1 : 0;
		return PCSC_OK;
	}
	if (code == PCSC_E_INVALID_PARAMETER && entries > ENTRIES_OLD && !w->refused) {
		w->refused = true;
		return PCSC_OK;
	}
	if (code == PCSC_OK) {
		if (with_pnp)
			w->pnp_counter = w->states[w->count].counter;
		return take_return(w);
	}
	return code;
}

/* A reader that went is no failure: the list is asked for again. Where that does not help, the name
 * that the service does not know is the one that stands for the list. */
static uint32_t tolerate(struct pcsc_wait *w, uint32_t code)
{
	if (code != PCSC_E_UNKNOWN_READER && code != PCSC_E_READER_UNAVAILABLE &&
	    code != PCSC_E_CANCELLED)
		return code;
	if (++w->fruitless > FRUITLESS)
		w->pnp &= code != PCSC_E_UNKNOWN_READER;
	return w->fruitless > 2 * FRUITLESS ? code : PCSC_OK;
}

/* Watches as long as the service is there and nobody says stop. */
static uint32_t watch(struct pcsc_wait *w)
{
	w->first = true;
	w->posted = false;
	w->refused = false;
	w->fruitless = 0;
	w->count = 0;
	uint32_t code = pcsc_pnp(w->pcsc, &w->pnp, &w->pnp_counter);
	w->pnp |= w->assume_pnp;
	while (code == PCSC_OK && !must_stop(w)) {
		code = tolerate(w, compare_list(w));
		if (code == PCSC_OK && w->posted)
			code = tolerate(w, wait_once(w));
		if (w->fruitless > FRUITLESS)
			pause_for(w, LOOK_MS / 4);
	}
	return code;
}

static uint32_t connect_and_watch(struct pcsc_wait *w, bool *connected)
{
	struct pcsc *pcsc;
	uint32_t code = pcsc_open(&pcsc);

	*connected = code == PCSC_OK;
	if (code != PCSC_OK)
		return code;
	pthread_mutex_lock(&w->context_lock);
	w->pcsc = pcsc;
	pthread_mutex_unlock(&w->context_lock);
	code = watch(w);
	pthread_mutex_lock(&w->context_lock);
	w->pcsc = NULL;
	pthread_mutex_unlock(&w->context_lock);
	pcsc_close(&pcsc);
	return code;
}

/* Waits before the service is asked for again. True where its socket has appeared meanwhile. */
static bool pause_without_service(struct pcsc_wait *w, int ms)
{
	struct pollfd fds[] = {{.fd = w->stopped[0], .events = POLLIN},
	                       {.fd = socket_watch_open(), .events = POLLIN}};
	int64_t end = now_ms() + ms;
	bool seen = false;

	while (!seen && now_ms() < end) {
		if (poll(fds, 2, (int)(end - now_ms())) <= 0 || fds[0].revents != 0)
			break;
		seen = socket_watch_seen(fds[1].fd);
	}
	if (fds[1].fd >= 0)
		close(fds[1].fd);
	return seen;
}

static void *run(void *self)
{
	struct pcsc_wait *w = self;
	int pause = RETRY_FIRST_MS;
	uint32_t told = PCSC_OK;

	while (!must_stop(w)) {
		bool connected;
		uint32_t code = connect_and_watch(w, &connected);

		if (connected && !w->first) {
			pause = RETRY_FIRST_MS;
			told = PCSC_OK;
		}
		if (code != told)
			post(w, (struct pcsc_news){.kind = PCSC_NEWS_LOST, .code = code});
		told = code;
		if (pause_without_service(w, pause))
			pause = RETRY_FIRST_MS;
		pause = pause * 2 < RETRY_MOST_MS ? pause * 2 : RETRY_MOST_MS;
	}
	pthread_mutex_lock(&w->lock);
	w->done = true;
	pthread_mutex_unlock(&w->lock);
	ring(w->ended[1]);
	return NULL;
}

/* Signals are for the thread that has something to do with them. */
static bool start_thread(pthread_t *thread, void *(*body)(void *), struct pcsc_wait *w)
{
	sigset_t all, old;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	int error = pthread_create(thread, NULL, body, w);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return error == 0;
}

static bool open_pipe(int ends[2])
{
	if (pipe(ends) != 0) {
		ends[0] = ends[1] = -1;
		return false;
	}
	for (int i = 0; i < 2; i++) {
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		fcntl(ends[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

static void close_pipe(const int ends[2])
{
	for (int i = 0; i < 2; i++)
		if (ends[i] >= 0)
			close(ends[i]);
}

static void discard(struct pcsc_wait *w)
{
	struct pcsc_news news;

	while (pcsc_wait_take(w, &news))
		free(news.states);
	close_pipe(w->news);
	close_pipe(w->stopped);
	close_pipe(w->ended);
	pthread_cond_destroy(&w->room);
	pthread_mutex_destroy(&w->lock);
	pthread_mutex_destroy(&w->context_lock);
	free(w->states);
	free(w->before);
	free(w);
}

struct pcsc_wait *pcsc_wait_new(bool assume_pnp)
{
	struct pcsc_wait *w = calloc(1, sizeof *w);

	if (w == NULL)
		return NULL;
	w->assume_pnp = assume_pnp;
	pthread_mutex_init(&w->lock, NULL);
	pthread_mutex_init(&w->context_lock, NULL);
	pthread_cond_init(&w->room, NULL);
	bool news = open_pipe(w->news), stopped = open_pipe(w->stopped), ended = open_pipe(w->ended);
	if (!news || !stopped || !ended || !start_thread(&w->thread, run, w)) {
		discard(w);
		return NULL;
	}
	return w;
}

int pcsc_wait_fd(const struct pcsc_wait *wait)
{
	return wait->news[0];
}

bool pcsc_wait_take(struct pcsc_wait *wait, struct pcsc_news *news)
{
	char byte;

	if (read(wait->news[0], &byte, 1) != 1)
		return false;
	pthread_mutex_lock(&wait->lock);
	*news = wait->queue[wait->head];
	wait->head = (wait->head + 1) % QUEUE;
	wait->waiting--;
	pthread_cond_signal(&wait->room);
	pthread_mutex_unlock(&wait->lock);
	return true;
}

/* SCardCancel does nothing while the thread is not yet in its wait, so it is repeated; and it may
 * itself not come back, so it has a thread of its own. */
static void *cancel(void *self)
{
	struct pcsc_wait *w = self;
	bool done = false;

	while (!done) {
		pthread_mutex_lock(&w->context_lock);
		if (w->pcsc != NULL)
			pcsc_cancel(w->pcsc);
		pthread_mutex_unlock(&w->context_lock);
		poll(NULL, 0, CANCEL_MS);
		pthread_mutex_lock(&w->lock);
		done = w->done;
		pthread_mutex_unlock(&w->lock);
	}
	return NULL;
}

bool pcsc_wait_end(struct pcsc_wait **wait, int limit_ms)
{
	struct pcsc_wait *w = *wait;
	pthread_t canceller;

	if (w == NULL)
		return true;
	*wait = NULL;
	pthread_mutex_lock(&w->lock);
	w->stop = true;
	pthread_cond_signal(&w->room);
	pthread_mutex_unlock(&w->lock);
	ring(w->stopped[1]);
	bool cancels = start_thread(&canceller, cancel, w);
	bool ended = poll(&(struct pollfd){.fd = w->ended[0], .events = POLLIN}, 1, limit_ms) > 0;
	if (!ended)
		return false;
	pthread_join(w->thread, NULL);
	if (cancels)
		pthread_join(canceller, NULL);
	discard(w);
	return true;
}
