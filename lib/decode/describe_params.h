/* The words for transmission parameters. */
#ifndef DECODE_DESCRIBE_PARAMS_H
#define DECODE_DESCRIBE_PARAMS_H

#include "decode/atr.h"
#include "decode/atr_params.h"
#include "decode/node.h"
#include "decode/words.h"

/* Adds a detail a parameter to parent, and a section for each protocol that is offered. */
void describe_params(struct tree *tree, node_id parent, const struct atr *atr,
                     const struct atr_params *params);

/* Adds "A and B", for b6 to b1 of the class indicator. */
void describe_classes(struct words *words, unsigned indicator);

#endif
