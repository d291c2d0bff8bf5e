/* The files below a directory. */
#ifndef SYS_DIRECTORY_H
#define SYS_DIRECTORY_H

#include <stdbool.h>
#include <stddef.h>

struct directory_names {
	char **names; /* owned; paths */
	size_t count, size;
};

bool directory_is(const char *path);
/* Adds the paths of all regular files below path whose names end with one of endings (ended by
 * NULL), sorted by name. Descends into directories, but not through symbolic links. Returns 0 or an
 * errno. */
int directory_files(const char *path, const char *const *endings, struct directory_names *names);
/* Adds a path. Returns false if out of memory. */
bool directory_names_add(struct directory_names *names, const char *path);
void directory_names_free(struct directory_names *names);

#endif
