#include "sys/process/spawn.h"

#include "sys/output.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int spawn_become(const char *path, const char *const *argv)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	char *const *words;

	if (!output_flush())
		return EIO;
	/* exec does not change the strings; its prototype merely lacks the const. */
	memcpy(&words, &argv, sizeof words);
	/* exec would keep ignoring the signals that output_start ignores. */
	sigaction(SIGPIPE, &action, NULL);
	sigaction(SIGXFSZ, &action, NULL);
	execv(path, words);
	return errno;
}

int spawn_start(const char *const *argv, int in, int out, bool apart, pid_t *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t usual;
	char *const *words;

	/* posix_spawn does not change the strings either. */
	memcpy(&words, &argv, sizeof words);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGXFSZ);
	int error = posix_spawn_file_actions_init(&actions);
	if (error != 0)
		return error;
	error = posix_spawnattr_init(&attributes);
	if (error == 0) {
		posix_spawnattr_setsigdefault(&attributes, &usual);
		posix_spawnattr_setflags(
			&attributes,
			(short)(POSIX_SPAWN_SETSIGDEF | (apart ? POSIX_SPAWN_SETPGROUP : 0)));
		error = posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
		if (error == 0)
			error = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
		if (error == 0)
			error = posix_spawnp(child, argv[0], &actions, &attributes, words, environ);
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

int spawn_end(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int spawn_run(const char *const *argv, int in, int out)
{
	pid_t child;

	errno = spawn_start(argv, in, out, false, &child);
	return errno != 0 ? -1 : spawn_end(child);
}
