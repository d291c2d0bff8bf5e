/* The formats behind render_atr() and render_atr_json(). */
#ifndef RENDER_ATR_FORMATS_H
#define RENDER_ATR_FORMATS_H

#include "cards/atr_report.h"
#include "render/page.h"

#include <stdbool.h>
#include <stdio.h>

struct json;

void render_atr_text(FILE *out, const struct layout *layout, const struct atr_report *report);
void render_atr_full(FILE *out, const struct layout *layout, const struct atr_report *report);
void render_atr_classic(FILE *out, const struct layout *layout, const struct atr_report *report);
void render_atr_brief(FILE *out, const struct layout *layout, const struct atr_report *report);

/* Names of the tree's sections on single bytes, which need no heading each, in the order of output;
 * NULL-terminated. */
extern const char *const atr_byte_sections[];

/* Returns the severity of a problem's node, in a word. */
const char *atr_severity(const struct node *node);

/* ATR, TAB, protocols, TAB: how a brief line begins. */
void render_brief_head(FILE *out, const struct atr *atr);
/* The names with "; " between; *first is whether nothing is before them, and becomes false. */
void render_brief_names(FILE *out, struct span names, bool *first);

/* The member "names" of the open object. */
void json_member_names(struct json *json, struct span names);
/* The member "parameters" of the open object. */
void render_parameters_json(struct json *json, const struct atr_params *params);

#endif
