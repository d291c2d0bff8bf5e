/* The words for an ATR: the tree that all outputs are written from. */
#ifndef ATR_DESCRIBE_ATR_H
#define ATR_DESCRIBE_ATR_H

#include "atr/atr.h"
#include "atr/atr_params.h"
#include "words/node.h"

/* Starts tree anew and fills it. The root's children, in this order, each left out where it has
 * nothing to say:
 *   section "interface bytes"   a field a byte, TS to the last TDi, details below
 *   section "historical bytes"  fields in the order of the bytes, their objects below them
 *   section "check byte"        field TCK
 *   section "extra bytes"       field of all bytes after the end
 *   section "parameters"        details: name and figure; a section a protocol below
 *   section "contactless"       details
 *   section "problems"          problems
 * The fields cover the input without gap or overlap (a field with fields below it is covered by
 * its own bytes and theirs). */
void describe_atr(struct tree *tree, const struct atr *atr, const struct atr_params *params);

/* The same, but only the fields with their one line: all that JSON takes from the tree, at a
 * quarter of the price. */
void describe_atr_fields(struct tree *tree, const struct atr *atr, const struct atr_params *params);

/* Sections by name, for renderers: the node, or NULL. */
const struct node *describe_atr_section(const struct tree *tree, const char *name);

#endif
