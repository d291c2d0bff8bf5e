/* Writes statistics of a field: as text with bars, as JSON, as a picture. */
#ifndef RENDER_STATS_TABLE_H
#define RENDER_STATS_TABLE_H

#include "stats/atr_stats.h"
#include "render/render_atr.h"

#include <stdio.h>

struct json;

/* Writes a heading, and a line for each value. */
void render_stats(FILE *out, const struct layout *layout, const struct stats_rows *rows);
/* Adds an object for one value, a row of rows, as the next value of json. */
void render_stats_json(struct json *json, const struct stats_rows *rows,
                       const struct stats_row *row);
/* Writes a bar chart as SVG, for light and dark pages. */
void render_stats_svg(FILE *out, const struct stats_rows *rows);

#endif
