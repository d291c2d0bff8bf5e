#include "sys/process/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static int ends[2] = {-1, -1};
static volatile sig_atomic_t got;
static volatile sig_atomic_t limit_ms;
static const char *words = "";

static void leave(int number)
{
	ssize_t written = write(STDERR_FILENO, words, strlen(words));

	(void)written;
	(void)number;
	_exit(128 + (int)got);
}

static void handler(int number)
{
	int error = errno;

	if (got == 0) {
		struct itimerval limit = {.it_value = {limit_ms / 1000, limit_ms % 1000 * 1000}};

		got = number;
		/* Not on POSIX's list of what a handler may call, but a bare system call
		 * everywhere. */
		if (limit_ms > 0)
			setitimer(ITIMER_REAL, &limit, NULL);
	}
	/* A full pipe is readable, and that is all it has to be. */
	ssize_t written = write(ends[1], "", 1);
	(void)written;
	errno = error;
}

int signals_start(void)
{
	/* Without SA_RESTART a write to a reader that has stopped reading is left. */
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
	struct sigaction action = {.sa_handler = leave};

	sigemptyset(&action.sa_mask);
	sigaction(SIGALRM, &action, NULL);
	words = last_words;
	limit_ms = (int)ms;
}

void signals_interactive(void)
{
	/* A write that is cut short would leave stdout's error flag behind. The terminal goes on
	 * writing at a Ctrl-C, also where it was stopped. */
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
