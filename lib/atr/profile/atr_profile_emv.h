/* The rules of an EMV terminal at a cold reset. */
#ifndef ATR_ATR_PROFILE_EMV_H
#define ATR_ATR_PROFILE_EMV_H

#include "atr/profile/atr_profile_rules.h"

extern const struct atr_profile_rule atr_profile_emv[];

#endif
