/* Finds and reads the card lists. */
#ifndef APP_LISTS_H
#define APP_LISTS_H

#include "sys/file.h"

#include <stdbool.h>
#include <stddef.h>

struct open_list {
	char *path; /* owned */
	struct file file;
	bool own; /* named or written by the user: lines that cannot be read are reported */
};

/* All zero is empty. */
struct lists {
	struct open_list *items; /* owned */
	size_t count, size;
};

/* Reads the count files, or if there are none the file of $SMARTCARD_LIST; one that cannot be read
 * is an error. Without either, reads the user's own list, and the newest of the lists that were
 * updated or installed that has an entry, or else the starter list; one of these that cannot be
 * read is reported and ignored. A file that is named twice is read once. Returns false after a
 * message.
 */
bool lists_open(struct lists *lists, const char *const *files, size_t count, enum file_how how);
/* Returns false after a message if a list was truncated while it was in use. */
bool lists_are_whole(const struct lists *lists);
void lists_close(struct lists *lists);

#endif
