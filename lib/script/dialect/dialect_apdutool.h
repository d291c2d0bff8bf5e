/* The apdutool of the Java Card development kit. */
#ifndef SCRIPT_DIALECT_DIALECT_APDUTOOL_H
#define SCRIPT_DIALECT_DIALECT_APDUTOOL_H

#include "script/dialect/conversion.h"

void dialect_apdutool(struct conversion *conversion, const char *text, size_t length);

#endif
