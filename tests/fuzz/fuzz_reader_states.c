/* The data of a PC/SC service: a multi-string of names, and the states in two successive queries.
 * The events in between must belong to readers that exist, be in their order, and contain nothing
 * that has not changed. */
#include "reader/watch.h"
#include "sys/pcsc/reader_names.h"

#include "base/cursor.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { READERS = 6 };

struct look {
	const struct reader_state *states;
	size_t count, next;
	bool told;
};

static void take(void *context, const struct watch_event *event)
{
	struct look *look = context;
	bool left = event->kind == WATCH_READER_REMOVED || event->kind == WATCH_CARD_REMOVED;

	look->told = true;
	assert(watch_kind_name(event->kind)[0] != '\0');
	assert(event->reader != NULL && event->atr_length <= READER_ATR_MAX);
	assert(strnlen(event->reader->name, READER_NAME_SIZE) < READER_NAME_SIZE);
	if (left)
		return;
	assert(event->index < look->count && event->index >= look->next);
	assert(event->reader == &look->states[event->index]);
	look->next = event->index;
}

/* States of some of the names; a byte for each says whether it is there. */
static size_t read_states(struct cursor *cursor, const struct reader_names *names,
                          struct reader_state *states)
{
	size_t count = 0;

	for (size_t i = 0; i < names->count && count < READERS; i++) {
		struct reader_state *state = &states[count];
		uint8_t high = 0, low = 0, counter = 0, length = 0;
		const uint8_t *atr;

		*state = (struct reader_state){0};
		if (!cursor_u8(cursor, &high) || high & 0x80 || !cursor_u8(cursor, &low) ||
		    !cursor_u8(cursor, &counter) || !cursor_u8(cursor, &length) ||
		    !cursor_bytes(cursor, length % (READER_ATR_MAX + 1), &atr))
			continue;
		memcpy(state->name, names->names[i], sizeof state->name);
		state->bits = (uint32_t)(high & 7) << 8 | low;
		state->counter = counter;
		state->atr_length = length % (READER_ATR_MAX + 1);
		memcpy(state->atr, atr, state->atr_length);
		count++;
	}
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader_state old[READERS], now[READERS], same[READERS];
	struct reader_names names = {0};
	/* In a long input, 255 makes most of it names. */
	size_t length = size == 0 ? 0 : data[0] < 255 ? data[0] : size - 1 - size / 4;
	size_t used = 1 + length;

	if (size < used)
		return 0;
	struct cursor cursor = cursor_start(data + used, size - used);
	if (reader_names_take(&names, (const char *)data + 1, length)) {
		assert(names.count <= length);
		size_t old_count = read_states(&cursor, &names, old);
		size_t count = read_states(&cursor, &names, now);
		struct look look = {.states = now, .count = count};
		watch_compare(old, old_count, now, count, size % 2 == 0, take, &look);
		memcpy(same, now, sizeof same);
		look = (struct look){.states = same, .count = count};
		watch_compare(now, count, same, count, false, take, &look);
		assert(!look.told);
	}
	reader_names_free(&names);
	return 0;
}
