/* The text of a script without its secrets. */
#ifndef SCRIPT_PRINT_MASKED_H
#define SCRIPT_PRINT_MASKED_H

#include "script/script.h"

/* Adds text, which is that of the script's file number 0. A statement that holds a secret, or may
 * hold one because variables leave that open, is printed with ** for each byte behind P1 P2 of its
 * command, that "set" gives, or that "control" sends. */
void print_masked_text(struct text *out, const struct script *script, const char *text,
                       size_t length);

#endif
