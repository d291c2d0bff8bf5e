/* Writes untrusted text to a terminal. */
#ifndef RENDER_ESCAPED_H
#define RENDER_ESCAPED_H

#include "cards/cardlist.h"

#include <stdio.h>

/* Writes text with control characters and invalid UTF-8 as \xNN (escape_terminal). */
void put_escaped(FILE *out, struct span text);

#endif
