/* Card lists prepared for many look-ups: a hash table in memory.  Its answers are those of
 * cardlist_scan over the same lists. */
#ifndef CARDS_CARDINDEX_H
#define CARDS_CARDINDEX_H

#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cardindex;

/* Returns NULL if out of memory. */
struct cardindex *cardindex_new(void);
void cardindex_free(struct cardindex **index);

/* Adds the entries of a list; text and list must live as long as the index, report may be NULL.
 * Returns false if out of memory. */
bool cardindex_add(struct cardindex *index, const char *text, size_t length, const char *list,
                   unsigned source, const struct cardlist_report *report);

/* Adds the entries that match atr to matches, in no order. */
void cardindex_find(const struct cardindex *index, const uint8_t *atr, size_t length,
                    struct card_matches *matches);

#endif
