/* The files below a directory. */
#ifndef SYS_FOLDER_H
#define SYS_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct folder_names {
	char **names; /* owned; paths */
	size_t count, size;
};

bool folder_is(const char *path);
/* Adds the paths of all regular files below path whose names end with one of endings (ended by
 * NULL), sorted by name. Descends into directories, but not through symbolic links. Returns 0 or an
 * errno. */
int folder_files(const char *path, const char *const *endings, struct folder_names *names);
/* Adds a path; false if memory ran out. */
bool folder_names_add(struct folder_names *names, const char *path);
void folder_names_free(struct folder_names *names);

#endif
