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
struct lint_patterns {
	struct lint_pattern *items; /* owned */
	size_t count, size;
	struct lint_link *links; /* owned: a pattern for each of its texts */
	size_t link_count, link_size;
	struct span_map by_text; /* the last link of a text, plus 1 */
};

/* Returns false if out of memory. */
bool lint_patterns_read(struct lint_patterns *patterns, const char *text, size_t length);
void lint_patterns_free(struct lint_patterns *patterns);

void lint_report(const struct cardlist_report *report, enum lint_kind kind, unsigned line,
                 size_t column, size_t first, size_t second);

/* atr is what the line reads as, key its key; names are the lines below it. */
void lint_atr(const struct cardlist_report *report, const struct cardlist_line *line,
              const struct cardlist_atr *atr, struct span key, struct span names,
              const struct lint_patterns *patterns);

#endif
