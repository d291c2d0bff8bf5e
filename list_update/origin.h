/* The origin of a downloaded list, kept in a small file beside it (beside the file that a symbolic
 * link leads to), so that the next update can ask the server only for something newer. */
#ifndef LIST_UPDATE_ORIGIN_H
#define LIST_UPDATE_ORIGIN_H

#include "list_update/fetch.h"

#include <stdbool.h>
#include <stdint.h>

struct origin {
	char etag[FETCH_TAG_SIZE]; /* "" if unknown */
};

/* Reads the origin of the list at path. Returns false, with origin empty, if the list is not the
 * one that was downloaded: from another URL, or with another size in bytes or time of
 * modification. */
bool origin_read(struct origin *origin, const char *path, const char *url, uint64_t size,
                 int64_t modified);

/* Writes the origin. Returns false with errno set on failure; the next update then fetches the
 * whole list again. */
bool origin_write(const struct origin *origin, const char *path, const char *url, uint64_t size,
                  int64_t modified);

#endif
