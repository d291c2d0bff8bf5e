/* The rules of an EMV terminal at a cold reset. */
#ifndef DECODE_ATR_PROFILE_EMV_H
#define DECODE_ATR_PROFILE_EMV_H

#include "decode/atr_profile_rules.h"

extern const struct atr_profile_rule atr_profile_emv[];

#endif
