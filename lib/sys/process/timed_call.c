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

/* Between the thread and who waits for it; whoever comes last frees it. */
struct call {
	void (*work)(void *data);
	void (*release)(void *data);
	void *data;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool done, left;
};

static atomic_int left_behind; /* threads that have not come back yet */

/* A wait is by the monotonic clock: for a time of day it could be set back. macOS, which cannot
 * wait so for a point in time, can for a span of time. */
#ifdef __APPLE__
static void changed_start(pthread_cond_t *changed)
{
	pthread_cond_init(changed, NULL);
}

static int changed_wait(struct call *call, const struct timespec *limit)
{
	struct timespec now = clock_now();
	struct timespec left = {limit->tv_sec - now.tv_sec, limit->tv_nsec - now.tv_nsec};

	if (left.tv_nsec < 0) {
		left.tv_nsec += 1000000000;
		left.tv_sec--;
	}
	return left.tv_sec < 0 ?
		ETIMEDOUT :
		pthread_cond_timedwait_relative_np(&call->changed, &call->lock, &left);
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

static int changed_wait(struct call *call, const struct timespec *limit)
{
	return pthread_cond_timedwait(&call->changed, &call->lock, limit);
}
#endif

static struct call *call_new(void)
{
	struct call *call = calloc(1, sizeof *call);

	if (call == NULL)
		return NULL;
	pthread_mutex_init(&call->lock, NULL);
	changed_start(&call->changed);
	return call;
}

static void call_free(struct call *call)
{
	pthread_mutex_destroy(&call->lock);
	pthread_cond_destroy(&call->changed);
	free(call);
}

static void *run(void *self)
{
	struct call *call = self;

	call->work(call->data);
	pthread_mutex_lock(&call->lock);
	call->done = true;
	bool left = call->left;
	pthread_cond_signal(&call->changed);
	pthread_mutex_unlock(&call->lock);
	if (left) {
		call->release(call->data);
		call_free(call);
		atomic_fetch_sub(&left_behind, 1);
	}
	return NULL;
}

static bool start(struct call *call)
{
	pthread_t thread;

	if (!thread_start(&thread, run, call))
		return false;
	pthread_detach(thread);
	return true;
}

static bool wait_for(struct call *call, unsigned limit_ms)
{
	struct timespec limit = clock_now();
	int error = 0;

	limit.tv_sec += (time_t)(limit_ms / 1000);
	limit.tv_nsec += (long)(limit_ms % 1000) * 1000000;
	if (limit.tv_nsec >= 1000000000) {
		limit.tv_nsec -= 1000000000;
		limit.tv_sec++;
	}
	pthread_mutex_lock(&call->lock);
	while (!call->done && error == 0)
		error = changed_wait(call, &limit);
	bool done = call->done;
	call->left = !done;
	if (!done)
		atomic_fetch_add(&left_behind, 1);
	pthread_mutex_unlock(&call->lock);
	return done;
}

enum timed_call_result timed_call(void (*work)(void *data), void *data, void (*release)(void *data),
                                  unsigned limit_ms)
{
	struct call *call = call_new();

	if (!memory_sufficed(call != NULL))
		return TIMED_CALL_NO_MEMORY;
	call->work = work;
	call->release = release;
	call->data = data;
	if (!start(call)) {
		memory_no_thread(errno);
		call_free(call);
		return TIMED_CALL_NO_THREAD;
	}
	if (!wait_for(call, limit_ms))
		return TIMED_CALL_LATE;
	call_free(call);
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
