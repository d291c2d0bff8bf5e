/* Child processes, each in its own process group: started without a shell, never waited for, and
 * killed when we end, however we end; only processes that leave the group (setsid) survive. */
#ifndef SYS_PROCESS_CHILD_H
#define SYS_PROCESS_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Returns a descriptor that is readable once a child may have ended; -1 if out of descriptors. To
 * be called once, before other threads are started. */
int children_start(void);

struct child_setup {
	const char *path;         /* no search is done; see child_find */
	const char *const *argv;  /* ended by NULL */
	const char *const *extra; /* "NAME=value", ended by NULL: put before the environment */
	const char *input;        /* its standard input, whole */
	size_t input_length;
};

/* Starts a program. Its standard output is our standard error; it inherits no other descriptor, and
 * our environment except what is meant for us alone (NOTIFY_SOCKET, WATCHDOG_...). Returns 0 or an
 * errno; if the program cannot be executed, the child exits with CHILD_NOT_STARTED. */
enum { CHILD_NOT_STARTED = 127 };
int child_start(pid_t *child, const struct child_setup *setup);

/* Takes one child that has ended, and kills what it left in its group. Returns false if there is
 * none. status is that of waitpid(). Empties the descriptor of children_start. */
bool child_ended(pid_t *child, int *status);

/* Sends a signal to a child and its process group. */
void child_signal(pid_t child, int number);

/* Writes "exited with status 3" or "killed by signal 9". Returns out. */
const char *child_status_text(int status, char out[64]);

/* Finds the program as the shell does: name itself if it has a slash, else by PATH. Returns false
 * with errno set if there is none that can be executed. */
bool child_find(const char *name, char *out, size_t size);

/* Returns NULL if nobody but root or us can change the file name in directory, the directory, or
 * one above it; else what is wrong. name NULL: the directory alone; errno then tells the kind:
 * ENOENT, EACCES (not searchable), ENOTDIR, EPERM (others can change it), or that of another
 * failure. With a name errno is ENOENT if there is no such file in the directory, EACCES
 * if it is not executable, else 0. */
const char *child_distrust(const char *directory, const char *name);

#endif
