/* The words for an ATR that a contactless reader built. */
#ifndef ATR_DESCRIBE_CONTACTLESS_H
#define ATR_DESCRIBE_CONTACTLESS_H

#include "atr/contactless.h"
#include "words/node.h"

/* Adds details to parent. */
void describe_contactless(struct tree *tree, node_id parent, const struct contactless *contactless);

#endif
