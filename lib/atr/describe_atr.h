/* Describes an ATR as a tree, from which all outputs are written. */
#ifndef ATR_DESCRIBE_ATR_H
#define ATR_DESCRIBE_ATR_H

#include "atr/atr_view.h"
#include "words/node.h"

/* Empties tree and fills it; it stays the caller's. tree->failed is set if out of memory. The
 * root's children, in this order, each left out if it would be empty:
 *   section "interface bytes"   a field for each byte, TS to the last TDi, details below
 *   section "historical bytes"  fields in the order of the bytes, their objects below them
 *   section "check byte"        field TCK
 *   section "extra bytes"       field of all bytes after the end
 *   section "parameters"        details: name and figure; a section for each protocol below
 *   section "contactless"       details
 *   section "problems"          problems: errors, warnings, information, each by offset
 * The fields cover the input without gap or overlap (a field with fields below it is covered by
 * its own bytes and theirs). */
void describe_atr(struct tree *tree, const struct atr_view *view);

/* Does the same with the fields alone, each with its text but no details: all that JSON needs, in a
 * quarter of the time. */
void describe_atr_fields(struct tree *tree, const struct atr_view *view);

/* Empties tree and fills it with section "summary" (describe_summary), the fields of section
 * "historical bytes" and section "problems". */
void describe_atr_summary(struct tree *tree, const struct atr_view *view);

/* Returns the root's child of that name, part of tree; NULL if there is none. */
const struct node *describe_atr_section(const struct tree *tree, const char *name);

#endif
