#include "sys/output.h"

#include "sys/message.h"

#include <errno.h>
#include <fcntl.h>
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

void output_leave(int status)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	/* A write that a signal broke off would be tried again, and wait again. */
	if (failure != EINTR && poll(&out, 1, 0) > 0 && out.revents & POLLOUT)
		status = output_end(status);
	_exit(status);
}
