/* Runs other programs, without a shell. */
#ifndef SYS_PROCESS_SPAWN_H
#define SYS_PROCESS_SPAWN_H

#include <stdbool.h>
#include <sys/types.h>

/* Replaces this process by the program at path, with argv (ended by NULL) and the same environment
 * and standard streams; standard output is flushed first. Returns only on failure: an errno. */
int spawn_become(const char *path, const char *const *argv);

/* Starts the program argv[0], searched for in PATH, with the descriptors in and out, which stay the
 * caller's, as its standard input and output. apart: in its own process group, so that it does not
 * receive a terminal's Ctrl-C. Returns 0 and sets *child, for spawn_end; or an errno. */
int spawn_start(const char *const *argv, int in, int out, bool apart, pid_t *child);
/* Waits until a child ends. Returns its exit status; 128 + the signal's number if a signal ended
 * it; -1 with errno set on failure. */
int spawn_end(pid_t child);

/* Starts a program in the same way, in this process group, and waits until it ends. Returns what
 * spawn_end returns; -1 with errno set if it cannot be started. */
int spawn_run(const char *const *argv, int in, int out);

#endif
