#include "sys/replace.h"

#include "sys/clock.h"
#include "sys/streams.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Returns the target of the symbolic link at path, relative to the same directory as path; NULL
 * with errno set, to EINVAL or ENOENT if it is not a link. The caller frees it. */
static char *read_link(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t directory = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	char target[PATH_MAX];
	ssize_t n = readlink(path, target, sizeof target);

	if (n <= 0 || (size_t)n == sizeof target)
		return NULL;
	directory = target[0] == '/' ? 0 : directory;
	char *full = malloc(directory + (size_t)n + 1);
	if (full == NULL)
		return NULL;
	memcpy(full, path, directory);
	memcpy(full + directory, target, (size_t)n);
	full[directory + (size_t)n] = '\0';
	return full;
}

/* Returns the file that the name refers to after all links; the file need not exist. NULL on error,
 * with errno set. */
static char *follow(const char *path)
{
	enum { LINKS_MAX = 40 };
	char *real = realpath(path, NULL), *next;

	if (real != NULL || errno != ENOENT)
		return real;
	real = strdup(path);
	for (int links = 0; links < LINKS_MAX && real != NULL && (next = read_link(real)) != NULL;
	     links++) {
		free(real);
		real = next;
	}
	int error = errno;
	if (error != EINVAL && error != ENOENT) {
		free(real);
		real = NULL;
	}
	errno = error;
	return real;
}

/* Shortens path, which is modified, to the part of it that exists; to "" if only the current
 * directory does. Returns the real path of that part, to be freed by the caller; NULL with errno
 * set on error, with errno 0 if the rest contains "..". */
static char *existing_part(char *path)
{
	char *real = realpath(path, NULL);

	while (real == NULL && errno == ENOENT) {
		char *slash = strrchr(path, '/');
		const char *last = slash != NULL ? slash + 1 : path;

		if (strcmp(last, "..") == 0) {
			errno = 0;
			return NULL;
		}
		if (slash == NULL) {
			*path = '\0';
			return realpath(".", NULL);
		}
		slash[slash == path ? 1 : 0] = '\0';
		real = realpath(path, NULL);
	}
	return real;
}

bool replace_is_below(const char *path)
{
	char *file = follow(path);
	char *here = file != NULL ? realpath(".", NULL) : NULL;
	char *real = here != NULL ? existing_part(file) : NULL;
	int error = real == NULL ? errno : 0;
	size_t length = here == NULL || strcmp(here, "/") == 0 ? 0 : strlen(here);
	bool below = real != NULL && strncmp(real, here, length) == 0 &&
		(real[length] == '/' || real[length] == '\0');

	free(file);
	free(here);
	free(real);
	errno = error;
	return below;
}

/* Adds to path, which has room for it, the components of rest. */
static void add_components(char *path, const char *rest)
{
	char *end = path + strlen(path);

	while (*rest != '\0') {
		size_t n = strcspn(rest, "/");

		if (n > 1 || (n == 1 && *rest != '.')) {
			*end++ = '/';
			memcpy(end, rest, n);
			end += n;
		}
		rest += n + (rest[n] == '/');
	}
	*end = '\0';
}

/* Returns the absolute path of a file that replace_start would create, with directories that do not
 * exist yet; NULL with errno set on error, with errno 0 if it contains ".." after such a directory.
 * The caller frees it. */
static char *new_path(const char *path)
{
	char *file = follow(path), *part = file != NULL ? strdup(file) : NULL, *whole = NULL;
	char *real = part != NULL ? existing_part(part) : NULL;

	if (real != NULL)
		whole = malloc(strlen(real) + strlen(file) + 2);
	if (whole != NULL) {
		strcpy(whole, real);
		add_components(whole, file + strlen(part));
	}
	free(real);
	free(part);
	free(file);
	return whole;
}

bool replace_is_same(const char *path, const char *other)
{
	struct stat file, second;
	bool there = stat(path, &file) == 0, second_there = stat(other, &second) == 0;

	if (there || second_there)
		return there && second_there && S_ISREG(file.st_mode) && !streams_are(&file) &&
			file.st_dev == second.st_dev && file.st_ino == second.st_ino;
	char *whole = new_path(path), *second_whole = new_path(other);
	bool same = whole != NULL && second_whole != NULL && strcmp(whole, second_whole) == 0;
	free(whole);
	free(second_whole);
	return same;
}

bool replace_directories(char *path)
{
	for (char *slash = path + strspn(path, "/"); (slash = strchr(slash, '/')) != NULL;
	     slash++) {
		*slash = '\0';
		bool made = mkdir(path, 0700) == 0 || errno == EEXIST || errno == EISDIR;
		int error = errno;
		*slash = '/';
		/* mkdir() may be denied although the directory exists, below one without search
		 * permission. What matters is whether the file can be created. */
		if (!made && error != EACCES && error != EROFS) {
			errno = error;
			return false;
		}
	}
	return true;
}

static const char ending[] = ".new-XXXXXX";

/* Returns how much of a file's name the name of its temporary file begins with: the longest names
 * leave no room for the ending. */
static size_t kept_length(const char *name)
{
	size_t length = strlen(name), room = NAME_MAX - strlen(ending);

	return length < room ? length : room;
}

