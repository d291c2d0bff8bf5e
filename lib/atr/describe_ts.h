/* The words for TS. */
#ifndef ATR_DESCRIBE_TS_H
#define ATR_DESCRIBE_TS_H

#include "atr/atr.h"
#include "words/node.h"

#include <stdbool.h>

/* Adds the field TS to parent; with details, where TS is not valid, what it may be instead. The ATR
 * has one byte at least. */
void describe_ts(struct tree *tree, node_id parent, const struct atr *atr, bool details);

#endif
