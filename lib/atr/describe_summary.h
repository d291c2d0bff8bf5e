/* Summarizes an ATR in a few rows, or in one line. */
#ifndef ATR_DESCRIBE_SUMMARY_H
#define ATR_DESCRIBE_SUMMARY_H

#include "atr/atr_view.h"
#include "words/node.h"
#include "words/words.h"

/* Adds details to parent: "convention", "protocols", "speed" and "classes"; for an ATR that a
 * contactless reader built only "contactless" and "protocols", as the others have no meaning there;
 * for an ATR without a readable interface byte the field TS. */
void describe_summary(struct tree *tree, node_id parent, const struct atr_view *view);

/* Adds the same in one line: "T=0 and T=1, up to 161290 bit/s, 5 V and 3 V", with "; 2 errors" at
 * the end if there are errors. */
void describe_facts(struct words *words, const struct atr_view *view);

/* Adds the voltages of the class indicator's bits (ISO/IEC 7816-3:2006, 5.1.3 and 8.3): "5 V and
 * 3 V". */
void describe_volts(struct words *words, unsigned classes);

#endif
