/* The words for historical bytes. */
#ifndef ATR_DESCRIBE_HIST_H
#define ATR_DESCRIBE_HIST_H

#include "atr/atr_view.h"
#include "words/node.h"

#include <stdbool.h>

/* Adds a field an object to parent, in the order of the bytes, named T1, T2..T7; they cover the
 * historical bytes that are there. With details below where they are asked for. */
void describe_hist(struct tree *tree, node_id parent, const struct atr_view *view, bool details);

#endif
