/* Statements as text again, in one way of writing: it parses to the same. */
#ifndef SCRIPT_PRINT_H
#define SCRIPT_PRINT_H

#include "script/print_items.h"

/* Adds one line, without its newline. */
void print_statement(struct printer *printer, const struct statement *statement);
/* Adds the lines of file number file, without those of the files that it includes. */
void print_script(struct text *out, const struct script *script, uint16_t file);

#endif
