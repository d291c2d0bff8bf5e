/* Child processes that run beside the program: started without a shell, each in its own process
 * group, and killed with it when the program ends, even by SIGKILL. Only processes that leave the
 * group (setsid) survive. */
#ifndef SYS_PROCESS_CHILD_H
#define SYS_PROCESS_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Prepares to start children. To be called once, before other threads are started. Returns a
 * descriptor that is readable when a child may have ended; -1 if out of descriptors. */
int children_start(void);

struct child_setup {
	const char *path;         /* used as it is; child_find searches PATH */
	const char *const *argv;  /* ended by NULL */
	const char *const *extra; /* "NAME=value", ended by NULL; override the environment */
	const char *input;        /* the whole of its standard input */
	size_t input_length;
};

/* Starts a program. It inherits standard error, which is also its standard output, no other
 * descriptor, and the environment except what is meant for this process alone (NOTIFY_SOCKET,
 * WATCHDOG_...). Returns 0 and sets *child, or an errno. If the program cannot be executed, the
 * child exits with CHILD_NOT_STARTED. */
enum { CHILD_NOT_STARTED = 127 };
int child_start(pid_t *child, const struct child_setup *setup);

/* Gets a child that has ended, with its status as waitpid(2) returns it, and kills what is left of
 * its process group. Returns false if no (further) child has ended. Empties the descriptor of
 * children_start. */
bool child_ended(pid_t *child, int *status);

/* Sends signal number to the process group of a child. */
void child_signal(pid_t child, int number);

/* Writes a status of child_ended in words: "exited with status 3" or "killed by signal 9". Returns
 * out. */
const char *child_status_text(int status, char out[64]);

/* Finds a program as the shell does: name itself if it contains a slash, else by PATH, of which
 * empty parts are ignored. Writes its path to out, of size bytes. Returns false with errno set if
 * there is none that can be executed. */
bool child_find(const char *name, char *out, size_t size);

/* Checks that nobody but root and this user can change the file called name in directory, the
 * directory, or one above it. Returns NULL if so; else the reason, valid until the next call.
 * With name NULL it checks the directory alone, and errno says what is wrong: ENOENT, ENOTDIR,
 * EACCES (not searchable), EPERM (others can change it) or another error. With a name errno is
 * ENOENT if the directory has no such file, EACCES if it is not executable, else 0. */
const char *child_distrust(const char *directory, const char *name);

#endif
