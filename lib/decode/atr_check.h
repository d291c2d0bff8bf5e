/* What is wrong with an ATR, or worth knowing: ISO/IEC 7816-3:2006, clauses 8, 10 and 11. */
#ifndef DECODE_ATR_CHECK_H
#define DECODE_ATR_CHECK_H

#include "decode/atr.h"

/* Adds the problems of an ATR that was walked. */
void atr_check(struct atr *atr);

#endif
