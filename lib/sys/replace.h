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

/* A file that is being written beside the one it will replace. */
struct replace {
	FILE *file;      /* to write to */
	char *path;      /* the file to replace; owned */
	char *temporary; /* in the same folder; owned */
};

/* Makes the folders above path where they are missing (mode 0700) and a temporary file in the last
 * one. A symbolic link at path is followed: what it points to is replaced. False with errno set. */
bool replace_start(struct replace *replace, const char *path);

/* Removes what replacements of path left behind that were killed: their temporary files, where
 * nothing has touched them for so many seconds. Those of others that are at work stay. */
void replace_sweep(const char *path, int64_t seconds);

/* Flushes to the disk and renames; mode is the file's (the umask does not count). False with errno
 * set, and the old file is as it was. Ends the replacement either way. */
bool replace_commit(struct replace *replace, mode_t mode);

/* The same, but mode is that of a new file: one that was there keeps its own. */
bool replace_commit_keeping(struct replace *replace, mode_t mode);

/* Forgets what was written. Does nothing after replace_commit. */
void replace_abandon(struct replace *replace);

#endif
