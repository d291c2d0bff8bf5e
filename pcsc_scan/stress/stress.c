#include "pcsc_scan/stress/stress.h"

#include "base/card.h"
#include "sys/clock.h"
#include "sys/memory.h"
#include "sys/pcsc/pcsc.h"
#include "sys/process/thread.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The test of one card. Its thread fills in the report, with the lock held. */
struct worker {
	struct stress *stress;
	struct worker *next;
	struct stress_report report;
	double began, last;
	uint64_t counted; /* responses at the last report */
	bool summed_up;   /* its summary was shown before it ended */
	uint8_t response[CARD_RESPONSE_MAX];
};

/* What a worker writes to the pipe; shorter than PIPE_BUF, so that it is written atomically. */
struct news {
	struct worker *worker;
	bool ended; /* the last message of this worker, which uses nothing afterwards */
};

struct stress {
	pthread_mutex_t lock; /* protects stop and all reports */
	bool stop;
	const uint8_t *command;
	size_t length;
	struct worker *workers;     /* whose end was not yet read from the pipe */
	struct stress_report *copy; /* copy of the report returned last; owned */
	int news[2];
};

static double seconds(const struct timespec *time)
{
	return (double)time->tv_sec + (double)time->tv_nsec / 1e9;
}

static void announce(struct worker *worker, bool ended)
{
	struct news news = {.worker = worker, .ended = ended};

	/* Blocks while the pipe is full, which does not matter: the reports are not urgent. */
	ssize_t written = write(worker->stress->news[1], &news, sizeof news);
	(void)written;
}

/* Counts a response, and announces a report once a second. Returns false if the test is to stop. */
static bool count_response(struct worker *worker, const struct timespec *sent,
                           const uint8_t *response, size_t length)
{
	struct stress_report *report = &worker->report;
	struct timespec now = clock_now();
	int64_t ns =
		(int64_t)(now.tv_sec - sent->tv_sec) * 1000000000 + now.tv_nsec - sent->tv_nsec;
	bool due = seconds(&now) - worker->last >= 1;

	pthread_mutex_lock(&worker->stress->lock);
	latency_add(&report->latency, ns > 0 ? (uint64_t)ns : 0);
	report->answered = length >= 2;
	if (report->answered)
		memcpy(report->sw, response + length - 2, 2);
	report->seconds = seconds(&now) - worker->began;
	if (due) {
		report->per_second = (double)(report->latency.count - worker->counted) /
			(seconds(&now) - worker->last);
		worker->counted = report->latency.count;
		worker->last = seconds(&now);
	}
	bool stop = worker->stress->stop;
	pthread_mutex_unlock(&worker->stress->lock);
	if (due && !stop)
		announce(worker, false);
	return !stop;
}

static uint32_t repeat(struct worker *worker, struct card *card)
{
	uint8_t *response = worker->response;
	uint32_t code = card->connect(card->self, CARD_SHARED, CARD_T0 | CARD_T1);
	struct timespec sent = clock_now();
	bool goes_on = true;

	worker->began = worker->last = seconds(&sent);
	while (code == PCSC_OK && goes_on) {
		size_t length;

		sent = clock_now();
		code = card->transmit(card->self, worker->report.command,
		                      worker->report.command_length, response, &length);
		if (code == PCSC_OK)
			goes_on = count_response(worker, &sent, response, length);
	}
	return code;
}

static void *work(void *self)
{
	struct worker *worker = self;
	struct pcsc *pcsc;
	uint32_t code = pcsc_open(&pcsc, (struct pcsc_limit){0});

	if (code == PCSC_OK) {
		struct card *card = pcsc_card_new(pcsc, worker->report.reader);

		code = card != NULL ? repeat(worker, card) : PCSC_E_NO_MEMORY;
		if (card != NULL)
			pcsc_card_free(&card);
	}
	pcsc_close(&pcsc);
	pthread_mutex_lock(&worker->stress->lock);
	worker->report.code = code;
	pthread_mutex_unlock(&worker->stress->lock);
	announce(worker, true);
	return NULL;
}

