/* A hash table from texts to numbers. It does not own the texts. */
#ifndef BASE_SPAN_MAP_H
#define BASE_SPAN_MAP_H

#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span_slot {
	struct span text;
	uint64_t hash;
	uint32_t round; /* of the map when it was added */
	uint32_t value;
};

/* All zero is empty. */
struct span_map {
	struct span_slot *slots; /* owned */
	size_t size;             /* 0 or a power of two */
	size_t count;
	uint32_t round; /* slots of other rounds are empty */
};

void span_map_free(struct span_map *map);
/* Forgets all texts, keeps the memory. */
void span_map_clear(struct span_map *map);
/* Returns the number of a text, valid until the next call, which may be changed; NULL if the text
 * is not there. */
uint32_t *span_map_find(const struct span_map *map, struct span text);
/* Adds a text that is not there. Returns false if out of memory. */
bool span_map_add(struct span_map *map, struct span text, uint32_t value);

#endif
