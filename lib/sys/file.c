#define _GNU_SOURCE /* memfd_create */
#include "sys/file.h"
#include "sys/clock.h"
#include "sys/memory.h"

#include "sys/mapping.h"
#include "sys/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/mman.h>
#endif
#ifdef __APPLE__
#define st_ctim st_ctimespec
#endif

enum { FIRST_SIZE = 64 << 10 };

/* Enlarges the buffer, to max + 1 bytes at most. */
static int grow(struct file *file, size_t *size, size_t max)
{
	size_t more = *size == 0 ? FIRST_SIZE : *size * 2;

	if (more > max + 1)
		more = max + 1;
	void *memory = realloc(file->memory, more);
	if (!memory_sufficed(memory != NULL))
		return ENOMEM;
	file->memory = memory;
	*size = more;
	return 0;
}

/* Reads to the end of the file. expected is its expected size, or 0 if unknown. */
static int read_all(struct file *file, int fd, size_t expected, size_t max)
{
	size_t size = 0;

	if (expected > 0 && expected <= max) {
		size = expected + 1; /* one byte more for the read that detects the end */
		file->memory = malloc(size);
		if (!memory_sufficed(file->memory != NULL))
			return ENOMEM;
	}
	for (;;) {
		int error = file->length == size ? grow(file, &size, max) : 0;
		if (error != 0)
			return error;
		ssize_t n = read(fd, (char *)file->memory + file->length, size - file->length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			break;
		file->length += (size_t)n;
		if (file->length > max)
			return EFBIG;
	}
	file->data = file->memory;
	return 0;
}

static bool map(struct file *file, int fd, size_t length)
{
	file->memory = mapping_new(fd, length);
	if (file->memory == NULL)
		return false;
	file->mapped = true;
	file->data = file->memory;
	file->length = length;
	return true;
}

static int fill(struct file *file, int fd, enum file_how how, bool regular, size_t max)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return errno;
	if (S_ISDIR(status.st_mode))
		return EISDIR;
	if (regular && !S_ISREG(status.st_mode))
		return FILE_REGULAR;
	file->modified = status.st_mtime;
	file->device = (uint64_t)status.st_dev;
	file->inode = status.st_ino;
	if (!S_ISREG(status.st_mode) || status.st_size == 0)
		return read_all(file, fd, 0, max);
	if ((uintmax_t)status.st_size > max)
		return EFBIG;
	if (how == FILE_MAP && lseek(fd, 0, SEEK_CUR) == 0 && map(file, fd, (size_t)status.st_size))
		return 0;
	return read_all(file, fd, (size_t)status.st_size, max);
}

bool file_is_same(const char *path, const char *other)
{
	struct stat status;
	struct file file;

	if (stat(path, &status) != 0)
		return false;
	file = (struct file){.device = (uint64_t)status.st_dev, .inode = status.st_ino};
	return file_is(&file, other);
}

bool file_is(const struct file *file, const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
		file->device == (uint64_t)status.st_dev && file->inode == status.st_ino;
}

int file_read_open(struct file *file, int fd, enum file_how how, bool regular, size_t max)
{
	*file = (struct file){.data = ""};
	int error = fill(file, fd, how, regular, max);
	if (error != 0)
		file_free(file);
	return error;
}

int file_open(const char *path, bool regular)
{
	/* Without O_NONBLOCK, opening a FIFO waits for its writer, and a device may block. */
	return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (regular ? O_NONBLOCK : 0));
}

size_t file_peek(int fd, void *out, size_t size)
{
	ssize_t n = pread(fd, out, size, 0);

	return n > 0 ? (size_t)n : 0;
}

int file_read(struct file *file, const char *path, enum file_how how, bool regular, size_t max)
{
	int fd = file_open(path, regular);

	if (fd < 0) {
		*file = (struct file){.data = ""};
		return errno;
	}
	int error = file_read_open(file, fd, how, regular, max);
	close(fd);
	return error;
}

void file_free(struct file *file)
{
	if (file->mapped)
		mapping_free(file->memory, file->length);
	else
		free(file->memory);
	*file = (struct file){0};
}

bool file_is_truncated(const struct file *file)
{
	return file->mapped && mapping_is_truncated(file->memory);
}

bool file_time(const char *path, int64_t *modified)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return false;
	*modified = status.st_mtime;
	return true;
}

uint64_t file_stamp(const char *path)
{
	struct stat status;
	uint64_t stamp = 0;

	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return 0;
	const uint64_t parts[] = {(uint64_t)status.st_dev, status.st_ino, (uint64_t)status.st_size,
	                          (uint64_t)status.st_ctim.tv_sec,
	                          (uint64_t)status.st_ctim.tv_nsec};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		stamp = (stamp ^ parts[i]) * 1099511628211u + 1;
	return stamp != 0 ? stamp : 1;
}

int64_t file_age(int64_t modified)
{
	return (int64_t)clock_of_day().tv_sec - modified;
}

const char *file_error(int error)
{
	if (error == ENOMEM)
		return "out of memory";
	return error == FILE_REGULAR ? "not a regular file" : strerror(error);
}

int file_nameless(const char *bytes, size_t length)
{
#ifdef __linux__
	int fd = memfd_create("input", MFD_CLOEXEC);
#else
	char name[] = "/tmp/pcsckit.XXXXXX";
	int fd = mkstemp(name);
	if (fd >= 0)
		unlink(name);
#endif
	if (fd < 0)
		return -1;
	int error = streams_write(fd, bytes, length);
	if (error != 0) {
		close(fd);
		errno = error;
		return -1;
	}
	lseek(fd, 0, SEEK_SET);
	return fd;
}
