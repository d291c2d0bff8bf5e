#include "decode/describe_params.h"

void describe_params(struct tree *tree, node_id parent, const struct atr *atr,
                     const struct atr_params *params)
{
	(void)tree, (void)parent, (void)atr, (void)params;
}
