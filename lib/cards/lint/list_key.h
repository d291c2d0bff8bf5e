/* How an ATR line of a card list is written best, which is the key that entries are ordered by. */
#ifndef CARDS_LINT_LIST_KEY_H
#define CARDS_LINT_LIST_KEY_H

#include "base/text.h"
#include "cards/cardlist.h"
#include "base/span_store.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends an ATR line, which reads as atr, as it is best written: upper-case pairs with one blank
 * between; a pattern with upper-case digits and single blanks; one that cannot be read as it is, up
 * to its last character. */
void list_write_atr(struct text *out, const struct cardlist_line *line,
                    const struct cardlist_atr *atr);

/* Returns true if it has no letter and no digit, like a line of dots. */
bool list_is_wordless(struct span text);

/* The ATR line as list_write_atr writes it, by which entries are ordered and compared: inside the
 * list if it is written so there, else stored. room is for use in between. {NULL, 0} if out of
 * memory. */
struct span list_key(const struct cardlist_line *line, const struct cardlist_atr *atr,
                     struct text *room, struct span_store *store);
#endif
