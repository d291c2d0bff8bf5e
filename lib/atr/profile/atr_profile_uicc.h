/* The rules of a UICC after a cold reset: ETSI TS 102 221. */
#ifndef ATR_ATR_PROFILE_UICC_H
#define ATR_ATR_PROFILE_UICC_H

#include "atr/profile/atr_profile_rules.h"

/* Ended by a rule without a code. */
extern const struct atr_profile_rule atr_profile_uicc[];

#endif
