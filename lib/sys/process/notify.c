#include "sys/process/notify.h"

#include "base/num.h"

#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int fd = -1;
static struct sockaddr_un address;
static socklen_t address_length;
static int watchdog_ms = -1;

/* "/run/…", or "@…" for a name in the abstract namespace, whose first byte is NUL. */
static int read_address(const char *name)
{
	size_t length = strlen(name);

	if ((name[0] != '/' && name[0] != '@') || length < 2 || length >= sizeof address.sun_path)
		return 0;
	address = (struct sockaddr_un){.sun_family = AF_UNIX};
	memcpy(address.sun_path, name, length);
	if (name[0] == '@')
		address.sun_path[0] = '\0';
	address_length =
		(socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + (name[0] == '/'));
	return 1;
}

/* WATCHDOG_PID is the process that is expected to send the keep-alive messages. */
static void read_watchdog(void)
{
	const char *time = getenv("WATCHDOG_USEC"), *pid = getenv("WATCHDOG_PID");
	uint64_t microseconds, number;

	if (time == NULL || !num_decimal(span_of(time), UINT64_MAX / 2, &microseconds) ||
	    microseconds < 2000)
		return;
	if (pid != NULL &&
	    (!num_decimal(span_of(pid), INT_MAX, &number) || number != (uint64_t)getpid()))
		return;
	uint64_t ms = microseconds / 2000;
	watchdog_ms = ms < INT_MAX ? (int)ms : INT_MAX;
}

void notify_start(void)
{
	const char *name = getenv("NOTIFY_SOCKET");

	if (name == NULL || !read_address(name))
		return;
	fd = socket(AF_UNIX, SOCK_DGRAM, 0);
	if (fd < 0)
		return;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	read_watchdog();
}

void notify_send(const char *lines)
{
	if (fd < 0)
		return;
	ssize_t sent = sendto(fd, lines, strlen(lines), MSG_NOSIGNAL | MSG_DONTWAIT,
	                      (const struct sockaddr *)&address, address_length);
	(void)sent;
}

int notify_watchdog_ms(void)
{
	return watchdog_ms;
}
