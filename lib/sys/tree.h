/* What the system tells of itself in files: /sys, /proc, /run … Each function takes the folder that
 * stands for / ("" is the real one), so that tests can show it another system, and an absolute
 * path. */
#ifndef SYS_TREE_H
#define SYS_TREE_H

#include "sys/file.h"

#include <stdbool.h>
#include <stddef.h>

enum { TREE_PATH_MAX = 4096, TREE_NAME_MAX = 256 };

enum tree_kind {
	TREE_NOTHING, /* also where nothing can be seen, and where a link leads to nothing */
	TREE_FILE,
	TREE_FOLDER,
	TREE_SOCKET,
	TREE_OTHER,
};

/* What stands at path; links are followed. */
enum tree_kind tree_kind(const char *root, const char *path);
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
