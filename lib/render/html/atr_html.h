/* Writes the page of an ATR. */
#ifndef RENDER_HTML_ATR_HTML_H
#define RENDER_HTML_ATR_HTML_H

#include "cards/atr_report.h"
#include "render/html/html_page.h"

#include <stdio.h>

struct json;

enum { ATR_TITLE_SIZE = 160 };
/* Writes the title of the page to title: the card's name and the ATR. */
void atr_html_title(char title[ATR_TITLE_SIZE], const struct atr_report *report);

/* Writes the content of a page, for its ATR number n, from 1. The report was filled by
 * atr_report_fill. json is a writer for the copy in JSON: json_is_whole() tells if it had enough
 * memory. */
void render_atr_html(FILE *out, const struct html_site *site, const struct atr_report *report,
                     unsigned n, struct json *json);

#endif
