/* Prints the text of a script without its secrets. */
#ifndef SCRIPT_PRINT_MASKED_H
#define SCRIPT_PRINT_MASKED_H

#include "script/script.h"

/* Adds the text of the script's file number 0. Statements that contain a secret, or may contain one
 * depending on variables, are printed on one line, with ** for each byte after P1 P2 of an
 * APDU, or of the items of set and control. */
void print_masked_text(struct text *out, const struct script *script, const char *text,
                       size_t length);

#endif
