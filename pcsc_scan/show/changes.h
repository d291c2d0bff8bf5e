/* Which readers of a snapshot have changed, for formats that report each of them once. */
#ifndef PCSC_SCAN_SHOW_CHANGES_H
#define PCSC_SCAN_SHOW_CHANGES_H

#include "pcsc_scan/show/event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct change {
	bool changed;
	bool brings_atr; /* an event brought the card's ATR */
	uint32_t before; /* bits of the state before its first event */
	unsigned missed;
	struct card_uid uid;
};

/* All zero is empty. */
struct changes {
	struct change
		*rows; /* one for each reader of the snapshot, as far as memory allows; owned */
	size_t count, size;
	bool list_changed; /* readers were connected or disconnected */
};

/* Begins a snapshot: nothing has changed yet. */
void changes_begin(struct changes *changes, const struct snapshot *snapshot);
/* Notes one of its events. */
void changes_add(struct changes *changes, const struct snapshot *snapshot,
                 const struct event *event);
void changes_free(struct changes *changes);

#endif
