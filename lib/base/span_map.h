/* A set of texts, each with a number.  The texts stay their owner's. */
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
/* The number of text, to be read or changed before the next call; NULL if it is not there. */
uint32_t *span_map_find(const struct span_map *map, struct span text);
/* Adds a text that is not there. False if memory ran out. */
bool span_map_add(struct span_map *map, struct span text, uint32_t value);

#endif
