/* Checks one ATR line of a card list and its descriptions. */
#ifndef CARDS_LINT_CARDLIST_LINT_ATR_H
#define CARDS_LINT_CARDLIST_LINT_ATR_H

#include "cards/list_problems.h"
#include "cards/lint/list_key.h"
#include "base/span_map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The patterns of a list, to be found by their descriptions. All zero is empty. */
struct list_patterns {
	struct list_pattern *items; /* owned */
	size_t count, size;
	struct list_link *links; /* owned: one for each description of a pattern */
	size_t link_count, link_size;
	struct span_map by_text; /* the last link of a description, plus 1 */
};

/* Reads the patterns of a list, which must outlive them. Returns false if out of memory. */
bool list_patterns_read(struct list_patterns *patterns, const char *text, size_t length);
void list_patterns_free(struct list_patterns *patterns);

/* Reports a mistake: line and column from 1, first and second as in struct problem. */
void list_report(const struct cardlist_report *report, enum list_problem kind, unsigned line,
                 size_t column, size_t first, size_t second);

/* Reports the mistakes of an ATR line: atr is what cardlist_read made of it, key its list_key,
 * names are its descriptions. */
void list_check_atr(const struct cardlist_report *report, const struct cardlist_line *line,
                    const struct cardlist_atr *atr, struct span key, struct span names,
                    const struct list_patterns *patterns);

#endif
