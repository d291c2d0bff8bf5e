/* The card search, and what it found. */
#ifndef RENDER_HTML_SEARCH_HTML_H
#define RENDER_HTML_SEARCH_HTML_H

#include "cards/card_search.h"
#include "render/html/html_page.h"

#include <stdio.h>

/* A heading and the form, which has what was asked for before. */
void render_search_html(FILE *out, const struct html_site *site, const char *asked);
/* Links to the other pages of what was found, number being one of count; nothing for one page. */
void render_pages_html(FILE *out, const struct html_site *site, const char *asked, unsigned number,
                       unsigned count);
/* One entry, an item of a list with class "found"; place: its page in the site behind base, or NULL
 * if it has none or, for an exact one, that of its ATR. */
void render_found_html(FILE *out, const struct html_site *site, const char *list,
                       const struct card_found *found, const char *place);

#endif
