/* Statements as text again, in one way of writing: what it parses to is the same. */
#ifndef SCRIPT_PRINT_H
#define SCRIPT_PRINT_H

#include "script/script.h"

/* Adds one line, without its newline. */
void print_statement(struct text *out, const struct script *script,
                     const struct statement *statement);
/* Adds the line of an APDU, a set or a control without what may be secret: ** for each byte behind
 * P1 P2 of a command that has a secret (apdu/secret.h) or may have one, where variables leave that
 * open, of what set gives, and of what control sends. */
void print_masked(struct text *out, const struct script *script, const struct statement *statement);
/* Adds text, which is that of file number 0, with the lines of such statements masked. */
void print_masked_text(struct text *out, const struct script *script, const char *text,
                       size_t length);
/* Adds the lines of file number file; what it includes is not among them. */
void print_script(struct text *out, const struct script *script, uint16_t file);

#endif
