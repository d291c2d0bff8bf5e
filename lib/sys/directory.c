#include "sys/directory.h"

#include "base/array.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 32 };

bool folder_is(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool folder_names_add(struct folder_names *names, const char *path)
{
	char **more = array_room(names->names, names->count, &names->size, sizeof *more);

	if (more == NULL)
		return false;
	names->names = more;
	names->names[names->count] = strdup(path);
	if (names->names[names->count] == NULL)
		return false;
	names->count++;
	return true;
}

void folder_names_free(struct folder_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->names[i]);
	free(names->names);
	*names = (struct folder_names){0};
}

static bool has_ending(const char *name, const char *const *endings)
{
	size_t length = strlen(name);

	for (; *endings != NULL; endings++) {
		size_t n = strlen(*endings);

		if (length > n && strcmp(name + length - n, *endings) == 0)
			return true;
	}
	return false;
}

static char *join(const char *folder, const char *name)
{
	size_t n = strlen(folder), slash = n > 0 && folder[n - 1] != '/';
	char *path = malloc(n + strlen(name) + 2);

	if (path == NULL)
		return NULL;
	memcpy(path, folder, n);
	path[n] = '/';
	strcpy(path + n + slash, name);
	return path;
}

static int by_name(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static int add_folder(const char *path, const char *const *endings, struct folder_names *names,
                      unsigned depth);

static int add_entry(const char *path, const char *name, const char *const *endings,
                     struct folder_names *names, unsigned depth)
{
	struct stat status;
	int error = 0;

	if (name[0] == '.')
		return 0;
	char *whole = join(path, name);
	if (whole == NULL)
		return ENOMEM;
	if (lstat(whole, &status) != 0)
		error = errno == ENOENT ? 0 : errno;
	else if (S_ISDIR(status.st_mode) && depth < DEPTH_MAX)
		error = add_folder(whole, endings, names, depth + 1);
	else if (!S_ISDIR(status.st_mode) && has_ending(name, endings) &&
	         stat(whole, &status) == 0 && S_ISREG(status.st_mode) &&
	         !folder_names_add(names, whole))
		error = ENOMEM;
	free(whole);
	return error;
}

static int add_folder(const char *path, const char *const *endings, struct folder_names *names,
                      unsigned depth)
{
	DIR *folder = opendir(path);
	int error = folder == NULL ? errno : 0;

	while (error == 0) {
		errno = 0;
		const struct dirent *entry = readdir(folder);
		if (entry == NULL) {
			error = errno;
			break;
		}
		error = add_entry(path, entry->d_name, endings, names, depth);
	}
	if (folder != NULL)
		closedir(folder);
	return error;
}

int folder_files(const char *path, const char *const *endings, struct folder_names *names)
{
	size_t first = names->count;
	int error = add_folder(path, endings, names, 0);

	if (names->count > first)
		qsort(names->names + first, names->count - first, sizeof *names->names, by_name);
	return error;
}
