#include "base/style.h"

#define NONE \
	[ROLE_PLAIN] = "", [ROLE_HEADING] = "", [ROLE_DIM] = "", [ROLE_TS] = "", [ROLE_T0] = "", \
	[ROLE_TA] = "", [ROLE_TB] = "", [ROLE_TC] = "", [ROLE_TD] = "", [ROLE_HISTORICAL] = "", \
	[ROLE_TCK] = "", [ROLE_EXTRA] = "", [ROLE_CARD] = "", [ROLE_READER] = "", \
	[ROLE_SENT] = "", [ROLE_RECEIVED] = "", [ROLE_GOOD] = "", [ROLE_INFO] = "", \
	[ROLE_WARNING] = "", [ROLE_ERROR] = ""

const struct palette palette_plain = {.on = {NONE}, .off = {NONE}};
