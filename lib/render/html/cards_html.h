/* Writes the cards that an ATR belongs to, and the nearest entries, as HTML. */
#ifndef RENDER_HTML_CARDS_HTML_H
#define RENDER_HTML_CARDS_HTML_H

#include "cards/atr_report.h"
#include "render/html/html_page.h"

/* Returns the name of the card, the first that is not an address; "Unknown card" without a match.
 */
struct span cards_html_name(const struct atr_report *report);

/* Writes the matches with the card's other names; without a match the lists searched, and where to
 * report the card. */
void render_cards_html(FILE *out, const struct atr_report *report);
/* Writes the nearest entries, if report->nearest has any. */
void render_nearest_html(FILE *out, const struct html_site *site, const struct atr_report *report);

/* Writes descriptions (card_name) as a list, without the one that equals but. */
void cards_html_names(FILE *out, struct span names, struct span but);
/* Writes "(LIST:LINE)". */
void cards_html_place(FILE *out, const char *list, unsigned line);

#endif
