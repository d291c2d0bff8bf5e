/* Where a downloaded list came from, kept in a small file beside it, so that the next update can
 * ask the server for something newer only. */
#ifndef LIST_UPDATE_ORIGIN_H
#define LIST_UPDATE_ORIGIN_H

#include "list_update/fetch.h"

#include <stdbool.h>
#include <stdint.h>

struct origin {
	char etag[FETCH_TAG_SIZE]; /* empty if it is not known */
};

/* Reads what was kept for the list at path. False, and empty, where the list is not what was
 * downloaded: from another address, or with another size or time. */
bool origin_read(struct origin *origin, const char *path, const char *url, uint64_t size,
                 int64_t modified);

/* Keeps it. Returns false with errno set: the next update then fetches the whole list again. */
bool origin_write(const struct origin *origin, const char *path, const char *url, uint64_t size,
                  int64_t modified);

#endif
