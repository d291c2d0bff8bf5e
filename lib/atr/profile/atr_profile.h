/* Checks an ATR against the rules of a profile: what a standard or system requires. */
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

/* All zero: no profile was checked. */
struct atr_verdict {
	enum atr_profile profile;
	struct atr_ruling rulings[ATR_RULES_MAX]; /* in the order of the bytes */
	size_t count;
};

/* Returns "iso", "emv", "windows", "uicc"; NULL from ATR_PROFILE_COUNT on. */
const char *atr_profile_name(unsigned profile);

/* Fills rulings with one for each rule of the profile, in the order of the bytes. Returns their
 * number. */
size_t atr_profile_judge(enum atr_profile profile, const struct atr *atr,
                         struct atr_ruling rulings[ATR_RULES_MAX]);

#endif
