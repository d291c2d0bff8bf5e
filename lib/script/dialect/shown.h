/* What of a trace's lines may stand in comments where secrets are hidden. */
#ifndef SCRIPT_DIALECT_SHOWN_H
#define SCRIPT_DIALECT_SHOWN_H

#include "base/span.h"

/* Of a remark: what stands before digits that begin a command with a secret. */
struct span shown_of_remark(struct span text);

/* Of a line that could not be read: what stands before its bytes, which may be a secret or the rest
 * of one, in any damaged form. A few digits among words are shown. May be empty. */
struct span shown_of_odd_line(struct span line);

#endif
