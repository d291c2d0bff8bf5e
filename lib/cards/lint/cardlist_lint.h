/* Mistakes in a card list, and the list with them fixed as far as possible.
 *
 * A finding has a problem of cardlist_lint_kinds, of cardlist_problem_kinds (a line that cannot be
 * read), or of atr_problem_kinds (an exact ATR with an error). */
#ifndef CARDS_LINT_CARDLIST_LINT_H
#define CARDS_LINT_CARDLIST_LINT_H

#include "base/text.h"
#include "cards/cardlist.h"
#include "cards/lint/cardlist_lint_kinds.h"

#include <stdbool.h>
#include <stddef.h>

/* Reports all findings, line by line; those at the end of the text come last. Time grows with the
 * length of the text, whatever it holds. Returns false if out of memory. */
bool cardlist_lint(const char *text, size_t length, const struct cardlist_report *report);

/* Appends the list to out with everything fixed that can be without a loss: each ATR and each
 * different text of it stay, comments stay with the entry that they are in or before, what precedes
 * the first entry stays at the top.  Without a finding that can be fixed, the text is unchanged.
 * Returns false if out of memory. */
bool cardlist_fix(const char *text, size_t length, struct text *out);

#endif
