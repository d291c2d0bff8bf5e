/* Other programs, started without a shell. */
#ifndef SYS_PROCESS_SPAWN_H
#define SYS_PROCESS_SPAWN_H

/* Becomes the program at path, which gets argv (ended by NULL), our environment, and what is open
 * at 0 to 2; what waits for standard output is written first.  Comes back only where that failed:
 * an errno. */
int spawn_become(const char *path, const char *const *argv);

/* Runs the program argv[0], which is searched for in PATH, with the descriptors in and out as its
 * standard input and output, and waits for its end.  Returns its exit status; -1, with errno set,
 * if it could not be started, and 128 + signal if a signal ended it. */
int spawn_run(const char *const *argv, int in, int out);

#endif
