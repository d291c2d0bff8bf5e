#include "sys/pcsc/socket_watch.h"

#ifdef __linux__

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* events of the directory: new entries, and its own removal */
enum { EVENTS = IN_CREATE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR };

/* The name awaited in the directory. A program has only one thread that waits. */
static char awaited[NAME_MAX + 1];

/* Shortens path to the directory that contains its last component, which is stored in awaited. */
static bool split_off(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash == NULL || strlen(slash + 1) >= sizeof awaited)
		return false;
	strcpy(awaited, slash + 1);
	slash[slash == path] = '\0';
	return true;
}

/* Watches the directory that contains path or, if that does not exist, the nearest directory above
 * it that does. */
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

/* Returns true if the name awaited in path is a directory on the way to place that appeared before
 * the watch began. */
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

	/* A directory without search permission always seems to be missing: limit the attempts. */
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

/* An event without a name concerns the directory itself, or events were lost. */
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
