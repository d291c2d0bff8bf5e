#include "sys/socket_watch.h"

#ifdef __linux__

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* What is waited for in the folder. A program has one thread that waits. */
static char awaited[NAME_MAX + 1];

/* Shortens path to the folder that its last part is in, and remembers that part. */
static bool split_off(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash == NULL || strlen(slash + 1) >= sizeof awaited)
		return false;
	strcpy(awaited, slash + 1);
	slash[slash == path] = '\0';
	return true;
}

int socket_watch_open(void)
{
	const char *named = getenv("PCSCLITE_CSOCK_NAME");
	char path[PATH_MAX];
	int n = snprintf(path, sizeof path, "%s", named != NULL ? named : "/run/pcscd/pcscd.comm");
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

	if (fd < 0 || n < 0 || (size_t)n >= sizeof path || path[0] != '/')
		goto out;
	while (split_off(path)) {
		if (inotify_add_watch(fd, path, IN_CREATE | IN_MOVED_TO | IN_ONLYDIR) >= 0)
			return fd;
		if (strcmp(path, "/") == 0)
			break;
	}
out:
	if (fd >= 0)
		close(fd);
	return -1;
}

bool socket_watch_seen(int fd)
{
	_Alignas(struct inotify_event) char bytes[4096];
	bool seen = false;
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		for (const char *at = bytes; at < bytes + n;) {
			struct inotify_event event;

			memcpy(&event, at, sizeof event);
			seen |= event.len > 0 && strcmp(at + sizeof event, awaited) == 0;
			at += sizeof event + event.len;
		}
	return seen;
}

#else

int socket_watch_open(void)
{
	return -1;
}

bool socket_watch_seen(int fd)
{
	(void)fd;
	return false;
}

#endif
