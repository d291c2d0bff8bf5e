/* Compares ATRs: their trees, node by node. */
#ifndef CARDS_ATR_DIFF_H
#define CARDS_ATR_DIFF_H

#include "cards/atr_report.h"

#include <stdbool.h>
#include <stddef.h>

enum { ATR_DIFF_MAX = 16 }; /* ATRs compared at once */

/* Nodes with the same parents and name in several trees. */
struct atr_diff_row {
	unsigned depth; /* 0: below the root */
	/* Text or bytes are not the same in all trees, or a tree lacks the node. False: only
	 * nodes below it differ. */
	bool differs;
	const struct node *nodes[ATR_DIFF_MAX]; /* of each tree; NULL if it has none */
};

/* All zero is empty. Filled again it reuses its memory. */
struct atr_diff {
	const struct atr_report *const *reports; /* not owned */
	size_t report_count;
	struct atr_diff_row *rows; /* owned; in the order of the trees */
	size_t count, size;
	bool failed; /* out of memory: rows are missing */
};

/* Compares count reports that atr_report_fill has filled, at most ATR_DIFF_MAX; they must outlive
 * the rows. Nodes below one that only one report has are left out, and so are sections
 * themselves. */
void atr_diff_fill(struct atr_diff *diff, const struct atr_report *const *reports, size_t count);
void atr_diff_free(struct atr_diff *diff);

/* Returns the name of a row's nodes: "TA1", "BWT"; "" if they have none. Part of the reports. */
const char *atr_diff_name(const struct atr_diff *diff, const struct atr_diff_row *row);

#endif
