/* Describes TS, T0 and the interface bytes: ISO/IEC 7816-3:2006, 8.1 to 8.3. */
#ifndef ATR_DESCRIBE_INTERFACE_H
#define ATR_DESCRIBE_INTERFACE_H

#include "atr/atr.h"
#include "atr/atr_params.h"
#include "words/node.h"

#include <stdbool.h>

/* Adds a field for each byte to parent, TS to the last TDi. details: adds details below the fields.
 */
void describe_interface(struct tree *tree, node_id parent, const struct atr *atr,
                        const struct atr_params *params, bool details);

#endif
