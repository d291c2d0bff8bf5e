/* The page of an entry of a card list whose ATR has wildcards. */
#ifndef RENDER_HTML_PATTERN_HTML_H
#define RENDER_HTML_PATTERN_HTML_H

#include "cards/atr_line.h"
#include "cards/card_search.h"
#include "render/html/html_page.h"

#include <stdio.h>

/* Its names, the pattern byte by byte, and what those interface bytes mean that are fixed; of the
 * others nothing is known. line and atr are what atr_line_read and atr_line_walk make of it. */
void render_pattern_html(FILE *out, const struct html_site *site, const char *list,
                         const struct card_found *found, const struct atr_line *line,
                         const struct atr *atr);

#endif
