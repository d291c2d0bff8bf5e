/* Removes what may be secret from lines of a trace that become comments. */
#ifndef SCRIPT_DIALECT_REDACT_H
#define SCRIPT_DIALECT_REDACT_H

#include "base/span.h"

/* Returns the beginning of a remark that may be shown: up to hex digits that begin a command
 * with a secret. */
struct span redact_remark(struct span text);

/* Returns the beginning of a line that was not understood and may be shown, perhaps empty: up to
 * its first bytes in hex, which may be part of a secret in a damaged form. A few digits among
 * words are not bytes. */
struct span redact_odd_line(struct span line);

#endif
