/* The formats of render_atr(), one a file, and what several of them share. */
#ifndef RENDER_ATR_FORMATS_H
#define RENDER_ATR_FORMATS_H

#include "cards/atr_report.h"
#include "render/page.h"

#include <stdbool.h>
#include <stdio.h>

struct json;

/* Write a report as render_atr() in one format: text, full, classic, brief. */
void render_atr_text(FILE *out, const struct layout *layout, const struct atr_report *report);
void render_atr_full(FILE *out, const struct layout *layout, const struct atr_report *report);
void render_atr_classic(FILE *out, const struct layout *layout, const struct atr_report *report);
void render_atr_brief(FILE *out, const struct layout *layout, const struct atr_report *report);

/* The names of those of the tree's sections whose fields are bytes, in the order of output, ended
 * by NULL. They get no heading. */
extern const char *const atr_byte_sections[];

/* Returns the severity of a problem's node: "error", "warning" or "info". */
const char *atr_severity(const struct node *node);

/* Writes the beginning of a brief line: ATR, TAB, protocols, TAB. */
void render_brief_head(FILE *out, const struct atr *atr);
/* Writes the names with "; " between, and before the first unless *first; sets *first to false. */
void render_brief_names(FILE *out, struct span names, bool *first);

/* Adds the key "names" with a list of the names to the open object. */
void json_member_names(struct json *json, struct span names);
/* Adds the key "parameters" to the open object. */
void render_parameters_json(struct json *json, const struct atr_params *params);

#endif
