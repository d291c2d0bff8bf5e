/* What differs between two texts, as `diff -u` writes it. */
#ifndef RENDER_DIFF_H
#define RENDER_DIFF_H

#include "base/style.h"
#include "cards/card_matches.h"

#include <stdbool.h>
#include <stdio.h>

struct diff_style {
	const struct palette *palette;
	bool escaped; /* for a terminal: then patch cannot read what had to be escaped */
};

/* Writes nothing where they are equal. The difference is right but, to keep the time in bounds, not
 * always the shortest. False where memory ran out. */
bool render_diff(FILE *out, const struct diff_style *style, const char *name, struct span before,
                 struct span after);

#endif
