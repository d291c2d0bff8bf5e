#include "sys/replace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The file a name leads to at last, or the name itself where there is no file yet. */
static char *follow(const char *path)
{
	char *real = realpath(path, NULL);

	return real != NULL || errno != ENOENT ? real : strdup(path);
}

bool replace_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		bool made = mkdir(path, 0700) == 0 || errno == EEXIST || errno == EISDIR;
		int error = errno;
		*slash = '/';
		/* A folder that may not be made may still be there, behind one that may not be
		 * searched: what matters is whether the file can be made. */
		if (!made && error != EACCES && error != EROFS) {
			errno = error;
			return false;
		}
	}
	return true;
}

static const char ending[] = ".new-XXXXXX";

bool replace_start(struct replace *replace, const char *path)
{
	*replace = (struct replace){.path = follow(path)};
	if (replace->path == NULL || !replace_folders(replace->path))
		goto fail;
	size_t length = strlen(replace->path);
	replace->temporary = malloc(length + sizeof ending);
	if (replace->temporary == NULL)
		goto fail;
	memcpy(replace->temporary, replace->path, length);
	memcpy(replace->temporary + length, ending, sizeof ending);
	int fd = mkstemp(replace->temporary);
	if (fd < 0) {
		free(replace->temporary);
		replace->temporary = NULL;
		goto fail;
	}
	(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
	replace->file = fdopen(fd, "w+");
	if (replace->file == NULL) {
		close(fd);
		goto fail;
	}
	return true;
fail:
	replace_abandon(replace);
	return false;
}

/* The name itself reaches the disk with its folder. Some file systems cannot do that: what they
 * have then is still the old file or the new one. */
static void sync_folder(const char *path)
{
	char *folder = strdup(path);
	char *slash = folder != NULL ? strrchr(folder, '/') : NULL;

	if (folder == NULL)
		return;
	if (slash != NULL)
		slash[slash == folder ? 1 : 0] = '\0';
	int fd = open(slash != NULL ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(folder);
}

/* True for NAME.new-XXXXXX, with whatever mkstemp puts for the X. */
static bool is_temporary(const char *entry, const char *name)
{
	size_t length = strlen(name), fixed = length + strlen(ending) - strlen("XXXXXX");

	return strlen(entry) == length + strlen(ending) && strncmp(entry, name, length) == 0 &&
		strncmp(entry + length, ending, fixed - length) == 0;
}

/* The time of the last change of the file's state counts: that of its content can be set. */
static void sweep(int folder, const char *name, int64_t seconds)
{
	struct timespec now;
	struct stat status;

	clock_gettime(CLOCK_REALTIME, &now);
	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode) &&
	    (int64_t)now.tv_sec - (int64_t)status.st_ctime >= seconds)
		(void)unlinkat(folder, name, 0);
}

void replace_sweep(const char *path, int64_t seconds)
{
	char *real = follow(path), *slash = real != NULL ? strrchr(real, '/') : NULL;
	const char *name = slash != NULL ? slash + 1 : real;
	struct dirent *entry;
	DIR *folder = NULL;

	if (slash != NULL && slash != real)
		*slash = '\0';
	if (real != NULL)
		folder = opendir(slash == NULL ? "." : slash == real ? "/" : real);
	while (folder != NULL && (entry = readdir(folder)) != NULL)
		if (is_temporary(entry->d_name, name))
			sweep(dirfd(folder), entry->d_name, seconds);
	if (folder != NULL)
		closedir(folder);
	free(real);
}

bool replace_commit(struct replace *replace, mode_t mode)
{
	FILE *file = replace->file;

	bool good = fflush(file) == 0 && !ferror(file) && fchmod(fileno(file), mode) == 0 &&
		fsync(fileno(file)) == 0;
	int error = errno;
	replace->file = NULL;
	if (fclose(file) != 0 && good) {
		good = false;
		error = errno;
	}
	if (good && rename(replace->temporary, replace->path) != 0) {
		good = false;
		error = errno;
	}
	if (good) {
		sync_folder(replace->path);
		free(replace->temporary);
		replace->temporary = NULL;
	}
	replace_abandon(replace);
	errno = error;
	return good;
}

bool replace_commit_keeping(struct replace *replace, mode_t mode)
{
	struct stat status;
	bool there = stat(replace->path, &status) == 0;

	return replace_commit(replace, there ? status.st_mode & 07777 : mode);
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
