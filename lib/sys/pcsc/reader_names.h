/* The names of all readers. */
#ifndef SYS_PCSC_READER_NAMES_H
#define SYS_PCSC_READER_NAMES_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>

/* In the service's order. All zero is empty. */
struct reader_names {
	char (*names)[READER_NAME_SIZE]; /* owned */
	size_t count;
};

/* Fills readers, which must be empty, from a multi-string of PC/SC of length bytes: names that each
 * end with a NUL, and an empty one after the last. Returns false if out of memory, with names NULL,
 * or if list is not a multi-string or has a name longer than PC/SC allows. To be freed in each
 * case. */
bool reader_names_take(struct reader_names *readers, const char *list, size_t length);
/* Frees the names; readers is empty afterwards. */
void reader_names_free(struct reader_names *readers);

#endif
