/* Which events are reported: by --on, --atr, and the choice of readers. */
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
	struct reader_sought reader;   /* --reader; wanted NULL: all that are not ignored */
	bool hidden_too;               /* those that PCSC_READER_IGNORE names too */
	char atr[FILTER_PATTERN_SIZE]; /* a pattern of card lists; "" for none */
};

/* Returns the n-th event of --on, from 0, which is bit n of kinds; NULL after the last. */
const char *filter_event_word(unsigned n);
/* Sets the pattern of --atr, of which the bytes may be written without blanks. Returns false after
 * a message if it is invalid or too long. */
bool filter_set_atr(struct filter *filter, const char *pattern);

/* To be called with each list of readers, before the functions below. Returns how many of them
 * --reader matches (reader_sought_update); 1 if it was not given. */
size_t filter_update(struct filter *filter, const struct reader_row *row);

/* Return true if events of this kind, or of the reader called name at position index, are reported.
 */
bool filter_wants_kind(const struct filter *filter, enum watch_kind kind);
bool filter_wants_reader(const struct filter *filter, size_t index, const char *name);
/* Returns true if the ATR matches --atr, or --atr was not given. length 0: there is no ATR, which
 * matches no pattern. */
bool filter_wants_atr(const struct filter *filter, const uint8_t *atr, size_t length);
/* Returns true if all three hold for an event of a reader. */
bool filter_wants(const struct filter *filter, const struct watch_event *event);

#endif
