/* Which events are told: --on, --atr, and the readers. */
#ifndef PCSC_SCAN_FILTER_H
#define PCSC_SCAN_FILTER_H

#include "base/reader_state.h"
#include "reader/watch.h"
#include "sys/pcsc/reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FILTER_PATTERN_SIZE = 1024 };

struct filter {
	uint32_t kinds;                /* a bit for each watch_kind; 0: all */
	struct reader_sought reader;   /* --reader; wanted is NULL: all that are not hidden */
	bool hidden_too;               /* also those of PCSC_READER_IGNORE */
	char atr[FILTER_PATTERN_SIZE]; /* a pattern of card lists; "" for none */
};

/* Returns the events of --on, in the order of the bits of kinds; NULL after the last. */
const char *filter_event_word(unsigned n);
/* Takes --atr's argument: false after a message. */
bool filter_set_atr(struct filter *filter, const char *pattern);

/* To be called for each list of readers, before what follows is asked about it. Returns how many of
 * them --reader means, as reader_sought_update does; 1 if it was not given. */
size_t filter_update(struct filter *filter, const struct reader_row *row);

bool filter_wants_kind(const struct filter *filter, enum watch_kind kind);
bool filter_wants_reader(const struct filter *filter, size_t index, const char *name);
/* Without a pattern every ATR is wanted, and none too. */
bool filter_wants_atr(const struct filter *filter, const uint8_t *atr, size_t length);
/* One of a reader's events. */
bool filter_wants(const struct filter *filter, const struct watch_event *event);

#endif
