/* Which card lists are read. */
#ifndef APP_LISTS_H
#define APP_LISTS_H

#include "sys/file.h"

#include <stdbool.h>
#include <stddef.h>

struct open_list {
	char *path; /* owned */
	struct file file;
	bool own; /* written by the user: what cannot be read in it is reported */
};

/* All zero is none. */
struct lists {
	struct open_list *items; /* owned */
	size_t count, size;
};

/* Reads those of files where count is not 0, else that of $SMARTCARD_LIST; one that cannot be read
 * is an error.  Else the user's own, and the newest that holds an entry of those that were updated
 * or installed, or the starter list where there is none; one that cannot be read is reported and
 * ignored.  A file that is named twice is read once.  False after a message. */
bool lists_open(struct lists *lists, const char *const *files, size_t count, enum file_how how);
/* Returns false after a message where one was cut off while it was in use. */
bool lists_are_whole(const struct lists *lists);
void lists_close(struct lists *lists);

#endif
