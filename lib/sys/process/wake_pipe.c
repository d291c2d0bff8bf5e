#include "sys/process/wake_pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool wake_pipe_open(struct wake_pipe *wake)
{
	if (pipe(wake->ends) != 0) {
		wake->ends[0] = wake->ends[1] = -1;
		return false;
	}
	for (int i = 0; i < 2; i++) {
		fcntl(wake->ends[i], F_SETFD, FD_CLOEXEC);
		fcntl(wake->ends[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

void wake_pipe_close(struct wake_pipe *wake)
{
	for (int i = 0; i < 2; i++)
		if (wake->ends[i] >= 0)
			close(wake->ends[i]);
}

void wake_pipe_write(const struct wake_pipe *wake)
{
	while (write(wake->ends[1], "", 1) < 0 && errno == EINTR)
		;
}

bool wake_pipe_read(const struct wake_pipe *wake)
{
	char byte;

	return read(wake->ends[0], &byte, 1) == 1;
}

int wake_pipe_fd(const struct wake_pipe *wake)
{
	return wake->ends[0];
}
