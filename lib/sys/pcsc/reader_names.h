/* The names of readers in a multi-string of PC/SC. */
#ifndef SYS_PCSC_READER_NAMES_H
#define SYS_PCSC_READER_NAMES_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>

/* Names of readers in the service's order. */
struct reader_names {
	char (*names)[READER_NAME_SIZE]; /* owned */
	size_t count;
};

/* Splits a multi-string: names that each end with a NUL, and an empty one after the last. readers
 * is empty before. Returns false if out of memory, with names NULL; or if it is not a multi-string
 * or has a name longer than PC/SC allows. */
bool reader_names_take(struct reader_names *readers, const char *list, size_t length);
void reader_names_free(struct reader_names *readers);

#endif
