/* A lock file, held by one program at a time. */
#ifndef SYS_LOCK_H
#define SYS_LOCK_H

/* Opens the file at path, creating it (mode 0600) and its parent directories if missing, and waits
 * until no other program holds it. Returns a descriptor, or -1 with errno set. */
int lock_take(char *path);
void lock_release(int fd);

#endif
