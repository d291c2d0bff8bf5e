/* Text in columns that fit the page. */
#ifndef RENDER_TABLE_H
#define RENDER_TABLE_H

#include "base/style.h"
#include "render/page.h"

#include <stddef.h>
#include <stdio.h>

struct table_cell {
	const char *text; /* from outside: it is escaped */
	enum role role;
};

/* Writes rows of cells, two blanks between the columns. On a page that is too narrow the widest
 * columns give way: a text that is too long loses its middle ("ACME Pi...00 01"), for readers'
 * names differ at their ends. At most eight columns. */
void render_table(FILE *out, const struct layout *layout, const struct table_cell *cells,
                  size_t rows, size_t columns);

#endif
