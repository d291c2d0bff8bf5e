/* Other programs, started without a shell. */
#ifndef SYS_PROCESS_SPAWN_H
#define SYS_PROCESS_SPAWN_H

/* Becomes the program at path, which gets argv (ended by NULL), our environment, and what is open
 * at 0 to 2; what waits for standard output is written first.  Comes back only where that failed:
 * an errno. */
int spawn_become(const char *path, const char *const *argv);

#endif
