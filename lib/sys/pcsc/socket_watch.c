#include "sys/pcsc/socket_watch.h"

#ifdef __linux__

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* Of the directory: what comes into it, and its own end. */
enum { EVENTS = IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR };

/* What is waited for in the directory. A program has one thread that waits. */
static char awaited[NAME_MAX + 1];

/* Shortens path to the directory that its last part is in, and remembers that part. */
static bool split_off(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash == NULL || strlen(slash + 1) >= sizeof awaited)
		return false;
	strcpy(awaited, slash + 1);
	slash[slash == path] = '\0';
	return true;
}

/* Begins with the directory that path lies in, and climbs until there is one. */
static bool watch_nearest(int fd, char *path)
{
	while (split_off(path)) {
		if (inotify_add_watch(fd, path, EVENTS) >= 0)
			return true;
		if (strcmp(path, "/") == 0)
			break;
	}
	return false;
}

/* What is awaited in path is the next directory on the way to place, and came before it was watched
 * for. */
static bool has_come(const char *place, const char *path)
{
	char next[PATH_MAX];
	int n = snprintf(next, sizeof next, "%s/%s", path, awaited);

	return n > 0 && (size_t)n < sizeof next && strcmp(next, place) != 0 &&
		access(next, F_OK) == 0;
}

bool socket_watch_open(int *watch)
{
	const char *named = getenv("PCSCLITE_CSOCK_NAME");
	const char *place = named != NULL ? named : "/run/pcscd/pcscd.comm";
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	char path[PATH_MAX];
	bool good = fd >= 0 && strlen(place) < sizeof path && place[0] == '/', again = good;

	/* A directory that we may not look into stays one to come: so not for ever. */
	for (int tries = 0; again && tries < 3; tries++) {
		strcpy(path, place);
		good = watch_nearest(fd, path);
		again = good && has_come(place, path);
	}
	if (good)
		*watch = fd;
	else if (fd >= 0)
		close(fd);
	return good;
}

void socket_watch_close(int *watch)
{
	if (*watch >= 0)
		close(*watch);
	*watch = -1;
}

/* An event without a name is about the directory itself, or that some were lost. */
bool socket_watch_seen(int fd)
{
	_Alignas(struct inotify_event) char bytes[4096];
	bool seen = false;
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		for (const char *at = bytes; at < bytes + n;) {
			struct inotify_event event;

			memcpy(&event, at, sizeof event);
			seen |= event.len == 0 || strcmp(at + sizeof event, awaited) == 0;
			at += sizeof event + event.len;
		}
	return seen;
}

#else

bool socket_watch_open(int *watch)
{
	(void)watch;
	return false;
}

void socket_watch_close(int *watch)
{
	(void)watch;
}

bool socket_watch_seen(int fd)
{
	(void)fd;
	return false;
}

#endif
