#include "sys/process/signals.h"

#include "sys/process/thread.h"
#include "sys/process/wake_pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static int ends[2] = {-1, -1};
static volatile sig_atomic_t got;
static volatile sig_atomic_t limit_ms;
static const char *words = "";

/* The last act of signals_last_act() and its owner, the thread that set it. The owner holds the
 * lock except between signals_away(true) and signals_away(false). */
static struct {
	void (*act)(void *self);
	void *self;
	pthread_t owner;
	pthread_mutex_t here;
	struct wake_pipe due;
	atomic_bool on; /* set last, as any thread may read it */
} last = {.here = PTHREAD_MUTEX_INITIALIZER};

_Noreturn static void leave_now(void)
{
	struct pollfd now = {.fd = STDERR_FILENO, .events = POLLOUT};

	if (poll(&now, 1, 0) > 0) {
		ssize_t written = write(STDERR_FILENO, words, strlen(words));
		(void)written;
	}
	_exit(128 + (int)got);
}

static void on_alarm(int number)
{
	if (got == 0) { /* not from setitimer(): another process wants to end this one */
		struct sigaction usual = {.sa_handler = SIG_DFL};

		sigaction(number, &usual, NULL);
		raise(number);
		return;
	}
	if (!last.on)
		leave_now();
	wake_pipe_write(&last.due);
}

/* Waits a second for the owner to release the lock. If it does not, it is blocked in something
 * else, and the last act is skipped. */
static void *do_last_act(void *unused)
{
	struct pollfd due = {.fd = wake_pipe_fd(&last.due), .events = POLLIN};
	int tries = 100;

	(void)unused;
	while (poll(&due, 1, -1) < 0)
		;
	while (pthread_mutex_trylock(&last.here) != 0 && tries > 0)
		tries -= poll(NULL, 0, 10) == 0;
	if (tries > 0 && last.on)
		last.act(last.self);
	leave_now();
}

bool signals_last_act(void (*act)(void *self), void *self)
{
	pthread_t thread;

	last.on = false;
	if (act == NULL)
		return true;
	last.act = act;
	last.self = self;
	last.owner = pthread_self();
	if (!wake_pipe_open(&last.due))
		return false;
	pthread_mutex_lock(&last.here);
	bool started = thread_start(&thread, do_last_act, NULL);
	if (started)
		pthread_detach(thread);
	last.on = started;
	return started;
}

void signals_away(bool away)
{
	if (!last.on || !pthread_equal(last.owner, pthread_self()))
		return;
	if (away)
		pthread_mutex_unlock(&last.here);
	else
		pthread_mutex_lock(&last.here);
}

static void handler(int number)
{
	int error = errno;

	if (got == 0) {
		struct itimerval limit = {.it_value = {limit_ms / 1000, limit_ms % 1000 * 1000L}};

		got = number;
		/* Not on POSIX's list of async-signal-safe functions, but a plain system call
		 * everywhere. */
		if (limit_ms > 0)
			setitimer(ITIMER_REAL, &limit, NULL);
	}
	/* If the pipe is full, it is readable already, which is all that matters. */
	ssize_t written = write(ends[1], "", 1);
	(void)written;
	errno = error;
}

int signals_start(void)
{
	/* Without SA_RESTART, the signal interrupts a write whose reader has stopped reading. */
	struct sigaction action = {.sa_handler = handler, .sa_flags = (int)SA_RESETHAND}, old;
	static const int caught[] = {SIGINT, SIGTERM, SIGHUP};

	if (pipe(ends) != 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		fcntl(ends[i], F_SETFL, O_NONBLOCK);
	}
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
		sigaction(caught[i], NULL, &old);
		if (caught[i] != SIGHUP || old.sa_handler != SIG_IGN)
			sigaction(caught[i], &action, NULL);
	}
	return ends[0];
}

void signals_limit(unsigned ms, const char *last_words)
{
	struct sigaction action = {.sa_handler = on_alarm};

	sigemptyset(&action.sa_mask);
	sigaction(SIGALRM, &action, NULL);
	words = last_words != NULL ? last_words : "";
	limit_ms = (int)ms;
}

void signals_interactive(void)
{
	/* SA_RESTART: an interrupted write would leave the error flag of stdout set. A terminal
	 * resumes output at Ctrl-C even if it was stopped. */
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
}

void signals_forget(void)
{
	struct itimerval none = {0};
	sigset_t all, old;
	char taken[64];

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	if (got == SIGINT) {
		setitimer(ITIMER_REAL, &none, NULL);
		got = 0;
		while (read(ends[0], taken, sizeof taken) > 0)
			;
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
}

int signals_got(void)
{
	return (int)got;
}
