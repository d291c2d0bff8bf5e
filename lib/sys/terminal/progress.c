#include "sys/terminal/progress.h"

#include "base/columns.h"
#include "base/escape.h"
#include "sys/clock.h"
#include "sys/streams.h"
#include "sys/terminal/term.h"

#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SUBJECT_SIZE = 256 };

static struct {
	pthread_t thread;
	bool running;                     /* the thread is running; used by the main thread only */
	char text[SUBJECT_SIZE * 4 + 64]; /* "checking list.txt", escaped */
	const char *unit;
	atomic_uint_fast64_t done, total; /* of progress_at */
	pthread_mutex_t lock;             /* for the members below and the terminal */
	pthread_cond_t ended_now;
	bool ended, shown;
} progress = {.lock = PTHREAD_MUTEX_INITIALIZER, .ended_now = PTHREAD_COND_INITIALIZER};

static void write_terminal(const char *text)
{
	(void)streams_write(STDERR_FILENO, text, strlen(text));
}

static void clear(void)
{
	if (progress.shown)
		write_terminal(term_clear_line);
	progress.shown = false;
}

static void put_amount(char *out, size_t size, uint64_t ms)
{
	const uint64_t done = progress.done, total = progress.total;

	if (total > 0)
		snprintf(out, size, ": %u %%",
		         (unsigned)(done >= total ? 100 : done * 100 / total));
	else if (done > 0)
		snprintf(out, size, ": %" PRIu64 " %s", done, progress.unit);
	else
		snprintf(out, size, ": %u s", (unsigned)(ms / 1000));
}

/* If the line is too long, the subject is shortened. */
static void show(uint64_t ms)
{
	char amount[32], line[sizeof progress.text + sizeof amount + 16];
	const size_t width = term_width(STDERR_FILENO);
	size_t length = strlen(progress.text);

	put_amount(amount, sizeof amount, ms);
	while (length > 0 && width > 0 &&
	       utf8_columns(progress.text, length) + strlen(amount) + 1 > width)
		do
			length--;
		while (length > 0 && ((unsigned char)progress.text[length] & 0xC0) == 0x80);
	snprintf(line, sizeof line, "%s%.*s%s", term_clear_line, (int)length, progress.text,
	         amount);
	write_terminal(line);
	progress.shown = true;
}

static void *run(void *unused)
{
	const uint64_t start = clock_ms();
	(void)unused;

	pthread_mutex_lock(&progress.lock);
	while (!progress.ended) {
		struct timespec next = clock_of_day();

		next.tv_sec++;
		if (pthread_cond_timedwait(&progress.ended_now, &progress.lock, &next) != 0)
			show(clock_ms() - start);
	}
	clear();
	pthread_mutex_unlock(&progress.lock);
	return NULL;
}

/* Blocks all signals in the thread: other threads handle them. */
static bool start_thread(void)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int error = pthread_create(&progress.thread, NULL, run, NULL);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error == 0;
}

void progress_start(const char *what, const char *subject, const char *unit)
{
	bool is_input = strcmp(subject, "-") == 0;
	char safe[4 * SUBJECT_SIZE + 1];

	if (progress.running || !term_is_able(STDERR_FILENO) ||
	    (is_input && isatty(STDIN_FILENO) == 1))
		return;
	subject = is_input ? "standard input" : subject;
	escape_terminal(safe, sizeof safe, subject, strnlen(subject, SUBJECT_SIZE));
	snprintf(progress.text, sizeof progress.text, "%s %s", what, safe);
	progress.unit = unit;
	progress.done = progress.total = 0;
	progress.ended = progress.shown = false;
	progress.running = start_thread();
}

void progress_at(uint64_t done, uint64_t total)
{
	progress.done = done;
	progress.total = total;
}

void progress_end(void)
{
	if (!progress.running)
		return;
	pthread_mutex_lock(&progress.lock);
	progress.ended = true;
	pthread_cond_signal(&progress.ended_now);
	pthread_mutex_unlock(&progress.lock);
	pthread_join(progress.thread, NULL);
	progress.running = false;
}

void progress_end_for_output(void)
{
	if (progress.running && isatty(STDOUT_FILENO) == 1)
		progress_end();
}

void progress_pause(void)
{
	if (!progress.running)
		return;
	pthread_mutex_lock(&progress.lock);
	clear();
}

void progress_resume(void)
{
	if (progress.running)
		pthread_mutex_unlock(&progress.lock);
}
