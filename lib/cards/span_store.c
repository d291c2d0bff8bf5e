#include "cards/span_store.h"

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

	if (chunk == NULL || chunk->size - chunk->used < length) {
		size_t size = length > CHUNK_SIZE ? length : CHUNK_SIZE;

		chunk = malloc(sizeof *chunk + size);
		if (chunk == NULL)
			return NULL;
		*chunk = (struct span_chunk){.next = store->chunks, .size = size};
		store->chunks = chunk;
	}
	char *copy = chunk->text + chunk->used;
	memcpy(copy, text, length);
	chunk->used += length;
	return copy;
}

int span_compare(struct span a, struct span b)
{
	size_t common = a.length < b.length ? a.length : b.length;
	int order = common > 0 ? memcmp(a.text, b.text, common) : 0;

	return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}
