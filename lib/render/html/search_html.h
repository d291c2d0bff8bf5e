/* Writes the search page. */
#ifndef RENDER_HTML_SEARCH_HTML_H
#define RENDER_HTML_SEARCH_HTML_H

#include "cards/card_search.h"
#include "render/html/html_page.h"

#include <stdio.h>

/* Writes the heading and the form; asked is the text in it, from the user. */
void render_search_html(FILE *out, const struct html_site *site, const char *asked);

/* Writes links to the other pages of the results, from page number (from 1) of count; nothing if
 * there is only one. */
void render_pages_html(FILE *out, const struct html_site *site, const char *asked, unsigned number,
                       unsigned count);
/* Writes an entry of a card list as an item of a list. It links to the page place of the site; if
 * that is NULL, an exact entry links to the page of its ATR. */
void render_search_result_html(FILE *out, const struct html_site *site, const char *list,
                               const struct card_found *found, const char *place);

#endif
