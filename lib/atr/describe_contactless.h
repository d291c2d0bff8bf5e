/* Describes an ATR that a contactless reader built. */
#ifndef ATR_DESCRIBE_CONTACTLESS_H
#define ATR_DESCRIBE_CONTACTLESS_H

#include "atr/contactless.h"
#include "words/node.h"

/* Adds what contactless_parse found as details to parent: the standard and card of a storage card,
 * else the fields of an ATS or ATQB (PC/SC part 3, 3.1.3.2.3). */
void describe_contactless(struct tree *tree, node_id parent, const struct contactless *contactless);

#endif
