/* The words for transmission parameters. */
#ifndef ATR_DESCRIBE_PARAMS_H
#define ATR_DESCRIBE_PARAMS_H

#include "atr/atr.h"
#include "atr/atr_params.h"
#include "words/node.h"
#include "words/words.h"

/* Adds a detail a parameter to parent, and a section for each protocol that is offered. */
void describe_params(struct tree *tree, node_id parent, const struct atr *atr,
                     const struct atr_params *params);

/* Adds "A and B", for b6 to b1 of the class indicator. */
void describe_classes(struct words *words, unsigned indicator);

#endif
