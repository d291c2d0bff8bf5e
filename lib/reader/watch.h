/* What happened between two looks at the readers. Pure: states in, events out. */
#ifndef READER_WATCH_H
#define READER_WATCH_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum watch_kind {
	WATCH_READER_ADDED,
	WATCH_READER_REMOVED,
	WATCH_CARD_INSERTED,
	WATCH_CARD_REMOVED,
	WATCH_CARD_MUTE, /* a card is there and does not answer */
	WATCH_STATE_CHANGED,
	WATCH_SERVICE_LOST,
	WATCH_SERVICE_BACK,
	WATCH_EVENTS_DROPPED, /* events were left out because nobody read the output */
};

enum { WATCH_KINDS = WATCH_EVENTS_DROPPED + 1 };

struct watch_event {
	enum watch_kind kind;
	bool initial; /* told because it is there, not because it happened now */
	/* The reader's position in the list that has it; of what left while the service was away,
	 * in the list before. */
	size_t index;
	/* The reader as it is now; where it was removed, as it was, with READER_UNKNOWN alone. NULL
	 * in service events. */
	const struct reader_state *reader;
	uint32_t before; /* the reader's bits before: READER_*, 0 where it is new. With initial,
	                  * those before the service went, less what was told to have left */
	/* Steps of the reader's counter since its last event that no event tells. */
	uint16_t missed;
	/* The card's: of the one that left in WATCH_CARD_REMOVED, none in WATCH_READER_ADDED, else
	 * of the one that is there. */
	const uint8_t *atr;
	size_t atr_length;
};

/* Takes one event; it and what it points to are the caller's and end with the call. */
typedef void watch_sink(void *context, const struct watch_event *event);

/* Compares two looks by the readers' names and gives sink what happened, in this order: readers
 * that went (each after its card), then, in the order of now, what came or changed (a card that
 * left before the one that came, a reader before its card).
 *
 * With initial, now is the first look at a service: old is what was there before it went, empty at
 * the start. What is not there any more is reported first: readers, each after its card, and cards,
 * also where another ATR is in the reader; then, as initial, all that is there.
 *
 * A card that is present in both looks while the counter went on was removed and inserted again,
 * and so was one with another ATR. A counter that went back tells that the reader itself was away.
 *
 * pcsc-lite may show a card a moment before it counts it: the step that follows is no second event.
 * now keeps that in mind for the next look, which is to have it as old. */
void watch_compare(const struct reader_state *old, size_t old_count, struct reader_state *now,
                   size_t now_count, bool initial, watch_sink *sink, void *context);

/* True where the event brings a card's ATR: also of a card that had no power before. */
bool watch_brings_atr(const struct watch_event *event);

/* "card-inserted": the event's name in JSON, --on and hooks. */
const char *watch_kind_name(enum watch_kind kind);

#endif
