/* What ATRs have different: their trees, walked beside each other. */
#ifndef CARDS_ATR_DIFF_H
#define CARDS_ATR_DIFF_H

#include "cards/atr_report.h"

#include <stdbool.h>
#include <stddef.h>

enum { ATR_DIFF_MAX = 16 }; /* ATRs beside each other */

/* A node that has the same place and name in several trees. */
struct atr_diff_row {
	unsigned depth; /* 0: below the root */
	/* Words or bytes are not the same, or it is not in all trees. False: it is here for those
	 * below it. */
	bool differs;
	const struct node *nodes[ATR_DIFF_MAX]; /* of each tree; NULL if it has none */
};

/* All zero is empty; fill it again and it keeps its memory. */
struct atr_diff {
	const struct atr_report *const *reports; /* not owned */
	size_t report_count;
	struct atr_diff_row *rows; /* owned; in the order of the trees */
	size_t count, size;
	bool failed; /* out of memory: some are missing */
};

/* Compares count reports that atr_report_fill has filled, at most ATR_DIFF_MAX. They must live as
 * long as the rows are used. A node that only one of them has comes without the nodes below it; of
 * a section only the nodes below it come. */
void atr_diff_fill(struct atr_diff *diff, const struct atr_report *const *reports, size_t count);
void atr_diff_free(struct atr_diff *diff);

/* Returns the name of a row, for those that have one: "TA1", "BWT". */
const char *atr_diff_name(const struct atr_diff *diff, const struct atr_diff_row *row);

#endif
