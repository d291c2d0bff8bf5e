/* opensc-explorer's apdu, and command lines of opensc-tool. */
#ifndef SCRIPT_DIALECT_DIALECT_OPENSC_H
#define SCRIPT_DIALECT_DIALECT_OPENSC_H

#include "script/dialect/conversion.h"

void dialect_opensc(struct conversion *conversion, const char *text, size_t length);

#endif
