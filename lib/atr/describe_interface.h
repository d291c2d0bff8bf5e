/* The words for TS, T0 and the interface bytes. */
#ifndef ATR_DESCRIBE_INTERFACE_H
#define ATR_DESCRIBE_INTERFACE_H

#include "atr/atr.h"
#include "atr/atr_params.h"
#include "words/node.h"

#include <stdbool.h>

/* Adds a field a byte to parent, TS to the last TDi; with details below where they are asked for.
 */
void describe_interface(struct tree *tree, node_id parent, const struct atr *atr,
                        const struct atr_params *params, bool details);

#endif
