#include "sys/directory.h"

#include "base/array.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 32 };

bool directory_is(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool directory_make(const char *path)
{
	if (mkdir(path, 0777) == 0)
		return true;
	if (errno != EEXIST)
		return false;
	bool there = directory_is(path);
	errno = ENOTDIR;
	return there;
}

bool directory_names_add(struct directory_names *names, const char *path)
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

void directory_names_free(struct directory_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->names[i]);
	free(names->names);
	*names = (struct directory_names){0};
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

static char *join(const char *directory, const char *name)
{
	size_t n = strlen(directory), slash = n > 0 && directory[n - 1] != '/';
	char *path = malloc(n + strlen(name) + 2);

	if (path == NULL)
		return NULL;
	memcpy(path, directory, n);
	path[n] = '/';
	strcpy(path + n + slash, name);
	return path;
}

static int by_name(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static int add_directory(const char *path, const char *const *endings,
                         struct directory_names *names, unsigned depth);

static int add_entry(const char *path, const char *name, const char *const *endings,
                     struct directory_names *names, unsigned depth)
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
		error = add_directory(whole, endings, names, depth + 1);
	else if (!S_ISDIR(status.st_mode) && has_ending(name, endings) &&
	         (stat(whole, &status) != 0 || S_ISREG(status.st_mode)) &&
	         !directory_names_add(names, whole))
		error = ENOMEM;
	free(whole);
	return error;
}

static int add_directory(const char *path, const char *const *endings,
                         struct directory_names *names, unsigned depth)
{
	DIR *directory = opendir(path);
	int error = directory == NULL ? errno : 0;

	while (error == 0) {
		errno = 0;
		const struct dirent *entry = readdir(directory);
		if (entry == NULL) {
			error = errno;
			break;
		}
		error = add_entry(path, entry->d_name, endings, names, depth);
	}
	if (directory != NULL)
		closedir(directory);
	return error;
}

int directory_files(const char *path, const char *const *endings, struct directory_names *names)
{
	size_t first = names->count;
	int error = add_directory(path, endings, names, 0);

	if (names->count > first)
		qsort(names->names + first, names->count - first, sizeof *names->names, by_name);
	return error;
}
