#include "sys/pcsc/greeting.h"

#include "sys/clock.h"
#include "sys/paths.h"
#include "sys/memory.h"
#include "sys/process/descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define SOCKET_VARIABLE "PCSCLITE_CSOCK_NAME"

extern char **environ;

enum { LIMIT_MS = 2000 };

/* pcsc-lite's winscard_msg.h: a header of two 32-bit numbers, followed by three more, each in the
 * byte order of the machine. */
enum {
	COMMAND_VERSION = 0x11,
	OLDEST_MAJOR = 4,
	OLDEST_MINOR = 4, /* supported by every service since 1.8.24, and accepted by newer ones */
	BOTH_WAYS = 6,    /* from here on each side also supports older versions */
};

struct version {
	int32_t major, minor;
	uint32_t code;
};

struct message {
	uint32_t size, command;
	struct version version;
};

/* from ChangeLog and winscard_msg.h of pcsc-lite */
static const struct {
	unsigned major, minor;
	const char *versions;
} spoken[] = {
	{4, 3, "up to 1.8.23"},
	{4, 4, "1.8.24 to 2.2.3"},
	{4, 5, "2.3.0 to 2.4.1"},
	{4, 6, "2.5.0 or later"},
};

const char *greeting_versions(const struct greeting_protocol *protocol)
{
	for (size_t i = 0; protocol->known && i < sizeof spoken / sizeof spoken[0]; i++)
		if (spoken[i].major == protocol->major && spoken[i].minor == protocol->minor)
			return spoken[i].versions;
	return NULL;
}

bool greeting_is_compatible(const struct greeting_protocol *library,
                            const struct greeting_protocol *service)
{
	if (library->major != service->major)
		return false;
	return library->minor == service->minor ||
		(library->minor >= OLDEST_MINOR && service->minor >= OLDEST_MINOR &&
	         (library->minor >= BOTH_WAYS || service->minor >= BOTH_WAYS));
}

static bool set_protocol(struct greeting_protocol *protocol, const struct version *version)
{
	enum { MOST = 1000 };

	if (version->major < 0 || version->major > MOST || version->minor < 0 ||
	    version->minor > MOST)
		return false;
	*protocol = (struct greeting_protocol){true, (unsigned)version->major,
	                                       (unsigned)version->minor};
	return true;
}

static int time_left(uint64_t until)
{
	uint64_t now = clock_ms();

	return until > now ? (int)(until - now) : 0;
}

/* Reads exactly size bytes until the deadline, in ms of the monotonic clock. Returns 1, 0 if the
 * peer closed the connection, or -1 if it timed out. */
static int read_all(int fd, void *data, size_t size, uint64_t until)
{
	for (size_t at = 0; at < size;) {
		struct pollfd wait = {.fd = fd, .events = POLLIN};
		int left = time_left(until);
		ssize_t n = 0;

		if (left == 0)
			return -1;
		if (poll(&wait, 1, left) <= 0)
			continue;
		n = recv(fd, (char *)data + at, size - at, MSG_DONTWAIT);
		if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
			return 0;
		at += n > 0 ? (size_t)n : 0;
	}
	return 1;
}

static struct greeting exchange_versions(int fd, uint64_t until)
{
	const struct message hello = {.size = sizeof hello.version,
	                              .command = COMMAND_VERSION,
	                              .version = {OLDEST_MAJOR, OLDEST_MINOR, 0}};
	struct greeting greeting = {.result = GREETING_CLOSED};
	struct version answer;

	if (send(fd, &hello, sizeof hello, MSG_NOSIGNAL) != (ssize_t)sizeof hello)
		return greeting;
	int got = read_all(fd, &answer, sizeof answer, until);
	if (got < 0)
		greeting.result = GREETING_SILENT;
	else if (got > 0 && set_protocol(&greeting.protocol, &answer))
		greeting.result = GREETING_ANSWERED;
	return greeting;
}

static bool address_of(struct sockaddr_un *address, const char *path)
{
	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	int n = snprintf(address->sun_path, sizeof address->sun_path, "%s", path);
	return n > 0 && (size_t)n < sizeof address->sun_path;
}

struct greeting greeting_ask(const char *path)
{
	struct greeting greeting = {.result = GREETING_NOT_ASKED};
	int fd = descriptors_socket(AF_UNIX, SOCK_STREAM, 0, true);
	struct sockaddr_un address;

