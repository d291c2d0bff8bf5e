/* The page of an ATR. */
#ifndef RENDER_HTML_ATR_HTML_H
#define RENDER_HTML_ATR_HTML_H

#include "cards/atr_report.h"
#include "render/html/html_page.h"

#include <stdio.h>

struct json;

/* The title of a page: the card's name and the ATR. */
enum { ATR_TITLE_SIZE = 160 };
void atr_html_title(char title[ATR_TITLE_SIZE], const struct atr_report *report);

/* One ATR, the n-th of its page from 1. The report is one of atr_report_fill; json is there for its
 * copy in JSON, which takes memory: ask json_is_whole() at the end. */
void render_atr_html(FILE *out, const struct html_site *site, const struct atr_report *report,
                     unsigned n, struct json *json);

#endif
