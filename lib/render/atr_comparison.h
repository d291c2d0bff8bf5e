/* Writes the differences between ATRs as text or JSON. */
#ifndef RENDER_ATR_COMPARISON_H
#define RENDER_ATR_COMPARISON_H

#include "cards/atr_diff.h"
#include "render/render_atr.h"

/* Writes a row for each difference, with a column for each ATR. */
void render_atr_diff(FILE *out, const struct layout *layout, const struct atr_diff *diff);
/* Adds an object, as the next value of json. */
void render_atr_diff_json(struct json *json, const struct atr_diff *diff);

#endif
