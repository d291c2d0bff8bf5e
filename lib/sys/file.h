/* Reading whole files. */
#ifndef SYS_FILE_H
#define SYS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero means no file. */
struct file {
	const char *data; /* not NUL-terminated */
	size_t length;
	int64_t modified;       /* time of its last change, in s since 1970 */
	uint64_t device, inode; /* which file it is */
	bool mapped;
	void *memory; /* owned */
};

enum file_how {
	/* Read into memory: later changes of the file have no effect. */
	FILE_COPY,
	/* Map if possible, for a short use: if the file is truncated meanwhile, the missing part
	 * reads as 00 and file_is_cut returns true. */
	FILE_MAP,
};

enum {
	FILE_REGULAR = -1, /* not a regular file, although regular was set */
};

/* Reads the file; one longer than max bytes is an error. A pipe or a device is read to its end,
 * unless regular is set: then only regular files are read, so that the call never blocks. Returns
 * 0, an errno, or FILE_REGULAR; file is filled on 0 and empty otherwise. */
int file_read(struct file *file, const char *path, enum file_how how, bool regular, size_t max);
/* Does the same for an open descriptor, from its current position; fd stays open. */
int file_read_open(struct file *file, int fd, enum file_how how, bool regular, size_t max);
/* Opens the file as file_read does. Returns a descriptor; -1 with errno set on failure. */
int file_open(const char *path, bool regular);
/* Copies the first size bytes of the file, or all if it is shorter, whatever its position. Returns
 * the number of bytes; 0 for a pipe. */
size_t file_start(int fd, void *out, size_t size);
void file_free(struct file *file);

/* Returns true if path leads to the file that was read, by whatever name. */
bool file_is(const struct file *file, const char *path);

/* Returns true if the file was truncated after file_read, so that part of it could not be read. */
bool file_is_cut(const struct file *file);

/* Gets when the file was last modified, in s since 1970. Returns false if it does not exist or is
 * not accessible. */
bool file_time(const char *path, int64_t *modified);

/* Returns the age of that time in s; negative if it is in the future. */
int64_t file_age(int64_t modified);

/* Creates a file that has these bytes and no name. Returns a descriptor, positioned at its start;
 * -1 with errno set on failure. */
int file_nameless(const char *bytes, size_t length);

/* Returns the message for a result of file_read. */
const char *file_error(int error);

#endif
