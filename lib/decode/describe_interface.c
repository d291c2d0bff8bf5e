#include "decode/describe_interface.h"

#include <stdio.h>

static const enum role roles[] = {
	[ATR_T0] = ROLE_T0, [ATR_TA] = ROLE_TA, [ATR_TB] = ROLE_TB, [ATR_TC] = ROLE_TC,
	[ATR_TD] = ROLE_TD,
};

static void describe_ts(struct tree *tree, node_id parent, uint8_t ts)
{
	const char *text = ts == 0x3B ? "direct convention" :
	                   ts == 0x3F ? "inverse convention" : "not valid";
	node_id field = tree_add(tree, parent, NODE_FIELD, ROLE_TS, "TS", text);

	tree_bytes(tree, field, 0, 1);
}

void describe_interface(struct tree *tree, node_id parent, const struct atr *atr,
                        const struct atr_params *params)
{
	(void)params;
	describe_ts(tree, parent, atr->bytes[0]);
	for (size_t i = 0; i < atr->interface_count; i++) {
		const struct atr_interface *byte = &atr->interface[i];
		char name[8];

		(void)snprintf(name, sizeof name, "T%c%u", "0ABCD"[byte->kind], byte->index);
		node_id field = tree_addf(tree, parent, NODE_FIELD, roles[byte->kind],
		                          byte->kind == ATR_T0 ? "T0" : name, "%02X", byte->value);
		tree_bytes(tree, field, byte->offset, 1);
	}
}
