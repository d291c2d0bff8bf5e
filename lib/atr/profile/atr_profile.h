/* Whether a system accepts an ATR, rule by rule, each with its source. */
#ifndef ATR_ATR_PROFILE_H
#define ATR_ATR_PROFILE_H

#include "atr/profile/atr_profile_rules.h"

enum atr_profile {
	ATR_PROFILE_ISO,     /* ISO/IEC 7816-3 */
	ATR_PROFILE_EMV,     /* an EMV terminal at a cold reset: EMV 4.3 Book 1, 8.3 */
	ATR_PROFILE_WINDOWS, /* Windows' smart card driver library */
	ATR_PROFILE_UICC,    /* a UICC after a cold reset: ETSI TS 102 221 */
	ATR_PROFILE_COUNT,
};

enum { ATR_RULES_MAX = 20 };

/* All zero is none. */
struct atr_verdict {
	enum atr_profile profile;
	struct atr_ruling rulings[ATR_RULES_MAX]; /* in the order of the bytes */
	size_t count;                             /* 0: nobody asked */
};

/* Returns "iso", "emv", "windows", "uicc"; NULL for what is no atr_profile. */
const char *atr_profile_name(unsigned profile);

/* Asks each rule of the profile, in the order of the bytes; returns how many there are. */
size_t atr_profile_judge(enum atr_profile profile, const struct atr *atr,
                         struct atr_ruling rulings[ATR_RULES_MAX]);

#endif
