/* An index of card lists for many look-ups. It finds what cardlist_scan finds in the same lists. */
#ifndef CARDS_CARDINDEX_H
#define CARDS_CARDINDEX_H

#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cardindex;

/* Returns an empty index, to be freed with cardindex_free; NULL if out of memory. */
struct cardindex *cardindex_new(void);
/* Frees the index and sets *index to NULL. */
void cardindex_free(struct cardindex **index);

/* Adds the entries of a list of length bytes. text and list, its file name, must outlive the index;
 * source is its number among the lists, from 0. Lines that cannot be read are reported; report may
 * be NULL. Returns false if out of memory. */
bool cardindex_add(struct cardindex *index, const char *text, size_t length, const char *list,
                   unsigned source, const struct cardlist_report *report);

/* Adds the entries that match an ATR of length bytes to matches, in no particular order. */
void cardindex_find(const struct cardindex *index, const uint8_t *atr, size_t length,
                    struct card_matches *matches);

#endif
