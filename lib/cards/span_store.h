/* Texts that stay where they are until all are freed. */
#ifndef CARDS_SPAN_STORE_H
#define CARDS_SPAN_STORE_H

#include "cards/card_matches.h"

#include <stddef.h>

/* All zero is empty. */
struct span_store {
	struct span_chunk *chunks; /* owned */
};

void span_store_free(struct span_store *store);
/* Adds a copy and returns it; NULL if out of memory. */
const char *span_store_add(struct span_store *store, const char *text, size_t length);

/* As memcmp over the common part, then the shorter first. */
int span_compare(struct span a, struct span b);

#endif
