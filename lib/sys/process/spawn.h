/* Runs other programs, without a shell. */
#ifndef SYS_PROCESS_SPAWN_H
#define SYS_PROCESS_SPAWN_H

#include <stdbool.h>
#include <sys/types.h>

/* Replaces this process by the program at path, with argv (ended by NULL), our environment and
 * descriptors 0 to 2; standard output is flushed first. Returns an errno, only on failure. */
int spawn_become(const char *path, const char *const *argv);

/* Starts the program argv[0], which is searched for in PATH, with the descriptors in and out as its
 * standard input and output; apart: in a process group of its own, so that a terminal's Ctrl-C is
 * not meant for it. Returns 0 or an errno. */
int spawn_start(const char *const *argv, int in, int out, bool apart, pid_t *child);
/* Waits for the end of a child. Returns its exit status, 128 + signal if a signal ended it, and -1
 * with errno set on failure. */
int spawn_end(pid_t child);

/* Runs the program argv[0], which is searched for in PATH, with the descriptors in and out as its
 * standard input and output, and waits for its end. Returns as spawn_end does; -1 also if it could
 * not be started. */
int spawn_run(const char *const *argv, int in, int out);

#endif