struct stress *stress_new(const uint8_t *command, size_t length)
{
	struct stress *stress = calloc(1, sizeof *stress);

	if (stress == NULL)
		return NULL;
	stress->command = command;
	stress->length = length;
	stress->copy = calloc(1, sizeof *stress->copy);
	if (stress->copy == NULL || pipe(stress->news) != 0) {
		free(stress->copy);
		free(stress);
		return NULL;
	}
	pthread_mutex_init(&stress->lock, NULL);
	for (int i = 0; i < 2; i++)
		fcntl(stress->news[i], F_SETFD, FD_CLOEXEC);
	return stress;
}

void stress_card(struct stress *stress, size_t index, const char *reader)
{
	struct worker *worker = calloc(1, sizeof *worker);
	pthread_t thread;

	if (worker == NULL) {
		memory_ran_out();
		return;
	}
	worker->stress = stress;
	worker->report.index = index;
	worker->report.command = stress->command;
	worker->report.command_length = stress->length;
	memcpy(worker->report.reader, reader, strnlen(reader, READER_NAME_SIZE - 1));
	if (!thread_start(&thread, work, worker)) {
		memory_no_thread(errno);
		free(worker);
		return;
	}
	pthread_detach(thread);
	worker->next = stress->workers;
	stress->workers = worker;
}

int stress_fd(const struct stress *stress)
{
	return stress->news[0];
}

static const struct stress_report *copy_report(struct stress *stress, const struct worker *worker,
                                               bool last)
{
	struct stress_report *report = stress->copy;

	pthread_mutex_lock(&stress->lock);
	*report = worker->report;
	pthread_mutex_unlock(&stress->lock);
	report->ended = last;
	if (last)
		report->per_second =
			report->seconds > 0 ? (double)report->latency.count / report->seconds : 0;
	return report;
}

static void remove_worker(struct stress *stress, struct worker *worker)
{
	struct worker **at = &stress->workers;

	while (*at != worker)
		at = &(*at)->next;
	*at = worker->next;
	free(worker);
}

const struct stress_report *stress_take(struct stress *stress)
{
	struct news news;

	if (read(stress->news[0], &news, sizeof news) != (ssize_t)sizeof news)
		return NULL;
	const struct stress_report *report = copy_report(stress, news.worker, news.ended);
	if (news.ended)
		remove_worker(stress, news.worker);
	return report;
}

void stress_stop(struct stress *stress)
{
	pthread_mutex_lock(&stress->lock);
	stress->stop = true;
	pthread_mutex_unlock(&stress->lock);
}

/* Returns the report of a card that is blocked in a call and has no summary yet; NULL if there is
 * none. */
static const struct stress_report *find_stuck(struct stress *stress)
{
	for (struct worker *worker = stress->workers; worker != NULL; worker = worker->next)
		if (!worker->summed_up) {
			worker->summed_up = true;
			return copy_report(stress, worker, true);
		}
	return NULL;
}

const struct stress_report *stress_summary(struct stress *stress, int limit_ms)
{
	struct pollfd fd = {.fd = stress->news[0], .events = POLLIN};
	const struct stress_report *report = NULL;

	/* Skip the reports announced before: the summary covers them. */
	while (stress->workers != NULL && !stress->workers->summed_up &&
	       (report == NULL || !report->ended) && poll(&fd, 1, limit_ms) > 0)
		report = stress_take(stress);
	return report != NULL && report->ended ? report : find_stuck(stress);
}

bool stress_free(struct stress **out_stress)
{
	struct stress *stress = *out_stress;

	if (stress == NULL)
		return true;
	*out_stress = NULL;
	free(stress->copy);
	if (stress->workers != NULL)
		return false;
	close(stress->news[0]);
	close(stress->news[1]);
	pthread_mutex_destroy(&stress->lock);
	free(stress);
	return true;
}
