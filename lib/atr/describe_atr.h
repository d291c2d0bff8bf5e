/* The words for an ATR: the tree that all outputs are written from. */
#ifndef ATR_DESCRIBE_ATR_H
#define ATR_DESCRIBE_ATR_H

#include "atr/atr_view.h"
#include "words/node.h"

/* Starts tree anew and fills it. The root's children, in this order, each left out where it has
 * nothing to describe:
 *   section "interface bytes"   a field a byte, TS to the last TDi, details below
 *   section "historical bytes"  fields in the order of the bytes, their objects below them
 *   section "check byte"        field TCK
 *   section "extra bytes"       field of all bytes after the end
 *   section "parameters"        details: name and figure; a section a protocol below
 *   section "contactless"       details
 *   section "problems"          problems: errors, warnings, information, each by offset
 * The fields cover the input without gap or overlap (a field with fields below it is covered by
 * its own bytes and theirs). */
void describe_atr(struct tree *tree, const struct atr_view *view);

/* Does the same, but only the fields with their one line: all that JSON takes from the tree, at a
 * quarter of the price. */
void describe_atr_fields(struct tree *tree, const struct atr_view *view);

/* Starts tree anew and fills it with section "summary" (describe_summary), the fields of section
 * "historical bytes" and section "problems". */
void describe_atr_summary(struct tree *tree, const struct atr_view *view);

/* Returns the section of that name, or NULL. */
const struct node *describe_atr_section(const struct tree *tree, const char *name);

#endif
