/* What apdu4j and GlobalPlatformPro write of a session. */
#ifndef SCRIPT_DIALECT_DIALECT_DUMP_H
#define SCRIPT_DIALECT_DIALECT_DUMP_H

#include "script/dialect/conversion.h"

void dialect_dump(struct conversion *conversion, const char *text, size_t length);

#endif
