/* The files below a folder. */
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
 * NULL), by name. Folders are gone into, links to them are not. Returns 0 or an errno. */
int folder_files(const char *path, const char *const *endings, struct folder_names *names);
/* Adds a path; false where memory ran out. */
bool folder_names_add(struct folder_names *names, const char *path);
void folder_names_free(struct folder_names *names);

#endif
