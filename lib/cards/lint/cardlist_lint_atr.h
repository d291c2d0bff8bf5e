/* What is wrong with one ATR line of a card list and its texts. */
#ifndef CARDS_LINT_CARDLIST_LINT_ATR_H
#define CARDS_LINT_CARDLIST_LINT_ATR_H

#include "cards/lint/cardlist_lint_kinds.h"
#include "cards/lint/list_key.h"
#include "base/span_map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The patterns of a list, to be found by their texts. All zero is none. */
struct list_patterns {
	struct list_pattern *items; /* owned */
	size_t count, size;
	struct list_link *links; /* owned: a pattern for each of its texts */
	size_t link_count, link_size;
	struct span_map by_text; /* the last link of a text, plus 1 */
};

/* Returns false if out of memory. */
bool list_patterns_read(struct list_patterns *patterns, const char *text, size_t length);
void list_patterns_free(struct list_patterns *patterns);

void list_report(const struct cardlist_report *report, enum list_mistake kind, unsigned line,
                 size_t column, size_t first, size_t second);

/* atr is what the line reads as, key its key; names are the lines below it. */
void list_check_atr(const struct cardlist_report *report, const struct cardlist_line *line,
                    const struct cardlist_atr *atr, struct span key, struct span names,
                    const struct list_patterns *patterns);

#endif
