#include "sys/output.h"

#include "sys/memory.h"
#include "sys/message.h"
#include "sys/process/signals.h"
#include "sys/streams.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool is_answer;

void output_start(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
	(void)streams_start();
}

void output_is_answer(void)
{
	is_answer = true;
}

bool output_flush(void)
{
	return streams_flush() == 0;
}

static void die_by_pipe(void)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	sigset_t pipe;

	sigaction(SIGPIPE, &action, NULL);
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	sigprocmask(SIG_UNBLOCK, &pipe, NULL);
	raise(SIGPIPE);
}

/* Returns whether messages were lost or memory ran out. Either raises a lower exit status to
 * STATUS_TROUBLE. */
static bool is_trouble(void)
{
	int failure = message_failure();

	return (failure != 0 && failure != EPIPE) || memory_has_run_out();
}

int output_end(int status)
{
	streams_flush();
	streams_record_failure(streams_close(stdout));
	int failure = streams_failure();
	if (failure == EPIPE && is_answer)
		die_by_pipe();
	if (failure == EPIPE)
		return STATUS_YES;
	if ((failure == EINTR || message_failure() == EINTR) && signals_got() != 0)
		return 128 + signals_got();
	if (failure != 0) {
		message_error("standard output: %s", strerror(failure));
		return STATUS_TROUBLE;
	}
	return is_trouble() && status < STATUS_TROUBLE ? STATUS_TROUBLE : status;
}

/* A pipe that poll() reports as writable takes PIPE_BUF bytes without blocking. */
static long write_some(const char *bytes, size_t length)
{
	ssize_t n = write(STDOUT_FILENO, bytes, length < PIPE_BUF ? length : PIPE_BUF);

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	if (n < 0)
		streams_record_failure(errno);
	return (long)n;
}

long output_try(const char *bytes, size_t length)
{
	struct pollfd fd = {.fd = STDOUT_FILENO, .events = POLLOUT};

	if (streams_failure() != 0)
		return -1;
	if (poll(&fd, 1, 0) <= 0)
		return 0;
	return write_some(bytes, length);
}

bool output_write(const char *bytes, size_t length, int unless)
{
	while (length > 0 && streams_failure() == 0) {
		struct pollfd fds[] = {{.fd = STDOUT_FILENO, .events = POLLOUT},
		                       {.fd = unless, .events = POLLIN}};

		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			streams_record_failure(errno);
		if (fds[0].revents == 0 && fds[1].revents != 0)
			return false;
		if (fds[0].revents == 0)
			continue;
		long n = write_some(bytes, length);
		if (n > 0) {
			bytes += n;
			length -= (size_t)n;
		}
	}
	return streams_failure() == 0;
}
