#include "base/span_store.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 64 << 10 };

struct span_chunk {
	struct span_chunk *next;
	size_t used, size;
	char text[];
};

void span_store_free(struct span_store *store)
{
	while (store->chunks != NULL) {
		struct span_chunk *next = store->chunks->next;

		free(store->chunks);
		store->chunks = next;
	}
}

const char *span_store_add(struct span_store *store, const char *text, size_t length)
{
	struct span_chunk *chunk = store->chunks;

	if (chunk == NULL || chunk->size - chunk->used <= length) {
		size_t size = length >= CHUNK_SIZE ? length + 1 : CHUNK_SIZE;

		chunk = malloc(sizeof *chunk + size);
		if (chunk == NULL)
			return NULL;
		*chunk = (struct span_chunk){.next = store->chunks, .size = size};
		store->chunks = chunk;
	}
	char *copy = chunk->text + chunk->used;
	memcpy(copy, text, length);
	copy[length] = '\0';
	chunk->used += length + 1;
	return copy;
}
