/* Writes the pages of fixed text. */
#ifndef RENDER_HTML_ABOUT_HTML_H
#define RENDER_HTML_ABOUT_HTML_H

#include "cards/cardlist.h"
#include "render/html/html_page.h"

#include <stdio.h>

/* Each function writes the content of a page, between html_begin and html_end. */

/* The start page: what can be entered into the form. */
void render_home_html(FILE *out, const struct html_site *site);
/* What the site is, the count lists that it searches, and the program's version. */
void render_about_html(FILE *out, const struct html_site *site, const struct searched_list *sources,
                       size_t count, const char *version);
/* An error message: a heading and the reason. */
void render_refusal_html(FILE *out, const char *title, const char *why);

#endif
