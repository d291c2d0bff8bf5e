/* Prints statements in a canonical form that parses to the same statements. */
#ifndef SCRIPT_PRINT_H
#define SCRIPT_PRINT_H

#include "script/print_items.h"

/* Adds the line of a statement, without its newline. */
void print_statement(struct printer *printer, const struct statement *statement);
/* Adds the lines of the statements of one file, a number of the script's files; included files are
 * left out. */
void print_script(struct text *out, const struct script *script, uint16_t file);

#endif
