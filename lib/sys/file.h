/* Reading whole files. */
#ifndef SYS_FILE_H
#define SYS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A file that was read. All zero: no file. */
struct file {
	const char *data; /* not NUL-terminated */
	size_t length;
	int64_t modified;       /* time of the last modification, in s since 1970 */
	uint64_t device, inode; /* identify the file, whatever its name */
	bool mapped;            /* memory is a mapping, not allocated */
	void *memory;           /* owned; holds data */
};

enum file_how {
	/* Read into memory: later changes of the file have no effect. */
	FILE_COPY,
	/* Map if possible, for a short use: if the file is truncated meanwhile, the missing part
	 * reads as 00 and file_is_truncated returns true. */
	FILE_MAP,
};

enum {
	FILE_REGULAR = -1, /* not a regular file, although regular was set */
};

/* Reads the file at path. A pipe or a device is read to its end; with regular set, anything but a
 * regular file is refused with FILE_REGULAR, so that the call never blocks. Returns 0 and fills
 * file, to be freed with file_free; else file is empty and the result is FILE_REGULAR or an errno:
 * EFBIG for more than max bytes, EISDIR for a directory. */
int file_read(struct file *file, const char *path, enum file_how how, bool regular, size_t max);
/* Reads an open descriptor, from its current position, in the same way. fd stays open. */
int file_read_open(struct file *file, int fd, enum file_how how, bool regular, size_t max);
/* Opens a file for reading as file_read does. Returns a descriptor, to be closed by the caller; -1
 * with errno set on failure. */
int file_open(const char *path, bool regular);
/* Copies the first bytes of a file, at most size, to out, without moving the position of fd.
 * Returns their number; 0 for a pipe, which cannot be read twice, and on failure. */
size_t file_peek(int fd, void *out, size_t size);
/* Frees the content; file is empty afterwards. Does nothing for an empty one. */
void file_free(struct file *file);

/* Returns true if path is the file that was read, under this or another name. */
bool file_is(const struct file *file, const char *path);
/* Returns true if both paths lead to the same regular file. */
bool file_is_same(const char *path, const char *other);

/* Returns true if a file read with FILE_MAP was truncated since, so that some of its bytes may have
 * been read as 00. */
bool file_is_truncated(const struct file *file);

/* Gets the time when the file was last modified, in s since 1970. Returns false if the file does
 * not exist or is not accessible. */
bool file_time(const char *path, int64_t *modified);

/* Returns a number that changes when the file at path is changed, replaced or made accessible,
 * whatever its modification time; 0 if it is not an existing regular file. */
uint64_t file_stamp(const char *path);

/* Returns how many seconds ago modified, in s since 1970, was; negative for the future. */
int64_t file_age(int64_t modified);

/* Creates a temporary file without a name that contains these bytes. Returns a descriptor at its
 * start, to be closed by the caller; -1 with errno set on failure. */
int file_nameless(const char *bytes, size_t length);

/* Returns the message for an error of the functions above: an errno or FILE_REGULAR. */
const char *file_error(int error);

#endif
