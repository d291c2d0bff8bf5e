/* Writing a file so that at any moment either the old one or the new one is there, whole. */
#ifndef SYS_REPLACE_H
#define SYS_REPLACE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/* Makes the folders above path where they are missing (mode 0700); path is as before afterwards.
 * False with errno set. */
bool replace_folders(char *path);

/* A file that is being written. */
struct replace {
	FILE *file;      /* to write to */
	char *path;      /* the file to replace; owned */
	char *temporary; /* in the same folder; owned. NULL: file itself is written into */
};

/* For a file that is missing or regular makes the folders above path where they are missing (mode
 * 0700) and a temporary file in the last one; a symbolic link at path is followed, and what it
 * points to is replaced. A device, a FIFO or what is our own standard output or error is opened
 * and written into. False with errno set. */
bool replace_start(struct replace *replace, const char *path);

/* Removes what replacements of path left behind that were killed: their temporary files, where
 * nothing has touched them for so many seconds. Those of others that are at work stay. */
void replace_sweep(const char *path, int64_t seconds);

/* Flushes to the disk and renames. mode, less the umask, is that of a new file; one that was there
 * keeps its own, and its owner where we may give it away. False with errno set, and the old file is
 * as it was. Ends the replacement either way. */
bool replace_commit(struct replace *replace, mode_t mode);

/* Forgets what was written. Does nothing after replace_commit. */
void replace_abandon(struct replace *replace);

#endif
