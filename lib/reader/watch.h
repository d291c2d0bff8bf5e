/* Derives events from two snapshots of the readers. */
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
	WATCH_CARD_MUTE, /* a card is present and does not respond */
	WATCH_STATE_CHANGED,
	WATCH_SERVICE_LOST,
	WATCH_SERVICE_BACK,
	WATCH_EVENTS_DROPPED, /* events were dropped because the output was not read */
};

enum { WATCH_KINDS = WATCH_EVENTS_DROPPED + 1 };

struct watch_event {
	enum watch_kind kind;
	bool initial; /* reports what is present, not a change */
	/* The reader's position in the service's list; for what was removed while the service was
	 * not running, in the previous list. */
	size_t index;
	/* The reader as it is now; if it was removed, as it was, with READER_UNKNOWN alone. NULL
	 * in service events. */
	const struct reader_state *reader;
	uint32_t before; /* the reader's bits before: READER_*, 0 if it is new. With initial,
	                  * those before the service stopped, without what was reported as gone */
	/* Steps of the reader's counter since its last event that no event reports. */
	uint16_t missed;
	/* The ATR of the card: the removed one in WATCH_CARD_REMOVED, none in WATCH_READER_ADDED,
	 * else the one present. */
	const uint8_t *atr;
	size_t atr_length;
};

/* Receives one event, which is valid only during the call. */
typedef void watch_sink(void *context, const struct watch_event *event);

/* Compares two snapshots of the readers, matched by name, and passes the events between them to
 * sink in this order: readers removed (each after its card), then, in the order of now, everything
 * added or changed (a removed card before an inserted one, a reader before its card).
 *
 * With initial, now is the first snapshot from a service, and old is the last one from before the
 * service stopped, empty at the start. What has gone is reported first: readers, each after its
 * card, and cards, including those replaced by another ATR; then, as initial, everything present.
 *
 * A card present in both snapshots was removed and inserted again if the counter increased or the
 * ATR changed. A counter that decreased means that the reader itself was disconnected.
 *
 * pcsc-lite may show a card shortly before it counts it; the step that follows is not a second
 * event. now records this, so it must be passed as old in the next call. */
void watch_compare(const struct reader_state *old, size_t old_count, struct reader_state *now,
                   size_t now_count, bool initial, watch_sink *sink, void *context);

/* Returns true if the event reports a card's ATR for the first time; also for a card powered just
 * now. */
bool watch_brings_atr(const struct watch_event *event);

/* Returns "card-inserted": the event's name in JSON, --on and hooks. */
const char *watch_kind_name(enum watch_kind kind);

#endif
