#include "sys/process/timed_call.h"

#include "sys/clock.h"
#include "sys/memory.h"
#include "sys/process/thread.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* A thread that makes one call after another for a caller that waits for each. The other side is
 * told of a change after the lock is released: it would only wake to wait for the lock. */
struct worker {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	void (*work)(void *data); /* the call; NULL: done, or none yet */
	void (*release)(void *data);
	void *data;
	bool left; /* the caller gave up: the thread frees everything when the call returns */
};

/* One worker is kept for the next call: starting a thread takes longer than most calls. */
static struct worker *_Atomic idle;
static atomic_int left_behind; /* threads whose call has not returned yet */

/* Waits use the monotonic clock, as the time of day may be set back. macOS cannot wait until a
 * point of that clock, but it can wait for a period of time. */
#ifdef __APPLE__
static void changed_start(pthread_cond_t *changed)
{
	pthread_cond_init(changed, NULL);
}

static int changed_wait(struct worker *worker, const struct timespec *limit)
{
	struct timespec now = clock_now();
	struct timespec left = {limit->tv_sec - now.tv_sec, limit->tv_nsec - now.tv_nsec};

	if (left.tv_nsec < 0) {
		left.tv_nsec += 1000000000;
		left.tv_sec--;
	}
	return left.tv_sec < 0 ?
		ETIMEDOUT :
		pthread_cond_timedwait_relative_np(&worker->changed, &worker->lock, &left);
}
#else
static void changed_start(pthread_cond_t *changed)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

static int changed_wait(struct worker *worker, const struct timespec *limit)
{
	return pthread_cond_timedwait(&worker->changed, &worker->lock, limit);
}
#endif

static void worker_free(struct worker *worker)
{
	pthread_mutex_destroy(&worker->lock);
	pthread_cond_destroy(&worker->changed);
	free(worker);
}

/* Waits for a call and makes it. Returns false if the caller gave up or needs no more calls. */
static bool serve(struct worker *worker)
{
	pthread_mutex_lock(&worker->lock);
	while (worker->work == NULL && !worker->left)
		pthread_cond_wait(&worker->changed, &worker->lock);
	bool called = worker->work != NULL;
	pthread_mutex_unlock(&worker->lock);
	if (!called)
		return false;
	worker->work(worker->data);
	pthread_mutex_lock(&worker->lock);
	bool left = worker->left;
	worker->work = NULL;
	pthread_mutex_unlock(&worker->lock);
	pthread_cond_signal(&worker->changed);
	if (left) {
		worker->release(worker->data);
		atomic_fetch_sub(&left_behind, 1);
	}
	return !left;
}

static void *run(void *self)
{
	while (serve(self))
		;
	worker_free(self);
	return NULL;
}

/* Returns NULL on failure; the reason is reported and stored in *result. */
static struct worker *worker_new(enum timed_call_result *result)
{
	struct worker *worker = calloc(1, sizeof *worker);
	pthread_t thread;

	*result = TIMED_CALL_NO_MEMORY;
	if (!memory_sufficed(worker != NULL))
		return NULL;
	pthread_mutex_init(&worker->lock, NULL);
	changed_start(&worker->changed);
	if (thread_start(&thread, run, worker)) {
		pthread_detach(thread);
		return worker;
	}
	*result = TIMED_CALL_NO_THREAD;
	memory_no_thread(errno);
	worker_free(worker);
	return NULL;
}

static struct timespec end_of(unsigned limit_ms)
{
	struct timespec end = clock_now();

	end.tv_sec += (time_t)(limit_ms / 1000);
	end.tv_nsec += (long)(limit_ms % 1000) * 1000000;
	if (end.tv_nsec >= 1000000000) {
		end.tv_nsec -= 1000000000;
		end.tv_sec++;
	}
	return end;
}

/* Waits, with the lock held, for the call to return. If it does not do so in time, abandons the
 * worker and returns false. */
static bool returned(struct worker *worker, const struct timespec *end)
{
	int error = 0;

	while (worker->work != NULL && error == 0)
		error = changed_wait(worker, end);
	worker->left = worker->work != NULL;
	if (worker->left)
		atomic_fetch_add(&left_behind, 1);
	return !worker->left;
}

/* Keeps the worker for the next call, or ends it if one is kept already. */
static void keep_idle(struct worker *worker)
{
	struct worker *none = NULL;

	if (atomic_compare_exchange_strong(&idle, &none, worker))
		return;
	pthread_mutex_lock(&worker->lock);
	worker->left = true;
	pthread_cond_signal(&worker->changed);
	pthread_mutex_unlock(&worker->lock);
}

enum timed_call_result timed_call(void (*work)(void *data), void *data, void (*release)(void *data),
                                  unsigned limit_ms)
{
	const struct timespec end = end_of(limit_ms);
	struct worker *worker = atomic_exchange(&idle, NULL);
	enum timed_call_result result;

	if (worker == NULL && (worker = worker_new(&result)) == NULL)
		return result;
	pthread_mutex_lock(&worker->lock);
	worker->work = work;
	worker->release = release;
	worker->data = data;
	pthread_mutex_unlock(&worker->lock);
	pthread_cond_signal(&worker->changed);
	pthread_mutex_lock(&worker->lock);
	bool done = returned(worker, &end);
	pthread_mutex_unlock(&worker->lock);
	if (!done)
		return TIMED_CALL_LATE;
	keep_idle(worker);
	return TIMED_CALL_DONE;
}

void timed_call_abandon(void)
{
	atomic_fetch_add(&left_behind, 1);
}

int timed_call_end(int status)
{
	if (atomic_load(&left_behind) > 0)
		_exit(status);
	return status;
}
