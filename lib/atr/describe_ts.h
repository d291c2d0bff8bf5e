/* Describes TS: ISO/IEC 7816-3:2006, 8.1. */
#ifndef ATR_DESCRIBE_TS_H
#define ATR_DESCRIBE_TS_H

#include "atr/atr.h"
#include "words/node.h"

#include <stdbool.h>

/* Adds the field TS to parent; the ATR has at least one byte. details: adds to a TS that is not
 * valid what may be meant. */
void describe_ts(struct tree *tree, node_id parent, const struct atr *atr, bool details);

#endif
