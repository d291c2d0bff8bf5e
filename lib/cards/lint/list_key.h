/* The canonical form of an ATR line of a card list, by which entries are sorted and compared. */
#ifndef CARDS_LINT_LIST_KEY_H
#define CARDS_LINT_LIST_KEY_H

#include "base/text.h"
#include "cards/cardlist.h"
#include "base/span_store.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns true if the text has no letter and no digit, like a line of dots. */
bool list_is_wordless(struct span text);

/* Returns the canonical form of an ATR line, of which cardlist_read made atr: upper-case pairs with
 * one blank between; a pattern with upper-case digits and single blanks; a line that cannot be read
 * unchanged, without blanks at its end. It is the line itself if that is written so, else a copy in
 * store, which must outlive it. room is a buffer, reused by the next call. {NULL, 0} if out of
 * memory. */
struct span list_key(const struct cardlist_line *line, const struct cardlist_atr *atr,
                     struct text *room, struct span_store *store);

#endif
