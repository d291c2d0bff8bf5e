#include "sys/process/child.h"

#include "sys/process/descriptors.h"
#include "sys/process/child_guard.h"
#include "sys/file.h"
#include "sys/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

extern char **environ;

static int ends[2] = {-1, -1};
static int guard = -1;

static void on_child(int number)
{
	int error = errno;
	ssize_t written = write(ends[1], "", 1);

	(void)number;
	(void)written;
	errno = error;
}

int children_start(void)
{
	struct sigaction action = {.sa_handler = on_child, .sa_flags = SA_RESTART | SA_NOCLDSTOP};

	if (pipe(ends) != 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		fcntl(ends[i], F_SETFL, O_NONBLOCK);
	}
	/* hooks also run without the guard */
	guard = child_guard_start();
	sigemptyset(&action.sa_mask);
	sigaction(SIGCHLD, &action, NULL);
	return ends[0];
}

static bool is_ours_alone(const char *variable)
{
	static const char *const names[] = {"NOTIFY_SOCKET=", "WATCHDOG_PID=", "WATCHDOG_USEC="};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strncmp(variable, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

static bool is_among(const char *variable, const char *const *extra)
{
	size_t name = strcspn(variable, "=") + 1;

	for (; *extra != NULL; extra++)
		if (strncmp(*extra, variable, name) == 0)
			return true;
	return false;
}

/* Returns the extra variables followed by the environment of this process. The caller owns the
 * list, but not its strings. */
static const char **make_environment(const char *const *extra)
{
	size_t count = 1, n = 0;

	for (size_t i = 0; extra[i] != NULL; i++)
		count++;
	for (char **at = environ; *at != NULL; at++)
		count++;
	const char **list = calloc(count, sizeof *list);
	if (!memory_sufficed(list != NULL))
		return NULL;
	for (size_t i = 0; extra[i] != NULL; i++)
		list[n++] = extra[i];
	for (char **at = environ; *at != NULL; at++)
		if (!is_ours_alone(*at) && !is_among(*at, extra))
			list[n++] = *at;
	return list;
}

/* Runs in the child after fork(): other threads do not exist, so nothing here may allocate or
 * lock. */
_Noreturn static void become(const struct child_setup *setup, const char *const *environment,
                             int input, pid_t parent)
{
	static const int defaults[] = {SIGPIPE, SIGXFSZ, SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGALRM};
	struct sigaction action = {.sa_handler = SIG_DFL};
	char *const *argv, *const *envp;
	sigset_t none;

	setpgid(0, 0);
	child_guard_set(guard, getpid(), true);
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(CHILD_NOT_STARTED);
#else
	(void)parent;
#endif
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
		sigaction(defaults[i], &action, NULL);
	dup2(input, STDIN_FILENO);
	dup2(STDERR_FILENO, STDOUT_FILENO);
	descriptors_close(3);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* exec does not change the strings; its prototype merely lacks the const. */
	memcpy(&argv, &setup->argv, sizeof argv);
	memcpy(&envp, &environment, sizeof envp);
	execve(setup->path, argv, envp);
	_exit(CHILD_NOT_STARTED);
}

int child_start(pid_t *child, const struct child_setup *setup)
{
	const char **environment = make_environment(setup->extra);
	/* The input is a file, not a pipe: a child that does not read it does not block us. */
	int input = environment != NULL ? file_nameless(setup->input, setup->input_length) : -1;
	pid_t parent = getpid();
	sigset_t all, old;

	if (input < 0) {
		free(environment);
		return environment == NULL ? ENOMEM : errno;
	}
	/* A signal that arrives between fork and exec would run the handlers of this program. */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &old);
	pid_t pid = fork();
	int error = pid < 0 ? errno : 0;
	if (pid == 0)
		become(setup, environment, input, parent);
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (pid > 0)
		setpgid(pid, pid);
	close(input);
	free(environment);
	*child = pid;
	return error;
}

bool child_ended(pid_t *child, int *status)
{
	char bytes[64];

	while (read(ends[0], bytes, sizeof bytes) > 0)
		;
	*child = waitpid(-1, status, WNOHANG);
	if (*child <= 0)
		return false;
	kill(-*child, SIGKILL);
	child_guard_set(guard, *child, false);
	return true;
}

void child_signal(pid_t child, int number)
{
	if (kill(-child, number) != 0)
		kill(child, number);
}

const char *child_status_text(int status, char out[64])
{
	if (WIFSIGNALED(status))
		snprintf(out, 64, "killed by signal %d", WTERMSIG(status));
	else
		snprintf(out, 64, "exited with status %d", WEXITSTATUS(status));
	return out;
}

static bool can_run(const char *path)
{
	struct stat info;

	if (stat(path, &info) != 0)
		return false;
	if (!S_ISREG(info.st_mode)) {
		errno = EACCES;
		return false;
	}
	return access(path, X_OK) == 0;
}

bool child_find(const char *name, char *out, size_t size)
{
	const char *at = getenv("PATH");

	if (strchr(name, '/') != NULL || at == NULL) {
		int n = snprintf(out, size, "%s", name);
		return n >= 0 && (size_t)n < size && can_run(out);
	}
	for (;;) {
		size_t length = strcspn(at, ":");
		/* An empty entry would mean the current directory. */
		int n = snprintf(out, size, "%.*s/%s", (int)length, at, name);

		if (length > 0 && n >= 0 && (size_t)n < size && can_run(out))
			return true;
		at += length;
		if (*at++ == '\0')
			break;
	}
	errno = ENOENT;
	return false;
}

/* sticky: in a directory with the sticky bit, such as /tmp, only the owner can change a file. */
static const char *distrust(const struct stat *info, bool sticky)
{
	errno = EPERM;
	if (info->st_uid != 0 && info->st_uid != geteuid())
		return "owned by another user";
	if ((info->st_mode & (S_IWGRP | S_IWOTH)) != 0 && !(sticky && (info->st_mode & S_ISVTX)))
		return "others can write to it";
	return NULL;
}

static const char *distrust_above(char *path)
{
	struct stat info;
	char *slash;

	while ((slash = strrchr(path, '/')) != NULL) {
		slash[slash == path] = '\0';
		if (stat(path, &info) != 0)
			return strerror(errno);
		if (distrust(&info, true) != NULL)
			return "others can replace a directory above it";
		if (slash == path)
			break;
	}
	return NULL;
}

/* Hooks are looked up by name, which requires search permission. */
static const char *distrust_directory(const char *directory)
{
	char path[PATH_MAX];
	struct stat info;

	if (realpath(directory, path) == NULL || stat(path, &info) != 0)
		return errno == ENOENT ? "directory not found" : strerror(errno);
	if (!S_ISDIR(info.st_mode)) {
		errno = ENOTDIR;
		return "not a directory";
	}
	const char *wrong = distrust(&info, false);
	if (wrong == NULL && access(path, X_OK) != 0)
		wrong = strerror(errno);
	return wrong != NULL ? wrong : distrust_above(path);
}

const char *child_distrust(const char *directory, const char *name)
{
	char path[PATH_MAX];
	struct stat info;
	const char *wrong = distrust_directory(directory);

	if (name == NULL)
		return wrong;
	int n = snprintf(path, sizeof path, "%s/%s", directory, name);
	if (wrong == NULL && (n < 0 || (size_t)n >= sizeof path))
		wrong = "its name is too long";
	if (wrong != NULL) {
		errno = 0;
		return wrong;
	}
	if (lstat(path, &info) != 0)
		return strerror(errno);
	if (!S_ISREG(info.st_mode))
		wrong = "not a regular file (symbolic links are not allowed)";
	else
		wrong = distrust(&info, false);
	bool executable = wrong != NULL || access(path, X_OK) == 0;
	errno = executable ? 0 : EACCES;
	return executable ? wrong : "not executable";
}
