/* What the system tells of itself in files: /sys, /proc, /run … Each function takes the directory
 * that stands for / ("" is the real one), so that tests can show it another system, and an absolute
 * path; symbolic links lead to what they name below that directory, as after chroot(2). */
#ifndef SYS_TREE_H
#define SYS_TREE_H

#include "sys/file.h"

#include <stdbool.h>
#include <stddef.h>

enum { TREE_PATH_MAX = 4096, TREE_NAME_MAX = 256 };

enum tree_kind {
	TREE_NOTHING, /* also where a link leads to nothing */
	TREE_HIDDEN,  /* a directory on the way may not be searched by this user */
	TREE_FILE,
	TREE_FOLDER,
	TREE_SOCKET,
	TREE_OTHER,
};

/* Who may do what with a file. */
struct tree_rights {
	unsigned mode;        /* the permission bits */
	unsigned user, group; /* who owns it */
	bool access_list;     /* a list stands beside the bits, acl(5) */
};

/* What stands at path; links are followed. */
enum tree_kind tree_kind(const char *root, const char *path);
/* The rights of what stands there; false where there is nothing to be seen. */
bool tree_rights(const char *root, const char *path, struct tree_rights *rights);
/* The name by which the real system knows what is at path, its last part not followed where it is a
 * link; false where that is too long or a link leads in a circle. */
bool tree_full(const char *root, const char *path, char full[TREE_PATH_MAX]);
/* True where whoever runs this may write to what stands at path. */
bool tree_may_write(const char *root, const char *path);
/* What the link at path says; "" and false where there is no link. */
bool tree_link(const char *root, const char *path, char target[TREE_PATH_MAX]);
/* The first line of a file, without its end, cut where it is longer; "" and false without a file.
 */
bool tree_line(const char *root, const char *path, char *line, size_t size);
/* A whole file of at most max bytes, as file_read (sys/file.h). */
int tree_read(const char *root, const char *path, size_t max, struct file *file);

/* Names in a folder, sorted. */
struct tree_names {
	char (*names)[TREE_NAME_MAX]; /* owned */
	size_t count;
};
/* False where the folder is not there or may not be read, or memory ran out. */
bool tree_list(const char *root, const char *path, struct tree_names *names);
void tree_names_free(struct tree_names *names);

#endif
