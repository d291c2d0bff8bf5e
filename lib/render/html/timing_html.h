/* Times of an ATR as a picture, to scale. */
#ifndef RENDER_HTML_TIMING_HTML_H
#define RENDER_HTML_TIMING_HTML_H

#include "cards/atr_report.h"

#include <stdio.h>

/* One character with its guard time, and the etu, guard and waiting times on a scale from 1 us to
 * 100 s. Nothing for a contactless card, which has none of them. */
void render_timing_html(FILE *out, const struct atr_report *report);

#endif
