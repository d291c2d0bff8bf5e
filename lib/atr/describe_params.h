/* Describes transmission parameters. */
#ifndef ATR_DESCRIBE_PARAMS_H
#define ATR_DESCRIBE_PARAMS_H

#include "atr/atr_view.h"
#include "words/node.h"

/* Adds a detail for each parameter of view->params to parent, and a section for each protocol that
 * is offered. */
void describe_params(struct tree *tree, node_id parent, const struct atr_view *view);

#endif
