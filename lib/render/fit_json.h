/* How a card fits a reader, as JSON. */
#ifndef RENDER_FIT_JSON_H
#define RENDER_FIT_JSON_H

#include "reader/fit.h"
#include "render/json.h"

/* The member "fit" of the open object; null for NULL. */
void render_fit_json(struct json *json, const struct fit *fit);

#endif
