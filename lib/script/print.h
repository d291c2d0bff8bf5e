/* Statements as text again, in one way of writing: what it parses to is the same. */
#ifndef SCRIPT_PRINT_H
#define SCRIPT_PRINT_H

#include "script/script.h"

/* Adds one line, without its newline. */
void print_statement(struct text *out, const struct script *script,
                     const struct statement *statement);
/* Adds the lines of file number file; what it includes is not among them. */
void print_script(struct text *out, const struct script *script, uint16_t file);

#endif
