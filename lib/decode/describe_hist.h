/* The words for historical bytes. */
#ifndef DECODE_DESCRIBE_HIST_H
#define DECODE_DESCRIBE_HIST_H

#include "decode/atr.h"
#include "decode/node.h"

/* Adds a field an object to parent, in the order of the bytes, with details below: named T1, T2..T7;
 * they cover the historical bytes that are there. */
void describe_hist(struct tree *tree, node_id parent, const struct atr *atr);

#endif
