#include "sys/output_directory.h"

#include "sys/directory.h"
#include "sys/streams.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

bool output_directory_make(const char *path)
{
	if (mkdir(path, 0777) == 0)
		return true;
	int error = errno;
	bool there = error == EEXIST && directory_is(path);
	errno = error;
	return there;
}

FILE *output_directory_file(const char *path)
{
	return fopen(path, "we");
}

bool output_directory_close(FILE *file, const char *path)
{
	struct stat status;
	bool regular = fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode);
	bool good = fflush(file) == 0 && !ferror(file);
	int error = errno;

	int closed = streams_close(file);
	if (closed != 0 && good) {
		good = false;
		error = closed;
	}
	if (!good && regular && path != NULL)
		(void)unlink(path);
	errno = error;
	return good;
}
