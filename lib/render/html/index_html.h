/* The index of a static site of card lists, and the script that searches in it. */
#ifndef RENDER_HTML_INDEX_HTML_H
#define RENDER_HTML_INDEX_HTML_H

#include "render/html/html_page.h"

#include <stdio.h>

/* The start of the page, up to the items that render_found_html writes; and its end. */
void render_index_html_begin(FILE *out, const struct html_site *site);
void render_index_html_end(FILE *out, const struct html_site *site, size_t count);

/* The file that site->script names. */
extern const char html_script[];

#endif
