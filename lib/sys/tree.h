/* Information about the system from files in /sys, /proc, /run and so on. Each function takes a
 * root directory ("" is the real one), so that tests can present another system, and an absolute
 * path below it; symbolic links are resolved within that root, as after chroot(2). */
#ifndef SYS_TREE_H
#define SYS_TREE_H

#include "sys/file.h"

#include <stdbool.h>
#include <stddef.h>

enum { TREE_PATH_MAX = 4096, TREE_NAME_MAX = 256 };

enum tree_kind {
	TREE_NOTHING, /* also a dangling link */
	TREE_HIDDEN,  /* a directory on the way may not be searched by this user */
	TREE_FILE,
	TREE_DIRECTORY,
	TREE_SOCKET,
	TREE_OTHER,
};

/* Who may do what with a file. */
struct tree_rights {
	unsigned mode;        /* the permission bits */
	unsigned user, group; /* who owns it */
	bool access_list;     /* there is also an access control list, acl(5) */
};

/* Returns the kind of file at path; links are followed. */
enum tree_kind tree_kind(const char *root, const char *path);
/* Gets the rights of the file at path. Returns false if it does not exist or is not accessible. */
bool tree_rights(const char *root, const char *path, struct tree_rights *rights);
/* Gets the path in the real system; a link in the last component is not followed. Returns false if
 * it is too long or links form a loop. */
bool tree_full(const char *root, const char *path, char full[TREE_PATH_MAX]);
/* Returns true if the current user may write to the file at path. */
bool tree_may_write(const char *root, const char *path);
/* Gets the target of the link at path; "" and false if there is no link. */
bool tree_link(const char *root, const char *path, char target[TREE_PATH_MAX]);
/* Gets the first line of a file, without its line end, truncated to size; "" and false if there is
 * no file. */
bool tree_line(const char *root, const char *path, char *line, size_t size);
/* Reads a whole file of at most max bytes, as file_read does (sys/file.h). */
int tree_read(const char *root, const char *path, size_t max, struct file *file);

/* Names in a directory, sorted. */
struct tree_names {
	char (*names)[TREE_NAME_MAX]; /* owned */
	size_t count;
};
/* Returns false if the directory cannot be read or memory ran out. */
bool tree_list(const char *root, const char *path, struct tree_names *names);
void tree_names_free(struct tree_names *names);

#endif
