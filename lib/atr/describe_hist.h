/* Describes historical bytes: ISO/IEC 7816-4:2005, 8.1.1. */
#ifndef ATR_DESCRIBE_HIST_H
#define ATR_DESCRIBE_HIST_H

#include "atr/atr_view.h"
#include "words/node.h"

#include <stdbool.h>

/* Adds a field for each object to parent, in the order of the bytes, named by its bytes: "T1",
 * "T2..T7". Together they cover the historical bytes that are there. details: adds details below
 * the fields. */
void describe_hist(struct tree *tree, node_id parent, const struct atr_view *view, bool details);

#endif
