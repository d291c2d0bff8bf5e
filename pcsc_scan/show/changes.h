/* Which readers of a snapshot have changed, for formats that report each of them once. */
#ifndef PCSC_SCAN_SHOW_CHANGES_H
#define PCSC_SCAN_SHOW_CHANGES_H

#include "pcsc_scan/show/event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct change {
	bool changed;
	bool brings_atr; /* an event brought the ATR of a card */
	uint32_t before; /* bits of the state before the first event */
	unsigned missed; /* events that were missed */
	struct card_uid uid;
};

/* All zero is empty. */
struct changes {
	struct change
		*rows; /* one for each reader of the snapshot, as far as memory allows; owned */
	size_t count, size;
	bool list_changed; /* readers were connected or disconnected */
};

/* Begins a snapshot, in which nothing has changed yet. Out of memory is reported; the last readers
 * then count as unchanged. */
void changes_begin(struct changes *changes, const struct snapshot *snapshot);
/* Adds an event of that snapshot. */
void changes_add(struct changes *changes, const struct snapshot *snapshot,
                 const struct event *event);
void changes_free(struct changes *changes);

#endif
