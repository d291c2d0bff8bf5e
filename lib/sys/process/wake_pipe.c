#include "sys/process/wake_pipe.h"

#include <fcntl.h>
#include <unistd.h>

bool bell_open(struct bell *bell)
{
	if (pipe(bell->ends) != 0) {
		bell->ends[0] = bell->ends[1] = -1;
		return false;
	}
	for (int i = 0; i < 2; i++) {
		fcntl(bell->ends[i], F_SETFD, FD_CLOEXEC);
		fcntl(bell->ends[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

void bell_close(struct bell *bell)
{
	for (int i = 0; i < 2; i++)
		if (bell->ends[i] >= 0)
			close(bell->ends[i]);
}

void bell_ring(const struct bell *bell)
{
	if (write(bell->ends[1], "", 1) < 0)
		return;
}

bool bell_heard(const struct bell *bell)
{
	char byte;

	return read(bell->ends[0], &byte, 1) == 1;
}

int bell_fd(const struct bell *bell)
{
	return bell->ends[0];
}
