#include "stress.h"

#include "base/escape.h"
#include "sys/pcsc.h"
#include "sys/pcsc_error.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* GET DATA of the card production life cycle (GlobalPlatform Card Specification, 11.3): it only
 * reads, selects nothing, and a card that does not know it says so. */
static const uint8_t command[] = {0x80, 0xCA, 0x9F, 0x7F, 0x00};

/* What a worker says of itself, written to the pipe at once: shorter than PIPE_BUF. */
struct rate {
	size_t index;
	char reader[READER_NAME_SIZE];
	uint64_t commands; /* since the card came */
	double per_second; /* since the last rate */
	uint8_t sw[2];     /* of the last answer */
	uint32_t code;     /* why it ended; PCSC_OK: it goes on */
	bool ended;
};

struct stress {
	pthread_mutex_t lock; /* of stop */
	bool stop;
	unsigned workers; /* started and not ended; the owner's */
	int rates[2];
};

struct worker {
	struct stress *stress;
	struct rate rate;
	double began; /* of the current second */
	uint64_t counted;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void tell(struct worker *worker)
{
	double time = now();

	if (time > worker->began)
		worker->rate.per_second =
		    (double)(worker->rate.commands - worker->counted) / (time - worker->began);
	worker->began = time;
	worker->counted = worker->rate.commands;
	/* Blocks while the pipe is full: nobody reads, so nothing is urgent. */
	ssize_t written = write(worker->stress->rates[1], &worker->rate, sizeof worker->rate);
	(void)written;
}

static bool must_stop(struct stress *stress)
{
	pthread_mutex_lock(&stress->lock);
	bool stop = stress->stop;
	pthread_mutex_unlock(&stress->lock);
	return stop;
}

static uint32_t repeat(struct worker *worker, struct card *card)
{
	static _Thread_local uint8_t response[CARD_RESPONSE_MAX];
	uint32_t code = card->connect(card->self, CARD_SHARED, CARD_T0 | CARD_T1);

	worker->began = now();
	while (code == PCSC_OK && !must_stop(worker->stress)) {
		size_t length;

		code = card->transmit(card->self, command, sizeof command, response, &length);
		if (code == PCSC_OK) {
			worker->rate.commands++;
			if (length >= 2)
				memcpy(worker->rate.sw, response + length - 2, 2);
		}
		if (now() - worker->began >= 1)
			tell(worker);
	}
	return code;
}

static void *work(void *self)
{
	struct worker *worker = self;
	struct pcsc *pcsc;
	uint32_t code = pcsc_open(&pcsc);

	if (code == PCSC_OK) {
		struct card *card = pcsc_card_new(pcsc, worker->rate.reader);

		code = card != NULL ? repeat(worker, card) : PCSC_E_NO_MEMORY;
		if (card != NULL)
			pcsc_card_free(&card);
	}
	pcsc_close(&pcsc);
	worker->rate.code = code;
	worker->rate.ended = true;
	tell(worker);
	free(worker);
	return NULL;
}

struct stress *stress_new(void)
{
	struct stress *stress = calloc(1, sizeof *stress);

	if (stress == NULL || pipe(stress->rates) != 0) {
		free(stress);
		return NULL;
	}
	pthread_mutex_init(&stress->lock, NULL);
	for (int i = 0; i < 2; i++)
		fcntl(stress->rates[i], F_SETFD, FD_CLOEXEC);
	return stress;
}

void stress_card(struct stress *stress, size_t index, const char *reader)
{
	struct worker *worker = calloc(1, sizeof *worker);
	pthread_t thread;
	sigset_t all, old;

	if (worker == NULL)
		return;
	worker->stress = stress;
	worker->rate.index = index;
	snprintf(worker->rate.reader, sizeof worker->rate.reader, "%s", reader);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	int error = pthread_create(&thread, NULL, work, worker);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (error != 0) {
		free(worker);
		return;
	}
	pthread_detach(thread);
	stress->workers++;
}

int stress_fd(const struct stress *stress)
{
	return stress->rates[0];
}

static bool take(struct stress *stress, struct rate *rate)
{
	if (read(stress->rates[0], rate, sizeof *rate) != (ssize_t)sizeof *rate)
		return false;
	if (rate->ended)
		stress->workers--;
	return true;
}

void stress_show(struct stress *stress, FILE *out)
{
	char name[4 * READER_NAME_SIZE];
	struct rate rate;

	if (!take(stress, &rate))
		return;
	escape_terminal(name, sizeof name, rate.reader, strlen(rate.reader));
	fprintf(out, " Reader %zu: %s: %llu commands, %.0f a second, last answer %02X %02X", rate.index,
	        name, (unsigned long long)rate.commands, rate.per_second, rate.sw[0], rate.sw[1]);
	if (rate.ended && rate.code != PCSC_OK)
		fprintf(out, "; ended: %s", pcsc_error_text(rate.code));
	fputc('\n', out);
}

bool stress_free(struct stress **out, int limit_ms)
{
	struct stress *stress = *out;
	struct rate rate;

	if (stress == NULL)
		return true;
	*out = NULL;
	pthread_mutex_lock(&stress->lock);
	stress->stop = true;
	pthread_mutex_unlock(&stress->lock);
	while (stress->workers > 0) {
		struct pollfd fd = {.fd = stress->rates[0], .events = POLLIN};

		if (poll(&fd, 1, limit_ms) <= 0 || !take(stress, &rate))
			return false;
	}
	/* A worker that told its end may not have returned from that yet: the lock and the write end
	 * stay, but nothing else of it is in use. */
	close(stress->rates[0]);
	close(stress->rates[1]);
	pthread_mutex_destroy(&stress->lock);
	free(stress);
	return true;
}
