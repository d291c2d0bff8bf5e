/* The cards that an ATR belongs to, or comes close to. */
#ifndef RENDER_HTML_CARDS_HTML_H
#define RENDER_HTML_CARDS_HTML_H

#include "cards/atr_report.h"
#include "render/html/html_page.h"

/* Returns the name of the card: the first one that is no address; "Unknown card". */
struct span cards_html_name(const struct atr_report *report);
/* Its other names with the entries that have them; or where it was looked for and where to report
 * it. */
void render_cards_html(FILE *out, const struct atr_report *report);
/* The closest entries, where they were asked for and there are some. */
void render_nearest_html(FILE *out, const struct html_site *site, const struct atr_report *report);

/* Descriptions as a list, without one of them. */
void cards_html_names(FILE *out, struct span names, struct span but);
/* "(LIST:LINE)". */
void cards_html_place(FILE *out, const char *list, unsigned line);

#endif
