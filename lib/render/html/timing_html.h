/* Draws the times that an ATR determines, to scale. */
#ifndef RENDER_HTML_TIMING_HTML_H
#define RENDER_HTML_TIMING_HTML_H

#include "cards/atr_report.h"

#include <stdio.h>

/* Writes a picture of one character with its guard time, and of etu, guard and waiting times on a
 * scale from 1 µs to 100 s. Writes nothing for a contactless card, which has none of them. */
void render_timing_html(FILE *out, const struct atr_report *report);

#endif
