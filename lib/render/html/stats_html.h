/* Writes the page of statistics, with bars. */
#ifndef RENDER_HTML_STATS_HTML_H
#define RENDER_HTML_STATS_HTML_H

#include "render/html/html_page.h"
#include "stats/atr_stats.h"

#include <stdbool.h>
#include <stdio.h>

/* Writes a page with a table for each field, or for one of them: only is its number, NULL for all.
 * Returns false if out of memory. */
bool render_stats_html(FILE *out, const struct html_site *site, const struct atr_stats *stats,
                       const stats_field *only);

#endif
