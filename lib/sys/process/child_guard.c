#include "sys/process/child_guard.h"

#include "sys/process/descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

enum { GROUPS_MAX = 256 };

/* Shorter than PIPE_BUF, so that it is written atomically. */
struct word {
	pid_t group;
	bool lives;
};

static void update_groups(pid_t groups[GROUPS_MAX], const struct word *word)
{
	pid_t from = word->lives ? 0 : word->group, to = word->lives ? word->group : 0;

	for (size_t i = 0; i < GROUPS_MAX; i++)
		if (groups[i] == from) {
			groups[i] = to;
			return;
		}
}

/* Signals that end the program, such as Ctrl-C, must not end the guard, and it must not keep pipes
 * of the program open. */
static void detach(int in)
{
	static const int ignored[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE};
	struct sigaction action = {.sa_handler = SIG_IGN};
	int null = open("/dev/null", O_RDWR);

	for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
		sigaction(ignored[i], &action, NULL);
	setsid();
	for (int fd = 0; fd < 3; fd++)
		dup2(null, fd);
	dup2(in, 3);
	descriptors_close(4);
}

_Noreturn static void guard_groups(int in)
{
	pid_t groups[GROUPS_MAX] = {0};
	struct word word;
	ssize_t n;

	detach(in);
	while ((n = read(3, &word, sizeof word)) > 0 || (n < 0 && errno == EINTR))
		if (n == (ssize_t)sizeof word)
			update_groups(groups, &word);
	for (size_t i = 0; i < GROUPS_MAX; i++)
		if (groups[i] > 0)
			kill(-groups[i], SIGKILL);
	_exit(0);
}

int child_guard_start(void)
{
	int ends[2];

	if (pipe(ends) != 0)
		return -1;
	pid_t pid = fork();
	if (pid == 0) {
		close(ends[1]);
		guard_groups(ends[0]);
	}
	close(ends[0]);
	if (pid < 0) {
		close(ends[1]);
		return -1;
	}
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	return ends[1];
}

void child_guard_set(int guard, pid_t group, bool lives)
{
	const struct word word = {.group = group, .lives = lives};

	if (guard >= 0 && write(guard, &word, sizeof word) < 0)
		return;
}
