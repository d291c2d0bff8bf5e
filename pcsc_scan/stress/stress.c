#include "pcsc_scan/stress/stress.h"

#include "base/bytes.h"
#include "pcsc_scan/stress/stress_report.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/terminal/term.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

const uint8_t stress_command[] = {0x80, 0xCA, 0x9F, 0x7F, 0x00};

/* One card. Its thread fills the report, under the lock. */
struct worker {
	struct stress *stress;
	struct worker *next;
	struct stress_report report;
	double began, last;
	uint64_t counted; /* at the last report */
};

/* What a worker writes to the pipe, at once: shorter than PIPE_BUF. */
struct news {
	struct worker *worker;
	bool ended; /* the last of this worker, which touches nothing after it */
};

struct stress {
	pthread_mutex_t lock; /* of stop, and of all reports */
	bool stop;
	const uint8_t *command;
	size_t length;
	struct worker *workers;     /* whose end was not taken from the pipe yet; the owner's */
	struct json *json;          /* NULL: text */
	struct stress_report *copy; /* of the report that is written; owned */
	int news[2];
};

static double seconds(const struct timespec *time)
{
	return (double)time->tv_sec + (double)time->tv_nsec / 1e9;
}

static struct timespec clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now;
}

static void tell(struct worker *worker, bool ended)
{
	struct news news = {.worker = worker, .ended = ended};

	/* Blocks while the pipe is full: nobody reads, so nothing is urgent. */
	ssize_t written = write(worker->stress->news[1], &news, sizeof news);
	(void)written;
}

/* Counts an answer; once a second it is told. False where it is to stop. */
static bool count(struct worker *worker, const struct timespec *sent, const uint8_t *response,
                  size_t length)
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
		tell(worker, false);
	return !stop;
}

static uint32_t repeat(struct worker *worker, struct card *card)
{
	static _Thread_local uint8_t response[CARD_RESPONSE_MAX];
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
			goes_on = count(worker, &sent, response, length);
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
	tell(worker, true);
	return NULL;
}

struct stress *stress_new(const uint8_t *command, size_t length, bool json)
{
	struct stress *stress = calloc(1, sizeof *stress);

	if (stress == NULL)
		return NULL;
	stress->command = command;
	stress->length = length;
	stress->copy = calloc(1, sizeof *stress->copy);
	if (json)
		stress->json = json_new();
	if (stress->copy == NULL || (json && stress->json == NULL) || pipe(stress->news) != 0) {
		(void)memory_sufficed(json_is_whole(stress->json));
		json_free(&stress->json);
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
	sigset_t all, old;

	if (worker == NULL)
		return;
	worker->stress = stress;
	worker->report.index = index;
	worker->report.command = stress->command;
	worker->report.command_length = stress->length;
	memcpy(worker->report.reader, reader, strnlen(reader, READER_NAME_SIZE - 1));
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	int error = pthread_create(&thread, NULL, work, worker);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (error != 0) {
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

static void report(struct stress *stress, const struct worker *worker, bool last, FILE *out)
{
	struct stress_report *copy = stress->copy;

	pthread_mutex_lock(&stress->lock);
	*copy = worker->report;
	pthread_mutex_unlock(&stress->lock);
	copy->ended = last;
	if (last)
		copy->per_second =
			copy->seconds > 0 ? (double)copy->latency.count / copy->seconds : 0;
	if (stress->json != NULL)
		stress_report_json(copy, stress->json, out);
	else
		stress_report_text(copy,
		                   &(struct layout){.palette = &palette_plain,
		                                    .width = term_width(STDOUT_FILENO)},
		                   out);
}

static void remove_worker(struct stress *stress, struct worker *worker)
{
	struct worker **at = &stress->workers;

	while (*at != worker)
		at = &(*at)->next;
	*at = worker->next;
	free(worker);
}

static bool take(struct stress *stress, FILE *out)
{
	struct news news;

	if (read(stress->news[0], &news, sizeof news) != (ssize_t)sizeof news)
		return false;
	/* Once it is to end, summaries are enough. */
	if (news.ended || !stress->stop)
		report(stress, news.worker, news.ended, out);
	if (news.ended)
		remove_worker(stress, news.worker);
	return true;
}

void stress_show(struct stress *stress, FILE *out)
{
	take(stress, out);
}

bool stress_end(struct stress **out_stress, int limit_ms, FILE *out)
{
	struct stress *stress = *out_stress;

	if (stress == NULL)
		return true;
	struct pollfd fd = {.fd = stress->news[0], .events = POLLIN};
	*out_stress = NULL;
	pthread_mutex_lock(&stress->lock);
	stress->stop = true;
	pthread_mutex_unlock(&stress->lock);
	while (stress->workers != NULL && poll(&fd, 1, limit_ms) > 0 && take(stress, out))
		;
	/* Who is stuck in a call is told of as far as it came. */
	for (const struct worker *worker = stress->workers; worker != NULL; worker = worker->next)
		report(stress, worker, true, out);
	(void)memory_sufficed(json_is_whole(stress->json));
	json_free(&stress->json);
	free(stress->copy);
	if (stress->workers != NULL)
		return false;
	close(stress->news[0]);
	close(stress->news[1]);
	pthread_mutex_destroy(&stress->lock);
	free(stress);
	return true;
}

void stress_introduce(const uint8_t *command, size_t length)
{
	char hex[3 * 16 + 1];
	bool cut = length > 16;

	hex_write_spaced(hex, command, cut ? 16 : length);
	message_note("Each card that comes gets this command without end, connected shared: %s%s",
	             hex, cut ? " ..." : "");
	if (command == stress_command)
		message_note("It reads production data where a card has such, changes nothing, and "
		             "selects no file.");
}
