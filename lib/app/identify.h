/* Identifying a card: which lists are searched, and their entries for an ATR. */
#ifndef APP_IDENTIFY_H
#define APP_IDENTIFY_H

#include "cards/card_nearest.h"
#include "cards/card_search.h"
#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct identify;

/* Finds and maps the lists: those of files where count is not 0 (a file that cannot be read is an
 * error, reported on standard error), else those of the environment and the usual places. With
 * many, an index is built for many look-ups; else each look-up is one pass. Returns NULL after a
 * message. What cannot be read in a list that the user has named or written is reported once. */
struct identify *identify_new(const char *const *files, size_t count, bool many);
void identify_free(struct identify **identify);

/* Leaves out that report, where nobody would read it. */
void identify_silence(struct identify *identify);

/* Clears matches and fills it: exact ones first, then patterns from the most to the least specific;
 * a name appears once, with the first match that has it. What it points to lives as long as
 * identify, and until matches is cleared. Returns false if out of memory. */
bool identify_atr(struct identify *identify, const uint8_t *atr, size_t length,
                  struct card_matches *matches);

/* Fills nearest, of which wanted is set, with the entries that come closest to atr. */
void identify_nearest(const struct identify *identify, const struct atr *atr,
                      struct card_nearest *nearest);

/* Receives an entry of the list at path. */
typedef void identify_found(void *self, const char *path, const struct card_found *found);
/* Passes each entry whose names have all words to found, list by list. */
void identify_search(const struct identify *identify, const char *const *words, size_t count,
                     identify_found *found, void *self);

/* Does the same for what somebody has typed into one field. */
void identify_query(const struct identify *identify, const struct card_query *query,
                    identify_found *found, void *self);

/* To be asked at the end: false after a message where a list was cut off while it was in use, so
 * that entries of it may be missing from the answers. */
bool identify_is_whole(const struct identify *identify);

/* Returns the lists in use and how old they are now, for "where was looked": an array of *count
 * that lives as long as identify. */
const struct searched_list *identify_sources(struct identify *identify, size_t *count);

/* For pages that strangers read: from now on a list is named by its file, without the directories
 * that lead there. */
void identify_hide_directories(struct identify *identify);

/* For an unknown card whose output does not have it: reports on standard error, once, how old the
 * lists are and how to get a newer one. */
void identify_tell_age(struct identify *identify);

#endif
