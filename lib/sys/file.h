/* Files, read whole. */
#ifndef SYS_FILE_H
#define SYS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is no file. */
struct file {
	const char *data; /* not NUL-terminated */
	size_t length;
	int64_t modified;       /* time of its last change, in s since 1970 */
	uint64_t device, inode; /* which file it is */
	bool mapped;
	void *memory; /* owned */
};

enum file_how {
	/* Into memory: what happens to the file later does not matter. */
	FILE_COPY,
	/* Mapped where it can be, for a short use: where somebody cuts it off meanwhile, 00 is read
	 * in the place of what is gone, and file_is_cut tells. */
	FILE_MAP,
};

enum {
	FILE_REGULAR = -1, /* not a regular file, where only those are wanted */
};

/* Reads the file, and at most max bytes of it: one that is longer is an error.  A pipe or a device
 * is read to its end unless regular asks for regular files only, which never waits for anybody.
 * Returns 0, an errno, or FILE_REGULAR; file is filled on 0 and empty otherwise. */
int file_read(struct file *file, const char *path, enum file_how how, bool regular, size_t max);
/* The same for what is open at fd, from where it stands; fd stays open. */
int file_read_open(struct file *file, int fd, enum file_how how, bool regular, size_t max);
void file_free(struct file *file);

/* Where text begins in its data, from the given place in it on; NULL without it. */
const char *file_find(const struct file *file, const char *from, const char *text);

/* The next line from *at on, without its end; false where there is none. *at, 0 at the start, moves
 * behind it. */
bool file_line(const struct file *file, size_t *at, const char **line, size_t *length);

/* True where a part of it could no longer be read after file_read. */
bool file_is_cut(const struct file *file);

/* When the file was last changed, in s since 1970; false where there is none to be seen. */
bool file_time(const char *path, int64_t *modified);

/* How long that time is past, in s; below 0 where it is yet to come. */
int64_t file_age(int64_t modified);

/* Words for what file_read returned. */
const char *file_error(int error);

#endif
