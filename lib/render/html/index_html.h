/* Writes the index of a static site of card lists. */
#ifndef RENDER_HTML_INDEX_HTML_H
#define RENDER_HTML_INDEX_HTML_H

#include "render/html/html_page.h"

#include <stdio.h>

/* Write the page up to the items, for render_search_result_html, and its end; count is their
 * number. */
void render_index_html_begin(FILE *out, const struct html_site *site);
void render_index_html_end(FILE *out, const struct html_site *site, size_t count);

/* The content of the file that site->script names: it searches in the index. */
extern const char html_script[];

#endif
