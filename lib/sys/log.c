#include "sys/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static int fd = -1;
static atomic_bool failed;

int log_open(const char *path)
{
	fd = path != NULL ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) :
			    STDERR_FILENO;
	return fd < 0 ? errno : 0;
}

/* What is left of a line that was not taken whole is written too: where the disk is full that says
 * so. */
int log_write(const char *line, size_t length)
{
	if (fd < 0 || atomic_load(&failed))
		return 0;
	while (length > 0) {
		ssize_t n = write(fd, line, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return atomic_exchange(&failed, true) ? 0 : errno;
		line += n;
		length -= (size_t)n;
	}
	return 0;
}

void log_time(char out[LOG_TIME_SIZE])
{
	struct timespec now;
	struct tm parts;
	char clock[16];

	clock_gettime(CLOCK_REALTIME, &now);
	localtime_r(&now.tv_sec, &parts);
	strftime(clock, sizeof clock, "%H:%M:%S", &parts);
	snprintf(out, LOG_TIME_SIZE, "%s.%06u", clock, (unsigned)(now.tv_nsec / 1000) % 1000000);
}
