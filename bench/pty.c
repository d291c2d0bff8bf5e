/* pty TEXT COMMAND...: runs COMMAND in a new terminal until it has written TEXT, then ends it: for
 * measuring the time to a program's first prompt. Exits with 1 if COMMAND ends without writing
 * TEXT. */
#define _XOPEN_SOURCE 700

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(int master, char **command)
{
	const struct winsize size = {.ws_row = 24, .ws_col = 80};
	const char *name = ptsname(master);
	int fd = -1;

	setsid(); /* the next terminal that is opened becomes the controlling one */
	if (name != NULL)
		fd = open(name, O_RDWR);
	if (fd < 0)
		_exit(127);
	ioctl(fd, TIOCSWINSZ, &size);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	close(fd);
	close(master);
	execvp(command[0], command);
	_exit(127);
}

static bool wait_for(int master, const char *text)
{
	char seen[65536];
	size_t length = 0;
	ssize_t n;

	while (length < sizeof seen - 1 &&
	       (n = read(master, seen + length, sizeof seen - 1 - length)) > 0) {
		length += (size_t)n;
		seen[length] = '\0';
		if (strstr(seen, text) != NULL)
			return true;
	}
	return false;
}

int main(int argc, char **argv)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	if (argc < 3 || master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
		return 1;
	pid_t pid = fork();
	if (pid < 0)
		return 1;
	if (pid == 0)
		run(master, argv + 2);
	bool seen = wait_for(master, argv[1]);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return !seen;
}
