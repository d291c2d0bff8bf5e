#include "decode/describe_hist.h"

#include "decode/hist.h"

void describe_hist(struct tree *tree, node_id parent, const struct atr *atr)
{
	node_id field = tree_add(tree, parent, NODE_FIELD, ROLE_HISTORICAL, "T1..TK", "historical bytes");

	tree_bytes(tree, field, atr->historical.offset, atr->historical.length);
}
