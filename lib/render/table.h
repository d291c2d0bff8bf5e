/* Writes tables that fit the page. */
#ifndef RENDER_TABLE_H
#define RENDER_TABLE_H

#include "base/style.h"
#include "render/page.h"

#include <stddef.h>
#include <stdio.h>

struct table_cell {
	const char *text; /* may be untrusted */
	enum role role;
};

/* Writes rows times columns cells, at most eight columns, with two blanks between. If the page is
 * too narrow, the widest columns are shortened, and their texts lose the middle ("ACME Pi...00
 * 01"), as names of readers differ at their ends. */
void render_table(FILE *out, const struct layout *layout, const struct table_cell *cells,
                  size_t rows, size_t columns);

#endif
