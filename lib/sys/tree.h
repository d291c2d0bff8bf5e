/* Reads files of the system: in /sys, /proc, /run and so on. Each function takes a root directory
 * ("" for the real one), so that tests can present another system, and an absolute path below it.
 * Symbolic links are resolved within that root, as after chroot(2). */
#ifndef SYS_TREE_H
#define SYS_TREE_H

#include "sys/file.h"

#include <stdbool.h>
#include <stddef.h>

enum { TREE_PATH_MAX = 4096, TREE_NAME_MAX = 256 };

enum tree_kind {
	TREE_NOTHING, /* no such file; also a dangling link */
	TREE_HIDDEN,  /* unknown: this user may not search a directory on the path */
	TREE_FILE,
	TREE_DIRECTORY,
	TREE_SOCKET,
	TREE_OTHER,
};

/* The owner and the permissions of a file. */
struct tree_rights {
	unsigned mode;        /* the permission bits */
	unsigned user, group; /* its owner */
	bool access_list;     /* it has an access control list too, acl(5) */
};

/* Returns the kind of file at path; links are followed. */
enum tree_kind tree_kind(const char *root, const char *path);
/* Gets the rights of the file at path. Returns false if it does not exist or is not accessible. */
bool tree_rights(const char *root, const char *path, struct tree_rights *rights);
/* Gets the path of the file in the real system. A link in the last component is not followed.
 * Returns false if the path is too long or links form a loop. */
bool tree_full(const char *root, const char *path, char full[TREE_PATH_MAX]);
/* Returns true if the current user may write to the file at path. */
bool tree_may_write(const char *root, const char *path);
/* Gets the target of the symbolic link at path. Returns false, with errno set and target "", if it
 * is not a link or cannot be read. */
bool tree_link(const char *root, const char *path, char target[TREE_PATH_MAX]);
/* Gets the first line of a regular file, without its newline and truncated to size - 1 bytes.
 * Returns false, with line "" and errno set to an error of file_read, if it cannot be read. */
bool tree_line(const char *root, const char *path, char *line, size_t size);
/* Reads a regular file of at most max bytes. Returns what file_read returns (sys/file.h). */
int tree_read(const char *root, const char *path, size_t max, struct file *file);

/* The names in a directory, sorted, without "." and "..". */
struct tree_names {
	char (*names)[TREE_NAME_MAX]; /* owned */
	size_t count;
};
/* Lists a directory; names is to be freed with tree_names_free. Returns false, with names empty
 * and errno set, if it cannot be read or memory ran out (reported). */
bool tree_list(const char *root, const char *path, struct tree_names *names);
void tree_names_free(struct tree_names *names);

#endif
