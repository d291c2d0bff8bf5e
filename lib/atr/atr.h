/* The Answer to Reset of ISO/IEC 7816-3:2006: its bytes, and what is wrong with it. */
#ifndef ATR_ATR_H
#define ATR_ATR_H

#include "atr/atr_problems.h"
#include "atr/atr_walk.h"

/* Parses length bytes as atr_walk does and adds what atr_check finds to atr->problems. Accepts any
 * bytes; owns nothing. */
void atr_parse(struct atr *atr, const uint8_t *bytes, size_t length);

#endif
