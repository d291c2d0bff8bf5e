/* The pages that hold words alone. */
#ifndef RENDER_HTML_ABOUT_HTML_H
#define RENDER_HTML_ABOUT_HTML_H

#include "cards/cardlist.h"
#include "render/html/html_page.h"

#include <stdio.h>

/* What the form is for. */
void render_home_html(FILE *out, const struct html_site *site);
/* What the site is, with the lists that it searches. */
void render_about_html(FILE *out, const struct html_site *site, const struct searched_list *sources,
                       size_t count, const char *version);
/* Why there is no answer. */
void render_refusal_html(FILE *out, const char *title, const char *why);

#endif
