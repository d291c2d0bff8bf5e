/* The words for an ATR that a contactless reader built. */
#ifndef DECODE_DESCRIBE_CONTACTLESS_H
#define DECODE_DESCRIBE_CONTACTLESS_H

#include "decode/contactless.h"
#include "decode/node.h"

/* Adds details to parent. */
void describe_contactless(struct tree *tree, node_id parent, const struct contactless *contactless);

#endif
