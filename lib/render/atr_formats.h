/* The formats behind render_atr() and render_atr_json(). */
#ifndef RENDER_ATR_FORMATS_H
#define RENDER_ATR_FORMATS_H

#include "render/atr.h"

void render_atr_text(FILE *out, const struct layout *layout, const struct atr_report *report);
void render_atr_classic(FILE *out, const struct layout *layout, const struct atr_report *report);
void render_atr_brief(FILE *out, const struct layout *layout, const struct atr_report *report);

/* The member "parameters" of the open object. */
void render_parameters_json(struct json *json, const struct atr_params *params);

#endif
