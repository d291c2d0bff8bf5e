#include "sys/log.h"

#include "sys/clock.h"
#include "sys/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int fd = -1;
static atomic_bool failed;

int log_open(const char *path)
{
	struct stat file;

	fd = path == NULL ? STDERR_FILENO : stat(path, &file) == 0 ? streams_duplicate(&file) : -1;
	if (fd < 0)
		fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600);
	return fd < 0 ? errno : 0;
}

int log_write(const char *line, size_t length)
{
	if (fd < 0 || atomic_load(&failed))
		return 0;
	int error = streams_write(fd, line, length);
	return error == 0 || atomic_exchange(&failed, true) ? 0 : error;
}

void log_time(char out[LOG_TIME_SIZE])
{
	struct timespec now = clock_of_day();
	struct tm parts;
	char clock[16];

	localtime_r(&now.tv_sec, &parts);
	strftime(clock, sizeof clock, "%H:%M:%S", &parts);
	snprintf(out, LOG_TIME_SIZE, "%s.%06u", clock, (unsigned)(now.tv_nsec / 1000) % 1000000);
}
