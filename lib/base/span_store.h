/* Copies of texts, which do not move until all are freed. */
#ifndef BASE_SPAN_STORE_H
#define BASE_SPAN_STORE_H

#include "base/span.h"

#include <stddef.h>

/* All zero is empty. */
struct span_store {
	struct span_chunk *chunks; /* owned */
};

void span_store_free(struct span_store *store);
/* Adds a copy, NUL-terminated. Returns it; NULL if out of memory. */
const char *span_store_add(struct span_store *store, const char *text, size_t length);

#endif
