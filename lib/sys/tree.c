#include "sys/tree.h"

#include "base/array.h"
#include "sys/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif

enum { LINKS_MAX = 40 }; /* symbolic links per path; Linux has the same limit */

/* A path being resolved: the part already resolved, and the rest. */
struct walk {
	size_t floor; /* length of the root directory in full */
	char full[TREE_PATH_MAX];
	char left[TREE_PATH_MAX];
	unsigned links;
};

static void go_up(struct walk *walk)
{
	char *slash = strrchr(walk->full, '/');

	if (slash != NULL && (size_t)(slash - walk->full) >= walk->floor)
		*slash = '\0';
}

/* Inserts the target of a link before the rest of the path. */
static bool follow(struct walk *walk, const char *target)
{
	char rest[TREE_PATH_MAX];

	if (++walk->links > LINKS_MAX)
		return false;
	if (*target == '/')
		walk->full[walk->floor] = '\0';
	else
		go_up(walk);
	int n = snprintf(rest, sizeof rest, "%s/%s", target, walk->left);
	if (n < 0 || (size_t)n >= sizeof rest)
		return false;
	memcpy(walk->left, rest, (size_t)n + 1);
	return true;
}

/* Resolves the next component of the rest. */
static bool step(struct walk *walk, bool last_too)
{
	char part[TREE_NAME_MAX], target[TREE_PATH_MAX];
	size_t blank = strspn(walk->left, "/");
	size_t length = strcspn(walk->left + blank, "/");
	size_t at = strlen(walk->full);

	if (length >= sizeof part || at + 1 + length >= sizeof walk->full)
		return false;
	memcpy(part, walk->left + blank, length);
	part[length] = '\0';
	memmove(walk->left, walk->left + blank + length, strlen(walk->left + blank + length) + 1);
	if (length == 0 || strcmp(part, ".") == 0)
		return true;
	if (strcmp(part, "..") == 0) {
		go_up(walk);
		return true;
	}
	walk->full[at] = '/';
	memcpy(walk->full + at + 1, part, length + 1);
	if (walk->left[strspn(walk->left, "/")] == '\0' && !last_too)
		return true;
	ssize_t n = readlink(walk->full, target, sizeof target - 1);
	if (n < 0)
		return true;
	target[n] = '\0';
	return follow(walk, target);
}

/* Stores the path in the real file system of a path below root. */
static bool resolve(char full[TREE_PATH_MAX], const char *root, const char *path, bool last_too)
{
	struct walk walk = {.floor = strlen(root)};

	if (strlen(path) >= sizeof walk.left || walk.floor >= sizeof walk.full)
		return false;
	memcpy(walk.full, root, walk.floor + 1);
	memcpy(walk.left, path, strlen(path) + 1);
	while (*walk.left != '\0')
		if (!step(&walk, last_too))
			return false;
	memcpy(full, walk.full, sizeof walk.full);
	return true;
}

/* With the real root the system resolves the links itself, including those in /proc. */
static bool join(char full[TREE_PATH_MAX], const char *root, const char *path)
{
	int n = 0;

	if (*root != '\0')
		return resolve(full, root, path, true);
	n = snprintf(full, TREE_PATH_MAX, "%s", path);
	return n >= 0 && n < TREE_PATH_MAX;
}

bool tree_full(const char *root, const char *path, char full[TREE_PATH_MAX])
{
	if (*root != '\0')
		return resolve(full, root, path, false);
	return join(full, root, path);
}

enum tree_kind tree_kind(const char *root, const char *path)
{
	char full[TREE_PATH_MAX];
	struct stat status;

	if (!join(full, root, path))
		return TREE_NOTHING;
	if (stat(full, &status) != 0)
		return errno == EACCES ? TREE_HIDDEN : TREE_NOTHING;
	if (S_ISREG(status.st_mode))
		return TREE_FILE;
	if (S_ISDIR(status.st_mode))
		return TREE_DIRECTORY;
	return S_ISSOCK(status.st_mode) ? TREE_SOCKET : TREE_OTHER;
}

static bool has_access_list(const char *full)
{
#ifdef __linux__
	return getxattr(full, "system.posix_acl_access", NULL, 0) > 0;
#else
	(void)full;
	return false;
#endif
}

bool tree_rights(const char *root, const char *path, struct tree_rights *rights)
{
	char full[TREE_PATH_MAX];
	struct stat status;

	*rights = (struct tree_rights){0};
	if (!join(full, root, path) || stat(full, &status) != 0)
		return false;
	*rights = (struct tree_rights){.mode = (unsigned)status.st_mode & 07777,
	                               .user = status.st_uid,
	                               .group = status.st_gid,
	                               .access_list = has_access_list(full)};
	return true;
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

	errno = ENAMETOOLONG;
	if (tree_full(root, path, full))
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
	int error = tree_read(root, path, LINE_MAX_BYTES, &file);
	if (error != 0) {
		errno = error;
		return false;
	}
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
	void *memory = array_room(names->names, names->count, size, sizeof *names->names);

	if (!memory_sufficed(memory != NULL))
		return false;
	names->names = memory;
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
	errno = 0;
	DIR *directory = join(full, root, path) ? opendir(full) : NULL;
	if (directory == NULL) {
		(void)memory_sufficed(errno != ENOMEM);
		return false;
	}
	while (ok && (errno = 0, entry = readdir(directory)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			ok = add_name(names, &size, entry->d_name);
	int error = errno;
	ok = ok && error == 0;
	closedir(directory);
	if (ok && names->count > 0)
		qsort(names->names, names->count, sizeof *names->names, compare_names);
	if (!ok)
		tree_names_free(names);
	errno = error;
	return ok;
}

void tree_names_free(struct tree_names *names)
{
	free(names->names);
	*names = (struct tree_names){0};
}
