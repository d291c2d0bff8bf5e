/* Finds and reads the card lists. */
#ifndef APP_LISTS_H
#define APP_LISTS_H

#include "sys/file.h"

#include <stdbool.h>
#include <stddef.h>

/* Fifty times the longest list known; a larger file is not a card list. */
enum { LIST_MAX = 256 << 20 };

struct open_list {
	char *path; /* owned */
	struct file file;
	bool own; /* named or written by the user: its invalid lines are reported */
};

/* All zero is empty. */
struct lists {
	struct open_list *items; /* owned */
	size_t count, size;
	bool silent;    /* one that is ignored is not reported */
	uint64_t stamp; /* of the files, as lists_refresh saw them */
};

/* Reads the card lists; to be released with lists_close. They are the count files; or if count is 0
 * the file of $SMARTCARD_LIST; a file that cannot be read is then an error. If neither is given,
 * they are the user's own lists, and the newest list with an entry that was updated or installed,
 * else pcsckit's starter list; one of these that cannot be read is reported and ignored. A file
 * named twice is read once. Returns false, with lists empty, after a message. */
bool lists_open(struct lists *lists, const char *const *files, size_t count, enum file_how how);
/* Opens the lists again, with the same arguments, unless that was done before and none of them was
 * changed or replaced since, and no newer one is there now. Lists named by the caller are kept as
 * they are while one of them is missing or not a regular file, but closed if one was truncated.
 * Returns true if lists was replaced: what pointed into it is invalid, and lists is empty if they
 * cannot be read, which is reported. */
bool lists_refresh(struct lists *lists, const char *const *files, size_t count, enum file_how how);
/* Returns false after a message if a list was truncated while it was read (FILE_MAP). */
bool lists_are_whole(const struct lists *lists);
/* Frees the lists; lists is empty afterwards. */
void lists_close(struct lists *lists);

#endif
