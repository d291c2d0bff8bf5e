/* Identifies cards: opens the card lists and finds the entries for an ATR in them. */
#ifndef APP_IDENTIFY_H
#define APP_IDENTIFY_H

#include "cards/card_nearest.h"
#include "cards/card_search.h"
#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct identify;

/* Opens the card lists as lists_open does; to be freed with identify_free. many: build an index,
 * for many look-ups; without it each look-up reads the whole lists. Returns NULL after a message.
 * Invalid lines of lists that the user named or wrote are reported: at most 10 of each list, by the
 * first look-up or when the index is built. */
struct identify *identify_new(const char *const *files, size_t count, bool many);
/* Frees identify and sets *identify to NULL. */
void identify_free(struct identify **identify);

/* Makes the next look-ups find what is in the lists now, if they were changed, replaced or updated
 * meanwhile. files must still be valid. Returns true if so: what earlier look-ups found is invalid.
 * Not for an identify with an index. */
bool identify_refresh(struct identify *identify);

/* Turns that report off; has no effect on an index that was built. */
void identify_silence(struct identify *identify);

/* Replaces matches by the entries that match an ATR, in the order of card_matches_finish. They
 * point into identify. Returns false if out of memory. */
bool identify_atr(struct identify *identify, const uint8_t *atr, size_t length,
                  struct card_matches *matches);

/* Fills nearest with the entries most similar to atr: as many as its member wanted says. */
void identify_nearest(const struct identify *identify, const struct atr *atr,
                      struct card_nearest *nearest);

/* Receives an entry of the list at path. */
typedef void identify_found(void *self, const char *path, const struct card_found *found);
/* Passes each entry whose names contain all of count words (card_search_next) to found. */
void identify_search(const struct identify *identify, const char *const *words, size_t count,
                     identify_found *found, void *self);

/* Passes each entry that matches a query (card_query_next) to found. */
void identify_query(const struct identify *identify, const struct card_query *query,
                    identify_found *found, void *self);

/* Returns false after a message if a list was truncated while it was read, so that results may be
 * missing. */
bool identify_is_whole(const struct identify *identify);

/* Returns the *count lists that are searched, with their present age. They belong to identify. */
const struct searched_list *identify_sources(struct identify *identify, size_t *count);

/* Removes the directories from the paths of the lists in all later results, for pages that anyone
 * may read. */
void identify_hide_directories(struct identify *identify);

/* Reports on standard error how old the lists are and how to update them: for an unknown card, if
 * the output does not say so. Only the first call does anything. */
void identify_report_age(struct identify *identify);

#endif
