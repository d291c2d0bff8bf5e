/* The files below a directory. */
#ifndef SYS_DIRECTORY_H
#define SYS_DIRECTORY_H

#include <stdbool.h>
#include <stddef.h>

/* A list of paths. All zero is empty. */
struct directory_names {
	char **names; /* owned, with the paths */
	size_t count, size;
};

/* Returns true if path is a directory, or a symbolic link to one. */
bool directory_is(const char *path);
/* Creates the directory if it does not exist. Returns false with errno set on failure. */
bool directory_make(const char *path);
/* Appends to names, sorted, the paths of the regular files below path whose names end with one of
 * endings (".pcsc"; the list ends with NULL). Searches subdirectories too, 32 levels deep, but
 * does not follow symbolic links to directories; names that begin with a dot are ignored. A link
 * that leads nowhere is in the list: to read it is an error. Returns 0 or an errno; what was found
 * before the error stays in names. */
int directory_files(const char *path, const char *const *endings, struct directory_names *names);
/* Appends a copy of path. Returns false if out of memory. */
bool directory_names_add(struct directory_names *names, const char *path);
/* Frees the paths; names is empty afterwards. */
void directory_names_free(struct directory_names *names);

#endif