static bool start_beside(struct replace *replace, const char *path)
{
	replace->path = follow(path);
	if (replace->path == NULL || !replace_directories(replace->path))
		return false;
	const char *slash = strrchr(replace->path, '/');
	const char *last = slash != NULL ? slash + 1 : replace->path;
	if (strlen(last) > NAME_MAX) {
		errno = ENAMETOOLONG;
		return false;
	}
	size_t length = (size_t)(last - replace->path) + kept_length(last);
	char *name = malloc(length + sizeof ending);
	if (name == NULL)
		return false;
	memcpy(name, replace->path, length);
	memcpy(name + length, ending, sizeof ending);
	int fd = mkstemp(name);
	if (fd < 0) {
		free(name);
		return false;
	}
	replace->temporary = name;
	(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
	replace->file = fdopen(fd, "w+");
	if (replace->file == NULL)
		close(fd);
	return replace->file != NULL;
}

/* Writes directly to a device or FIFO; opening a FIFO waits for its reader. ours is a descriptor
 * already open on the file, or -1. */
static bool start_within(struct replace *replace, const char *path, int ours)
{
	int fd = ours >= 0 ? ours : open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);

	replace->file = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (fd >= 0 && replace->file == NULL)
		close(fd);
	return replace->file != NULL;
}

bool replace_start(struct replace *replace, const char *path)
{
	struct stat file;

	*replace = (struct replace){0};
	bool there = stat(path, &file) == 0;
	/* An empty name cannot be created. */
	if (!there && (errno != ENOENT || path[0] == '\0'))
		return false;
	/* A regular file that is our own standard output must not be replaced while it is
	 * written. */
	int ours = there ? streams_duplicate(&file) : -1;
	bool beside = !there || (ours < 0 && S_ISREG(file.st_mode));
	bool good = beside ? start_beside(replace, path) : start_within(replace, path, ours);
	if (!good)
		replace_abandon(replace);
	return good;
}

/* Writes the directory entry to disk as well. Some file systems do not support that; after a crash
 * they have either the old file or the new one. */
static void sync_directory(const char *path)
{
	char *directory = strdup(path);
	char *slash = directory != NULL ? strrchr(directory, '/') : NULL;

	if (directory == NULL)
		return;
	if (slash != NULL)
		slash[slash == directory ? 1 : 0] = '\0';
	int fd = open(slash != NULL ? directory : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(directory);
}

/* Returns true for NAME.new-XXXXXX, with any characters in place of the X. */
static bool is_temporary(const char *entry, const char *name)
{
	size_t length = kept_length(name), fixed = length + strlen(ending) - strlen("XXXXXX");

	return strlen(entry) == length + strlen(ending) && strncmp(entry, name, length) == 0 &&
		strncmp(entry + length, ending, fixed - length) == 0;
}

/* Uses ctime: mtime can be set to any value. */
static void sweep(int directory, const char *name, int64_t seconds)
{
	struct timespec now = clock_of_day();
	struct stat status;

	if (fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(status.st_mode) && (int64_t)now.tv_sec - (int64_t)status.st_ctime >= seconds)
		(void)unlinkat(directory, name, 0);
}

void replace_sweep(const char *path, int64_t seconds)
{
	char *real = follow(path), *slash = real != NULL ? strrchr(real, '/') : NULL;
	const char *name = slash != NULL ? slash + 1 : real;
	struct dirent *entry;
	DIR *directory = NULL;

	if (slash != NULL && slash != real)
		*slash = '\0';
	if (real != NULL)
		directory = opendir(slash == NULL ? "." : slash == real ? "/" : real);
	while (directory != NULL && (entry = readdir(directory)) != NULL)
		if (is_temporary(entry->d_name, name))
			sweep(dirfd(directory), entry->d_name, seconds);
	if (directory != NULL)
		closedir(directory);
	free(real);
}

static mode_t creation_mask(void)
{
	mode_t mask = umask(077);

	umask(mask);
	return mask;
}

/* Keeps owner and group if permitted. This comes before the mode, because a change of owner clears
 * bits of it. */
static bool set_mode(const struct replace *replace, int fd, mode_t mode)
{
	struct stat old;

	if (stat(replace->path, &old) != 0)
		return fchmod(fd, mode & ~creation_mask()) == 0;
	int given = fchown(fd, old.st_uid, old.st_gid);
	(void)given;
	return fchmod(fd, old.st_mode & 07777) == 0;
}

bool replace_commit(struct replace *replace, mode_t mode)
{
	FILE *file = replace->file;
	bool beside = replace->temporary != NULL;

	bool synced = beside && !replace->unsynced;

	bool good = fflush(file) == 0 && !ferror(file) &&
		(!beside || set_mode(replace, fileno(file), mode)) &&
		(!synced || fsync(fileno(file)) == 0);
	int error = errno;
	replace->file = NULL;
	int closed = streams_close(file);
	if (closed != 0 && good) {
		good = false;
		error = closed;
	}
	if (good && beside && rename(replace->temporary, replace->path) != 0) {
		good = false;
		error = errno;
	}
	if (good && synced)
		sync_directory(replace->path);
	if (good && beside) {
		free(replace->temporary);
		replace->temporary = NULL;
	}
	replace_abandon(replace);
	errno = error;
	return good;
}

void replace_abandon(struct replace *replace)
{
	int error = errno;

	if (replace->file != NULL)
		fclose(replace->file);
	if (replace->temporary != NULL)
		unlink(replace->temporary);
	free(replace->temporary);
	free(replace->path);
	*replace = (struct replace){0};
	errno = error;
}
