#include "sys/lock.h"

#include "sys/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int lock_take(char *path)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	if (!replace_directories(path))
		return -1;
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return -1;
	while (fcntl(fd, F_SETLKW, &whole) != 0) {
		int error = errno;

		if (error == EINTR)
			continue;
		close(fd);
		errno = error;
		return -1;
	}
	return fd;
}

void lock_release(int fd)
{
	if (fd >= 0)
		close(fd);
}
