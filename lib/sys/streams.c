#include "sys/streams.h"

#include "sys/process/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

static int failure; /* errno of the first failed write to standard output */

/* Opens fd for the direction that is not used, so that each use fails with EBADF. If there is no
 * /dev/null, the root directory, which always exists, has the same effect. */
static void occupy(int fd)
{
	int opened = open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);

	if (opened < 0)
		opened = open("/", O_RDONLY);
	if (opened >= 0 && opened != fd) {
		dup2(opened, fd);
		close(opened);
	}
}

/* Opening the file again gives this program a file description of its own, and processes that share
 * the original one are not affected. A socket cannot be opened again. */
static void make_blocking(int fd)
{
	static const char *const names[] = {"/dev/fd/0", "/dev/fd/1", "/dev/fd/2"};
	int flags = fcntl(fd, F_GETFL);
	struct stat file;

	if (flags < 0 || (flags & O_NONBLOCK) == 0 || fstat(fd, &file) != 0 ||
	    S_ISREG(file.st_mode))
		return;
	int again = open(names[fd], (flags & (O_ACCMODE | O_APPEND)) | O_NOCTTY);
	if (again >= 0) {
		dup2(again, fd);
		close(again);
		flags = fcntl(fd, F_GETFL);
	}
	if (flags & O_NONBLOCK)
		fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
}

bool streams_start(void)
{
	bool has_output = fcntl(STDOUT_FILENO, F_GETFD) >= 0;

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			occupy(fd);
		else if (fd != STDIN_FILENO)
			make_blocking(fd);
	if (!has_output)
		streams_record_failure(EBADF);
	return has_output;
}

/* A process that shares the descriptor may have made it non-blocking. */
static void wait_until_taken(int fd)
{
	struct pollfd wait = {.fd = fd, .events = POLLOUT};

	(void)poll(&wait, 1, -1);
}

/* After a signal that ends the program, no write may wait for a reader that may never read: a
 * stopped terminal, a full pipe. */
static bool must_leave(int fd)
{
	struct pollfd now = {.fd = fd, .events = POLLOUT};

	return signals_got() != 0 && poll(&now, 1, 0) <= 0;
}

int streams_write(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		if (must_leave(fd))
			return EINTR;
		ssize_t n = write(fd, bytes, length);

		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return errno;
		if (n < 0 && signals_got() != 0)
			return EINTR;
		if (n < 0 && errno == EAGAIN)
			wait_until_taken(fd);
		bytes += n > 0 ? n : 0;
		length -= n > 0 ? (size_t)n : 0;
	}
	return 0;
}

/* If a write failed before the flush, stdio has kept only the error flag, not errno. */
static int guess_failure(void)
{
	struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};

	if (poll(&output, 1, 0) > 0 && (output.revents & POLLERR))
		return EPIPE;
	return signals_got() != 0 ? EINTR : EIO;
}

int streams_flush(void)
{
	if (failure == 0 && fflush(stdout) != 0)
		failure = errno;
	if (failure == 0 && ferror(stdout))
		failure = guess_failure();
	return failure;
}

int streams_failure(void)
{
	return failure;
}

void streams_record_failure(int error)
{
	if (failure == 0)
		failure = error;
}

int streams_close(FILE *file)
{
	return fclose(file) == 0 || errno == EINTR ? 0 : errno;
}

/* Returns the descriptor of standard output or error that refers to file; -1 if none does. */
static int descriptor_of(const struct stat *file)
{
	struct stat ours;

	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (fstat(fd, &ours) == 0 && ours.st_dev == file->st_dev &&
		    ours.st_ino == file->st_ino)
			return fd;
	return -1;
}

bool streams_are(const struct stat *file)
{
	return descriptor_of(file) >= 0;
}

int streams_duplicate(const struct stat *file)
{
	int fd = descriptor_of(file);

	if (fd < 0)
		return -1;
	(void)streams_flush();
	return fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
}
