/* Removes what may be secret from lines of a trace that become comments. */
#ifndef SCRIPT_DIALECT_REDACT_H
#define SCRIPT_DIALECT_REDACT_H

#include "base/span.h"

/* Returns the beginning of a remark, up to hex digits that begin a command with a secret. */
struct span shown_of_remark(struct span text);

/* Returns the beginning of a line that was not understood, up to its first bytes, as they may be a
 * part of a secret in a damaged form; a few digits among words are no bytes. May be empty. */
struct span shown_of_odd_line(struct span line);

#endif
