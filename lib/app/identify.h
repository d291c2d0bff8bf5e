/* Identifies cards: opens the card lists and finds their entries for an ATR. */
#ifndef APP_IDENTIFY_H
#define APP_IDENTIFY_H

#include "cards/card_nearest.h"
#include "cards/card_search.h"
#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct identify;

/* Opens the card lists as lists_open does, to be freed with identify_free; many: builds an index
 * for many look-ups, which otherwise read all lists. Returns NULL after a message. The first
 * look-up reports the lines that cannot be read of lists that the user has named or written. */
struct identify *identify_new(const char *const *files, size_t count, bool many);
/* Frees identify and sets *identify to NULL. */
void identify_free(struct identify **identify);

/* Turns that report off. */
void identify_silence(struct identify *identify);

/* Clears matches and fills it with the entries that match an ATR, as card_matches_finish leaves
 * them; they point into identify. Returns false if out of memory. */
bool identify_atr(struct identify *identify, const uint8_t *atr, size_t length,
                  struct card_matches *matches);

/* Fills nearest, of which wanted is set, with the entries that are most similar to atr. */
void identify_nearest(const struct identify *identify, const struct atr *atr,
                      struct card_nearest *nearest);

/* Receives an entry of the list at path. */
typedef void identify_found(void *self, const char *path, const struct card_found *found);
/* Passes each entry whose names contain all count words (card_search_next) to found, list by list.
 */
void identify_search(const struct identify *identify, const char *const *words, size_t count,
                     identify_found *found, void *self);

/* Does the same for the entries that match a query (card_query_next). */
void identify_query(const struct identify *identify, const struct card_query *query,
                    identify_found *found, void *self);

/* Returns false after a message if a list was truncated while it was in use, so that entries may be
 * missing from the results. */
bool identify_is_whole(const struct identify *identify);

/* Returns the *count lists that are searched, with their present age; they are identify's. */
const struct searched_list *identify_sources(struct identify *identify, size_t *count);

/* Makes lists have their file names without directories in all results, for pages that anyone may
 * read. */
void identify_hide_directories(struct identify *identify);

/* Reports on standard error, once, how old the lists are and how to get a newer one: for an unknown
 * card, if the output does not have this. */
void identify_tell_age(struct identify *identify);

#endif
