/* Text from outside, written for a terminal. */
#ifndef RENDER_ESCAPED_H
#define RENDER_ESCAPED_H

#include "cards/cardlist.h"

#include <stdio.h>

/* Writes text as escape_terminal() makes it. */
void put_escaped(FILE *out, struct span text);

#endif
