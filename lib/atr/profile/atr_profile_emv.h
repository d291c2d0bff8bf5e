/* The rules of an EMV terminal at a cold reset: EMV 4.3 Book 1, 8.3. */
#ifndef ATR_ATR_PROFILE_EMV_H
#define ATR_ATR_PROFILE_EMV_H

#include "atr/profile/atr_profile_rules.h"

/* Ended by a rule without a code. */
extern const struct atr_profile_rule atr_profile_emv[];

#endif
