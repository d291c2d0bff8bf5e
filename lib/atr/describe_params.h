/* The words for transmission parameters. */
#ifndef ATR_DESCRIBE_PARAMS_H
#define ATR_DESCRIBE_PARAMS_H

#include "atr/atr.h"
#include "atr/atr_params.h"
#include "words/node.h"

/* Adds a detail a parameter to parent, and a section for each protocol that is offered. */
void describe_params(struct tree *tree, node_id parent, const struct atr *atr,
                     const struct atr_params *params);

#endif
