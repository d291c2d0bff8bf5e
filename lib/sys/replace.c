#include "sys/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file a name leads to at last, or the name itself where there is no file yet. */
static char *follow(const char *path)
{
	char *real = realpath(path, NULL);

	return real != NULL || errno != ENOENT ? real : strdup(path);
}

static bool make_folders(char *path)
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

bool replace_start(struct replace *replace, const char *path)
{
	static const char ending[] = ".new-XXXXXX";

	*replace = (struct replace){.path = follow(path)};
	if (replace->path == NULL || !make_folders(replace->path))
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
