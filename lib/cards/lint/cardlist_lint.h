/* Finds mistakes in a card list, and fixes them.
 *
 * A finding has a problem of list_problem_kinds, or of atr_problem_kinds (an exact ATR with an
 * error). */
#ifndef CARDS_LINT_CARDLIST_LINT_H
#define CARDS_LINT_CARDLIST_LINT_H

#include "base/text.h"
#include "cards/cardlist.h"
#include "cards/list_problems.h"

#include <stdbool.h>
#include <stddef.h>

/* Reports all findings in a list of length bytes, line by line, in time proportional to the length.
 * Returns false if out of memory. */
bool cardlist_lint(const char *text, size_t length, const struct cardlist_report *report);

/* Appends the list to out with all findings of enum list_problem before MISTAKE_FIXABLE fixed. Each
 * ATR and each different text of it are kept, comments stay with the entry that they are in or
 * before, and what precedes the first entry stays at the top. Returns false if out of memory. */
bool cardlist_fix(const char *text, size_t length, struct text *out);

#endif
