/* A lock file, held by one program at a time. */
#ifndef SYS_LOCK_H
#define SYS_LOCK_H

/* Opens the file at path, creating it (mode 0600) and its parent directories if they are missing,
 * and waits until no other program has it locked. path is modified during the call and restored.
 * Returns a descriptor for lock_release; -1 with errno set on failure. */
int lock_take(char *path);
/* Unlocks and closes the file, which stays. Does nothing for -1. */
void lock_release(int fd);

#endif