	if (fd < 0 || !address_of(&address, path)) {
		if (fd >= 0)
			close(fd);
		return greeting;
	}
	if (connect(fd, (const struct sockaddr *)&address, sizeof address) == 0)
		greeting = exchange_versions(fd, clock_ms() + LIMIT_MS);
	else if (errno == EAGAIN) /* the queue of waiting connections is full */
		greeting.result = GREETING_SILENT;
	else if (errno == ENOENT)
		greeting.result = GREETING_MISSING;
	else if (errno == EACCES || errno == EPERM)
		greeting.result = GREETING_DENIED;
	else if (errno == ECONNREFUSED)
		greeting.result = GREETING_REFUSED;
	close(fd);
	return greeting;
}

/* --- the library's side --- */

/* Returns a copy of the environment with this variable set; NULL if out of memory. The caller keeps
 * ownership of assignment. */
static char **environment_with(char *assignment)
{
	size_t count = 0, at = 0, name = strlen(SOCKET_VARIABLE "=");

	while (environ[count] != NULL)
		count++;
	char **copy = calloc(count + 2, sizeof *copy);
	if (!memory_sufficed(copy != NULL))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (strncmp(environ[i], SOCKET_VARIABLE "=", name) != 0)
			copy[at++] = environ[i];
	copy[at] = assignment;
	return copy;
}

/* Starts this program, without output, as a client that lists the readers of the service at path.
 * The client keeps out open while it runs. */
static bool start_client(const char *path, int out, pid_t *client)
{
	char program[] = "pcsc_scan", list[] = "-r", assignment[256];
	char *const words[] = {program, list, NULL};
	posix_spawn_file_actions_t actions;

	snprintf(assignment, sizeof assignment, SOCKET_VARIABLE "=%s", path);
	char **variables = environment_with(assignment);
	if (variables == NULL || posix_spawn_file_actions_init(&actions) != 0) {
		free(variables);
		return false;
	}
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int error = posix_spawn(client, "/proc/self/exe", &actions, NULL, words, variables);
	posix_spawn_file_actions_destroy(&actions);
	free(variables);
	return error == 0;
}

/* Returns the protocol version that the first client to connect to the listening socket sends; zero
 * if the client, which keeps the other end of alive open, ends before that. */
static struct greeting_protocol receive_version(int listening, int alive, uint64_t until)
{
	struct greeting_protocol protocol = {0};
	struct pollfd wait[] = {{.fd = listening, .events = POLLIN}, {.fd = alive}};
	struct message hello;

	if (poll(wait, 2, time_left(until)) <= 0 || wait[0].revents == 0)
		return protocol;
	int fd = accept(listening, NULL, NULL);
	if (fd < 0)
		return protocol;
	if (read_all(fd, &hello, sizeof hello, until) > 0 && hello.command == COMMAND_VERSION &&
	    hello.size == sizeof hello.version)
		set_protocol(&protocol, &hello.version);
	close(fd);
	return protocol;
}

static struct greeting_protocol ask_client(const char *path, int listening, uint64_t until)
{
	struct greeting_protocol protocol = {0};
	int ends[2];
	pid_t client;

	if (pipe(ends) != 0)
		return protocol;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	bool started = start_client(path, ends[1], &client);
	close(ends[1]);
	if (started) {
		protocol = receive_version(listening, ends[0], until);
		kill(client, SIGKILL);
		while (waitpid(client, NULL, 0) < 0 && errno == EINTR)
			;
	}
	close(ends[0]);
	return protocol;
}

static struct greeting_protocol listen_at(const char *path)
{
	struct greeting_protocol protocol = {0};
	int fd = descriptors_socket(AF_UNIX, SOCK_STREAM, 0, false);
	struct sockaddr_un address;

	if (fd >= 0 && address_of(&address, path) &&
	    bind(fd, (const struct sockaddr *)&address, sizeof address) == 0 && listen(fd, 1) == 0)
		protocol = ask_client(path, fd, clock_ms() + LIMIT_MS);
	if (fd >= 0)
		close(fd);
	return protocol;
}

struct greeting_protocol greeting_own(void)
{
	struct greeting_protocol protocol = {0};
	const char *temporary = paths_environment("TMPDIR");
	char directory[80], path[96];

	int n = snprintf(directory, sizeof directory, "%s/pcsckit-XXXXXX",
	                 temporary != NULL ? temporary : "/tmp");
	if (n < 0 || (size_t)n >= sizeof directory || mkdtemp(directory) == NULL)
		return protocol;
	snprintf(path, sizeof path, "%s/socket", directory);
	protocol = listen_at(path);
	unlink(path);
	rmdir(directory);
	return protocol;
}
