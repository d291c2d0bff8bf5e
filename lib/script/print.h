/* Prints statements in a canonical form that parses to the same statements. */
#ifndef SCRIPT_PRINT_H
#define SCRIPT_PRINT_H

#include "script/print_items.h"

/* Adds the line of a statement, without its newline. */
void print_statement(struct printer *printer, const struct statement *statement);
#endif
