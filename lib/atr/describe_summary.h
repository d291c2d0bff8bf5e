/* What a person asks of an ATR first: a few rows, or a single line. */
#ifndef ATR_DESCRIBE_SUMMARY_H
#define ATR_DESCRIBE_SUMMARY_H

#include "atr/atr_view.h"
#include "words/node.h"
#include "words/words.h"

/* Adds details to parent: "convention", "protocols", "speed" and "classes"; where the ATR is one
 * that a contactless reader makes, "contactless" and "protocols" alone, for the others mean nothing
 * there. Where no interface byte can be read, the field TS. */
void describe_summary(struct tree *tree, node_id parent, const struct atr_view *view);

/* Adds the same in one line: "T=0 and T=1, up to 161290 bit/s, 5 V and 3 V", with the number of
 * errors where there are some: "…; 2 errors". */
void describe_facts(struct words *words, const struct atr_view *view);

/* Adds the voltages of a class indicator's bits: "5 V and 3 V". */
void describe_volts(struct words *words, unsigned classes);

#endif
