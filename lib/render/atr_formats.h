/* The formats behind render_atr() and render_atr_json(). */
#ifndef RENDER_ATR_FORMATS_H
#define RENDER_ATR_FORMATS_H

#include "render/atr.h"

void render_atr_text(FILE *out, const struct layout *layout, const struct atr_report *report);
void render_atr_classic(FILE *out, const struct layout *layout, const struct atr_report *report);
void render_atr_brief(FILE *out, const struct layout *layout, const struct atr_report *report);


/* Names of the tree's sections in the order that people read them, ended by NULL: those of single bytes,
 * which need no heading each, and the others. */
extern const char *const atr_byte_sections[];
extern const char *const atr_sections[];

/* The severity of a problem's node, in a word. */
const char *atr_severity(const struct node *node);

/* The member "parameters" of the open object. */
void render_parameters_json(struct json *json, const struct atr_params *params);

#endif
