/* Replaces a file atomically: at any time the complete old file or the complete new one exists. */
#ifndef SYS_REPLACE_H
#define SYS_REPLACE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/* True if the file that a name leads to, through links, is or would be below the current directory.
 */
bool replace_is_below(const char *path);

/* Creates missing parent directories of path (mode 0700). path is modified during the call and
 * restored. Returns false with errno set on failure. */
bool replace_directories(char *path);

/* A file that is being written. */
struct replace {
	FILE *file;      /* to write to */
	char *path;      /* the file to replace; owned */
	char *temporary; /* in the same directory; owned. NULL: file itself is written into */
};

/* If path is a regular file or does not exist, creates missing parent directories (mode 0700) and a
 * temporary file next to it; if it is a symbolic link, the file it points to is replaced. A device,
 * a FIFO, or our own standard output or error is written to directly. Returns false with errno set
 * on failure. */
bool replace_start(struct replace *replace, const char *path);

/* Removes temporary files left behind by killed replacements of path, if they were not modified for
 * this many seconds; files still being written are kept. */
void replace_sweep(const char *path, int64_t seconds);

/* Flushes the file to disk and renames it. A new file gets mode, less the umask; an existing one
 * keeps its mode and, if permitted, its owner. Returns false with errno set on failure, leaving the
 * old file unchanged. Ends the replacement either way. */
bool replace_commit(struct replace *replace, mode_t mode);

/* Discards what was written. Does nothing after replace_commit. */
void replace_abandon(struct replace *replace);

#endif
