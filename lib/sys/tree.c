#include "sys/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool join(char out[TREE_PATH_MAX], const char *root, const char *path)
{
	int n = snprintf(out, TREE_PATH_MAX, "%s%s", root, path);

	return n >= 0 && n < TREE_PATH_MAX;
}

enum tree_kind tree_kind(const char *root, const char *path)
{
	char full[TREE_PATH_MAX];
	struct stat status;

	if (!join(full, root, path) || stat(full, &status) != 0)
		return TREE_NOTHING;
	if (S_ISREG(status.st_mode))
		return TREE_FILE;
	if (S_ISDIR(status.st_mode))
		return TREE_FOLDER;
	return S_ISSOCK(status.st_mode) ? TREE_SOCKET : TREE_OTHER;
}

bool tree_may_write(const char *root, const char *path)
{
	char full[TREE_PATH_MAX];

	return join(full, root, path) && access(full, W_OK) == 0;
}

bool tree_link(const char *root, const char *path, char target[TREE_PATH_MAX])
{
	char full[TREE_PATH_MAX];
	ssize_t length = -1;

	if (join(full, root, path))
		length = readlink(full, target, TREE_PATH_MAX - 1);
	target[length > 0 ? length : 0] = '\0';
	return length > 0;
}

int tree_read(const char *root, const char *path, size_t max, struct file *file)
{
	char full[TREE_PATH_MAX];

	*file = (struct file){.data = ""};
	if (!join(full, root, path))
		return ENAMETOOLONG;
	return file_read(file, full, FILE_COPY, true, max);
}

bool tree_line(const char *root, const char *path, char *line, size_t size)
{
	enum { LINE_MAX_BYTES = 64 << 10 };
	struct file file;

	line[0] = '\0';
	if (tree_read(root, path, LINE_MAX_BYTES, &file) != 0)
		return false;
	size_t length = 0;
	while (length < file.length && length < size - 1 && file.data[length] != '\n' &&
	       file.data[length] != '\0')
		length++;
	memcpy(line, file.data, length);
	line[length] = '\0';
	file_free(&file);
	return true;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool add_name(struct tree_names *names, size_t *size, const char *name)
{
	if (names->count == *size) {
		size_t more = *size == 0 ? 64 : *size * 2;
		void *memory = realloc(names->names, more * sizeof *names->names);

		if (memory == NULL)
			return false;
		names->names = memory;
		*size = more;
	}
	snprintf(names->names[names->count++], TREE_NAME_MAX, "%s", name);
	return true;
}

bool tree_list(const char *root, const char *path, struct tree_names *names)
{
	char full[TREE_PATH_MAX];
	struct dirent *entry;
	size_t size = 0;
	bool ok = true;

	*names = (struct tree_names){0};
	DIR *folder = join(full, root, path) ? opendir(full) : NULL;
	if (folder == NULL)
		return false;
	while (ok && (entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			ok = add_name(names, &size, entry->d_name);
	closedir(folder);
	if (ok && names->count > 0)
		qsort(names->names, names->count, sizeof *names->names, compare_names);
	if (!ok)
		tree_names_free(names);
	return ok;
}

void tree_names_free(struct tree_names *names)
{
	free(names->names);
	*names = (struct tree_names){0};
}
