/* The words for TS. */
#ifndef DECODE_DESCRIBE_TS_H
#define DECODE_DESCRIBE_TS_H

#include "decode/atr.h"
#include "decode/node.h"

#include <stdbool.h>

/* Adds the field TS to parent; with details, where TS is not valid, what it may be instead. The ATR
 * has one byte at least. */
void describe_ts(struct tree *tree, node_id parent, const struct atr *atr, bool details);

#endif
