#include "base/span_map.h"

#include <stdlib.h>
#include <string.h>

void span_map_free(struct span_map *map)
{
	free(map->slots);
	*map = (struct span_map){0};
}

void span_map_clear(struct span_map *map)
{
	map->count = 0;
	/* The round number wraps after 2^32 rounds: slots of an earlier round with the same number
	 * must be cleared. */
	if (++map->round == 0 && map->size > 0)
		memset(map->slots, 0xFF, map->size * sizeof *map->slots);
}

/* Two steps spread a difference in any bit over all bits. */
static uint64_t hash_step(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 32;
}

/* Hashes eight bytes at a time, as names are long. */
static uint64_t hash_of(struct span text)
{
	uint64_t hash = text.length, word;
	size_t at = 0;

	for (; text.length - at >= sizeof word; at += sizeof word) {
		memcpy(&word, text.text + at, sizeof word);
		hash = hash_step(hash, word);
	}
	for (word = 0; at < text.length; at++)
		word = word << 8 | (uint8_t)text.text[at];
	return hash_step(hash_step(hash, word), 0);
}

static bool is_empty(const struct span_map *map, const struct span_slot *slot)
{
	return slot->text.text == NULL || slot->round != map->round;
}

/* Returns the slot of text, or the one where it belongs. There is always an empty slot. */
static struct span_slot *slot_of(const struct span_map *map, struct span text, uint64_t hash)
{
	size_t at = (size_t)hash & (map->size - 1);

	while (!is_empty(map, &map->slots[at]) &&
	       (map->slots[at].hash != hash || !span_equal(map->slots[at].text, text)))
		at = (at + 1) & (map->size - 1);
	return &map->slots[at];
}

uint32_t *span_map_find(const struct span_map *map, struct span text)
{
	if (map->size == 0)
		return NULL;
	struct span_slot *slot = slot_of(map, text, hash_of(text));
	return is_empty(map, slot) ? NULL : &slot->value;
}

static bool grow(struct span_map *map)
{
	struct span_map larger = {.size = map->size == 0 ? 64 : map->size * 2,
	                          .count = map->count,
	                          .round = map->round};

	larger.slots = calloc(larger.size, sizeof *larger.slots);
	if (larger.slots == NULL)
		return false;
	for (size_t i = 0; i < map->size; i++)
		if (!is_empty(map, &map->slots[i]))
			*slot_of(&larger, map->slots[i].text, map->slots[i].hash) = map->slots[i];
	free(map->slots);
	*map = larger;
	return true;
}

bool span_map_add(struct span_map *map, struct span text, uint32_t value)
{
	uint64_t hash = hash_of(text);

	if (map->count >= map->size / 2 && !grow(map))
		return false;
	*slot_of(map, text, hash) =
		(struct span_slot){.text = text.text != NULL ? text : (struct span){"", 0},
	                           .hash = hash,
	                           .round = map->round,
	                           .value = value};
	map->count++;
	return true;
}
