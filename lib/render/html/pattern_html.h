/* Writes the page of a pattern of a card list. */
#ifndef RENDER_HTML_PATTERN_HTML_H
#define RENDER_HTML_PATTERN_HTML_H

#include "cards/atr_line.h"
#include "cards/card_search.h"
#include "render/html/html_page.h"

#include <stdio.h>

/* Writes the content of the page: the names, the pattern byte by byte, and the meaning of interface
 * bytes without wildcards. line and atr are of atr_line_read and atr_line_walk. */
void render_pattern_html(FILE *out, const struct html_site *site, const char *list,
                         const struct card_found *found, const struct atr_line *line,
                         const struct atr *atr);

#endif
