/* What is wrong with an ATR, or worth knowing: ISO/IEC 7816-3:2006, clauses 8, 10 and 11. */
#ifndef ATR_ATR_CHECK_H
#define ATR_ATR_CHECK_H

#include "atr/atr_walk.h"

/* Adds the problems of an ATR that was walked. */
void atr_check(struct atr *atr);

#endif
