#define _GNU_SOURCE /* syscall */
#include "sys/process/descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

int descriptors_socket(int family, int type, int protocol, bool nonblocking)
{
#ifdef SOCK_CLOEXEC
	return socket(family, type | SOCK_CLOEXEC | (nonblocking ? SOCK_NONBLOCK : 0), protocol);
#else
	int fd = socket(family, type, protocol);

	if (fd >= 0 &&
	    (fcntl(fd, F_SETFD, FD_CLOEXEC) != 0 ||
	     (nonblocking && fcntl(fd, F_SETFL, O_NONBLOCK) != 0))) {
		int error = errno;

		close(fd);
		errno = error;
		fd = -1;
	}
	return fd;
#endif
}

void descriptors_close(int first)
{
#ifdef SYS_close_range
	if (syscall(SYS_close_range, (unsigned)first, ~0u, 0u) == 0)
		return;
#endif
	long most = sysconf(_SC_OPEN_MAX);
	for (int fd = first; fd < (most > 0 && most < 65536 ? most : 65536); fd++)
		close(fd);
}
