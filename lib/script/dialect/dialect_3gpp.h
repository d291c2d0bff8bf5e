/* 3GPP TS 51.013 annex B: CMD, RST, OFF, INI, REM. */
#ifndef SCRIPT_DIALECT_DIALECT_3GPP_H
#define SCRIPT_DIALECT_DIALECT_3GPP_H

#include "script/dialect/conversion.h"

void dialect_3gpp(struct conversion *conversion, const char *text, size_t length);

#endif
