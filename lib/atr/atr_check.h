/* Checks an ATR against ISO/IEC 7816-3:2006, clauses 8, 10 and 11. */
#ifndef ATR_ATR_CHECK_H
#define ATR_ATR_CHECK_H

#include "atr/atr_walk.h"

/* Adds the errors, warnings and remarks on an ATR that atr_walk has filled to atr->problems. */
void atr_check(struct atr *atr);

#endif
