/* Replaces a file atomically: at any time the complete old file or the complete new one exists. */
#ifndef SYS_REPLACE_H
#define SYS_REPLACE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/* Returns true if the file that path names, after following symbolic links, is (or would be
 * created) below the current directory. Returns false with errno 0 if it is not, with errno set if
 * that cannot be determined. */
bool replace_is_below(const char *path);

/* Returns true if both paths lead to one file, which exists or not, that replace_start would create
 * or replace, so that what is written to one path replaces what is written to the other. */
bool replace_is_same(const char *path, const char *other);

/* Creates missing parent directories of path (mode 0700). path is modified during the call and
 * restored. Returns false with errno set on failure. */
bool replace_directories(char *path);

/* A replacement in progress. */
struct replace {
	FILE *file;      /* to write to; owned */
	char *path;      /* the file to replace; owned */
	char *temporary; /* the name of file until then; owned. NULL: path is written to directly */
	bool unsynced; /* set by the caller for content that can be made again: replace_commit does
	                * not wait for the disk */
};

/* Starts to replace the file at path; what is written to replace->file becomes its content with
 * replace_commit. Missing parent directories are created (mode 0700). If path is a symbolic link,
 * the file that it points to is replaced. A device, a FIFO, or the program's own standard output or
 * error is written to directly. Returns false with errno set, and nothing to release, on failure.
 */
bool replace_start(struct replace *replace, const char *path);

/* Removes the temporary files of replacements of path that were killed: those that have not changed
 * for this many seconds, as a file that is still being written would. */
void replace_sweep(const char *path, int64_t seconds);

/* Flushes the new file to disk, unless it is unsynced, and gives it its name. A file that did not
 * exist gets mode, less the umask; an existing one keeps its mode and, if permitted, its owner.
 * Returns false with errno set on failure; the old file is then unchanged. Releases replace in both
 * cases. */
bool replace_commit(struct replace *replace, mode_t mode);

/* Discards the new file and releases replace. Keeps errno. Does nothing after replace_commit. */
void replace_abandon(struct replace *replace);

#endif
