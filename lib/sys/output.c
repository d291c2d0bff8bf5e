#include "sys/output.h"

#include "sys/message.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int failure; /* errno of the first failed write */

void output_start(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	sigaction(SIGPIPE, &ignore, NULL);
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			return;
}

bool output_flush(void)
{
	if (failure == 0 && fflush(stdout) != 0)
		failure = errno;
	if (failure == 0 && ferror(stdout))
		failure = EIO;
	return failure == 0;
}

int output_end(int status)
{
	output_flush();
	if (fclose(stdout) != 0 && failure == 0)
		failure = errno;
	if (failure == EPIPE)
		return STATUS_YES;
	if (failure != 0) {
		message_error("standard output: %s", strerror(failure));
		return STATUS_TROUBLE;
	}
	return status;
}

/* A pipe that can be written to takes that many without blocking. */
static long write_some(const char *bytes, size_t length)
{
	ssize_t n = write(STDOUT_FILENO, bytes, length < PIPE_BUF ? length : PIPE_BUF);

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	if (n < 0)
		failure = errno;
	return (long)n;
}

long output_try(const char *bytes, size_t length)
{
	struct pollfd fd = {.fd = STDOUT_FILENO, .events = POLLOUT};

	if (failure != 0)
		return -1;
	if (poll(&fd, 1, 0) <= 0)
		return 0;
	return write_some(bytes, length);
}

bool output_write(const char *bytes, size_t length, int unless)
{
	while (length > 0 && failure == 0) {
		struct pollfd fds[] = {{.fd = STDOUT_FILENO, .events = POLLOUT},
		                       {.fd = unless, .events = POLLIN}};

		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			failure = errno;
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
	return failure == 0;
}
